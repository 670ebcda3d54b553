import { expect, filled, test } from './feltboka.ts'

const chapter = '/handboker/slik-utvikler-og-implementerer-vi/okonomi'

test.describe('uten skript', () => {
  test.use({ javaScriptEnabled: false })

  test('kan et kapittel leses, og tittelen følger lenken når den deles', async ({ page }) => {
    await page.goto(chapter)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Pukkelkostnader og økonomisk bærekraft')
    await expect(page.getByText('Sett pukkelkostnadene inn i regnestykket fra start')).toBeVisible()
    await expect(page).toHaveTitle('Pukkelkostnader og økonomisk bærekraft – Feltboka')
    await expect(page.locator('meta[property="og:title"]')).toHaveAttribute('content', 'Pukkelkostnader og økonomisk bærekraft')
  })
})

test('teksten står der før koden er kommet, og på samme sted etterpå', async ({ page }) => {
  const code = Promise.withResolvers<void>()
  await page.route('**/assets/*.js', async (route) => { await code.promise; await route.continue() })
  await page.goto(chapter, { waitUntil: 'commit' })
  const heading = page.getByRole('heading', { level: 1 })
  const section = page.getByRole('heading', { name: 'Regn med pukkelkostnader' })
  await expect(heading).toBeVisible()
  const before = [await heading.boundingBox(), await section.boundingBox()].map((box) => box!.y)
  code.resolve()
  await expect(page.getByRole('main')).toBeVisible()
  const after = [await heading.boundingBox(), await section.boundingBox()].map((box) => box!.y)
  // A line more or less, where it says when the text was changed.
  expect(Math.abs(after[0]! - before[0]!)).toBeLessThan(8)
  expect(Math.abs(after[1]! - before[1]!)).toBeLessThan(24)
})

test('en side som er blitt gammel, blir rettet så snart serveren har svart', async ({ page }) => {
  await page.route(chapter, async (route) => {
    const answer = await route.fetch()
    await route.fulfill({ response: answer, body: (await answer.text()).replaceAll('Sett pukkelkostnadene inn', 'Glem pukkelkostnadene') })
  })
  await page.goto(chapter)
  await filled(page)
  await expect(page.getByText('Sett pukkelkostnadene inn i regnestykket fra start')).toBeVisible()
  await expect(page.getByText('Glem pukkelkostnadene')).toHaveCount(0)
})

test('den som er her første gang, får vite hva dette er; siden ikke', async ({ page }) => {
  await page.goto('/')
  const lead = page.getByText('Modeller som virker, håndbøker og det som hindrer arbeidet')
  await expect(lead).toBeVisible()
  await filled(page)
  await page.reload()
  await expect(page.getByRole('main')).toBeVisible()
  await expect(lead).toBeHidden()
})
