import { everyPage, expect, filled, installed, shown, test } from './feltboka.ts'

/** Where content comes from: the server's functions, and the snapshot beside the app. */
const server = /\/(rest\/v1\/rpc|snapshots)\//

test.use({ allowedErrors: [/ERR_INTERNET_DISCONNECTED|Failed to load resource|net::ERR/] })

test('etter ett besøk virker hver side uten nett, fra kald start og med dyplenke', async ({ page, context }) => {
  test.slow() // Every page of the app, each from a cold start.
  await page.goto('/')
  await installed(page)
  await filled(page)
  // The index for search is built in the background; the first search online keeps it.
  await page.goto('/sok?q=barnehage')
  await expect(page.getByRole('main').getByRole('listitem').first()).toBeVisible()
  await context.setOffline(true)
  await page.close()
  for (const [name, path] of everyPage) {
    const cold = await context.newPage()
    await cold.goto(path)
    await shown(cold)
    await expect(cold.locator('main'), name).not.toContainText('Vi fikk ikke hentet')
    await cold.close()
  }
})

test('forsiden sier rolig at en er uten nett', async ({ page, context }) => {
  await page.goto('/')
  await installed(page)
  await filled(page)
  await context.setOffline(true)
  await expect(page.getByText('Du er uten nett.').filter({ visible: true }).first()).toBeVisible()
  await context.setOffline(false)
  await expect(page.getByText('Du er uten nett.').filter({ visible: true })).toHaveCount(0)
})

test('der ingen side er skrevet, viser en kald dyplenke sin egen side før resten er hentet', async ({ page, baseURL }) => {
  await page.route('**/okonomi', async (route) => route.fulfill({ response: await route.fetch({ url: `${baseURL}/index.html` }) }))
  const asked: string[] = []
  await page.route(server, async (route) => {
    const name = new URL(route.request().url()).pathname.split('/').pop()!
    asked.push(name)
    if (name === 'page') await route.continue()
    // The rest never answers: the page must not need it.
    else await new Promise(() => {})
  })
  await page.goto('/handboker/slik-utvikler-og-implementerer-vi/okonomi')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Pukkelkostnader')
  await expect(page.getByRole('heading', { name: 'Regn med pukkelkostnader' })).toBeVisible()
  expect(asked.filter((name) => name === 'page')).toHaveLength(1)
})

test('uten nett og uten innhold sier siden hva som skjedde, hva som er trygt og hva en kan gjøre', async ({ page }) => {
  await page.goto('/om')
  await installed(page)
  await page.route(server, (route) => route.abort('internetdisconnected'))
  await page.evaluate(() => new Promise((resolve) => { const r = indexedDB.deleteDatabase('feltboka-public'); r.onsuccess = resolve; r.onblocked = resolve }))
  await page.goto('/modeller/overgangslaerer')
  await expect(page.getByRole('alert')).toContainText('Vi fikk ikke hentet siden')
  // The rest stays out of reach: it is asking again that must bring the page.
  await page.route(/\/(rpc\/(pull|manifest|rows)|snapshots\/)/, (route) => route.abort('internetdisconnected'))
  await page.unroute(server)
  await page.getByRole('button', { name: 'Prøv igjen' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Overgangslærer')
})

test('en innloggingsside fra et fremmed nett blir ikke tatt for innhold', async ({ page }) => {
  await page.route(server, (route) => route.fulfill({ status: 200, contentType: 'text/html', body: '<html><title>Logg inn på nettet</title></html>' }))
  // No page is written for it, so its record must come from the server.
  await page.goto('/modeller/en-helt-ny-modell')
  await expect(page.getByRole('alert')).toContainText('et svar vi ikke kunne lese')
})
