import { readFileSync } from 'node:fs'
import { withClient } from '../support/database.ts'
import { expectAccessible } from './accessible.ts'
import { expect, stored, test } from './feltboka.ts'
import { atTheOffice, computer, makeObstacle, openObstacle, report, sync, withRole } from './people.ts'

test.use({ allowedErrors: [/ERR_INTERNET_DISCONNECTED|Failed to load resource|net::ERR/] })

test.setTimeout(300_000)

test('en hindring lages av en melding, løftes uten nett, besvares av den som er spurt, og den som meldte, får vite det', async ({ page, browser, baseURL }) => {
  const mark = `${Date.now()}`
  const title = `Tolken mangler i ${mark}`
  const words = `${title}. Møtene må flyttes.`
  const number = await report(page, words)

  const { page: office, context: offices } = await computer(browser, baseURL)
  await atTheOffice(office, `kontor-${mark}@oslo.kommune.no`)
  await offices.setOffline(true)
  await office.goto(`/innboks/${number}`)
  await makeObstacle(office)
  await offices.setOffline(false)
  await sync(office)
  await expect.poll(() => stored(office, 'feltboka-device', 'outbox'), { timeout: 30_000 }).toEqual([])

  await openObstacle(office, title)
  await expect(office.getByRole('heading', { name: new RegExp(title), level: 1 })).toBeVisible()
  await expect(office.getByText('Ikke offentlig').first()).toBeVisible()
  await offices.setOffline(true)
  const act = (name: string) => office.getByRole('button', { name, exact: true })
  await act('Endre status').click()
  await office.locator('form').getByRole('button', { name: 'Endre status' }).click()
  await act('Løft').click()
  await office.locator('form').getByRole('button', { name: 'Løft hindringen' }).click()
  await expect(office.getByText('Fyll ut dette først.')).toBeVisible()
  await office.getByLabel('Helseetaten').check()
  await office.getByLabel('Svarfrist').fill('2099-01-31')
  await office.getByLabel('Hva spør dere om?').fill('Vi ber om tolk. Ring 15889200038')
  await expectAccessible(office)
  await office.getByRole('button', { name: /^Ta bort nummeret/ }).click()
  await office.reload()
  await act('Løft').click()
  await expect(office.getByLabel('Hva spør dere om?'), 'det en har skrevet, står der').toHaveValue(/^Vi ber om tolk/)
  await expect(office.getByLabel('Helseetaten')).toBeChecked()
  await office.getByRole('button', { name: 'Løft hindringen' }).click()
  await expect(office.getByText('Helseetaten skylder svar')).toBeVisible()
  await expect(office.getByText(/Fristen er 31\. januar 2099/)).toBeVisible()
  await expectAccessible(office, [320, 390, 1280])
  await offices.setOffline(false)
  await sync(office)
  await expect.poll(() => stored(office, 'feltboka-device', 'outbox'), { timeout: 30_000 }).toEqual([])

  await office.goto('/hindringer?status=loftet')
  const [file] = await Promise.all([office.waitForEvent('download'), office.getByRole('button', { name: 'CSV' }).click()])
  const lines = readFileSync(await file.path(), 'utf8')
  expect(lines).toContain(title)
  expect(lines).toContain('Helseetaten')

  const { page: asked, context: askeds } = await computer(browser, baseURL)
  await withRole(asked, `mottaker-${mark}@oslo.kommune.no`, 'recipient', 'helseetaten')
  await asked.goto('/hindringer')
  await asked.getByRole('link', { name: /^Venter på svar fra dere/ }).click()
  await expect(asked.locator('.obstacle-table tbody tr').filter({ hasText: title })).toHaveCount(1)
  await asked.getByRole('link', { name: new RegExp(title) }).click()
  await asked.getByRole('button', { name: 'Svar', exact: true }).click()
  await asked.getByLabel('Svaret', { exact: true }).fill('Vi får på plass tolk fra nyttår.')
  await asked.getByRole('button', { name: 'Send svaret' }).click()
  await expect(asked.getByText('Helseetaten har svart')).toBeVisible()
  await expect(asked.getByRole('button', { name: 'Løft', exact: true })).toHaveCount(0)
  await expectAccessible(asked)
  await sync(asked)
  await askeds.close()
  await offices.close()

  await sync(page)
  await page.goto('/saker')
  await expect(page.getByRole('link', { name: new RegExp(title) })).toContainText('Helseetaten har svart')
  await page.getByRole('link', { name: new RegExp(title) }).click()
  await expect(page.getByText('Helseetaten har svart').first()).toBeVisible()
  await expect(page.getByText('Vi får på plass tolk fra nyttår.').first()).toBeVisible()
  await expect(page.getByText('2099')).toHaveCount(0)
  await expectAccessible(page)
})

test('det en annen har endret siden en begynte å redigere, skrives ikke over: begge verdiene vises, og en velger', async ({ page, browser, baseURL }) => {
  const { page: other, context } = await computer(browser, baseURL)
  await page.setViewportSize({ width: 1280, height: 800 })
  await atTheOffice(page, `kari-${Date.now()}@oslo.kommune.no`)
  await atTheOffice(other, `ola-${Date.now()}@oslo.kommune.no`)
  const mark = `(${Date.now()})`
  const edit = async (one: typeof page) => {
    await one.goto('/hindringer/H-2024-20')
    await one.getByRole('button', { name: 'Rediger', exact: true }).click()
  }
  const save = async (one: typeof page) => {
    await one.getByRole('button', { name: 'Lagre endringene' }).click()
    await expect(one.getByText('Lagret. Det sendes av seg selv.')).toBeVisible()
  }
  await edit(page)
  await page.locator('#work-description').fill(`Det Kari så ${mark}`)
  await expect(page.getByText(/Lagret på enheten kl\./)).toBeVisible()

  await edit(other)
  await other.locator('#work-title').fill(`Tittelen til Ola ${mark}`)
  await other.locator('#work-description').fill(`Det Ola så ${mark}`)
  await save(other)
  await sync(other)

  // What was begun is taken up again after the other's change has come.
  await sync(page)
  await edit(page)
  await expect(page.locator('#work-description')).toHaveValue(`Det Kari så ${mark}`)
  await save(page)
  await sync(page)
  await page.goto('/hindringer/H-2024-20')
  const conflict = page.getByRole('alert').filter({ hasText: 'Noen andre har endret dette' })
  await expect(conflict).toContainText(`Det Kari så ${mark}`)
  await expect(conflict).toContainText(`Det Ola så ${mark}`)
  await expectAccessible(page)
  await conflict.getByRole('button', { name: 'Bruk mitt' }).click()
  await expect.poll(() => stored(page, 'feltboka-device', 'outbox'), { timeout: 30_000 }).toEqual([])
  await expect(page.getByRole('heading', { level: 1 }), 'det den andre alene har endret, står').toHaveText(`Tittelen til Ola ${mark}`)
  await expect(page.getByText(`Det Kari så ${mark}`).first()).toBeVisible()
  await sync(page)
  await page.goto('/hindringer/H-2024-20')

  // What should not have been written goes from the history, which says so.
  await page.getByRole('button', { name: /^Vis hele historikken/ }).click()
  await expect(page.locator('ol.log').getByText(`Det Ola så ${mark}`).first()).toBeVisible()
  const redactable = page.locator('ol.log').getByRole('button', { name: /^Fjern teksten/ })
  await expect(redactable, 'Olas endring og valget av Karis').toHaveCount(2)
  for (let left = 2; left > 0; left--) {
    await redactable.first().click()
    await page.getByRole('dialog').getByRole('button', { name: 'Fjern teksten' }).click()
    await expect(redactable).toHaveCount(left - 1, { timeout: 30_000 })
  }
  await expect(page.getByText('Teksten er fjernet av programkontoret.').first()).toBeVisible()
  await expect(page.locator('ol.log').getByText(`Det Ola så ${mark}`)).toHaveCount(0)
  await expectAccessible(page, [320, 1280])
  await context.close()
})

test('meldinger som er satt sammen ved en feil, flyttes til en ny hindring i ett grep, angres uten nett, og delene de gjelder, følger med', async ({ page, browser, baseURL }) => {
  const mark = `${Date.now()}`
  const about = { from: '?fra=model:sosialagentene&del=sosialagenter' }
  const [first, second] = [await report(page, `Sosialagentene får ikke lokale ${mark}`, about), await report(page, `Ingen svarer på henvisningene ${mark}`, about)]
  const { page: office, context: offices } = await computer(browser, baseURL)
  await atTheOffice(office, `flytter-${mark}@oslo.kommune.no`)
  await office.goto(`/innboks/${first}`)
  await makeObstacle(office)
  await sync(office)
  await openObstacle(office, `lokale ${mark}`)
  await expect(office.getByRole('heading', { name: 'Gjelder disse delene' })).toBeVisible()
  await expect(office.locator('.side-column a[href="/modeller/sosialagentene#sosialagenter"]')).toBeVisible()
  await withClient(process.env.FELTBOKA_DATABASE!, (client) => client.query(`begin; select private.lock_stream('mine');
    update public.reports set obstacle = (select obstacle from public.reports where number = '${first}'), status = 'connected' where number = '${second}'; commit`))
  await sync(office)
  await openObstacle(office, `lokale ${mark}`)
  const reports = (n: string) => expect(office.locator('section.work').getByText(n, { exact: true })).toBeVisible()
  await reports('2 meldinger.')

  await offices.setOffline(true)
  const makeNew = () => office.getByRole('button', { name: 'Flytt meldinger til en ny hindring' }).click()
  await makeNew()
  await office.getByRole('button', { name: 'Flytt', exact: true }).click()
  await office.getByLabel('Tittel').fill(`Henvisninger blir liggende ${mark}`)
  await office.getByLabel('Beskrivelse').fill('Ingen har ansvar for å svare.')
  await office.getByRole('button', { name: 'Flytt', exact: true }).click()
  await expect(office.getByText('Velg minst én melding.')).toBeVisible()
  await office.getByLabel(new RegExp(`^${second}`)).check()
  await expectAccessible(office, [320, 1280])
  await office.getByRole('button', { name: 'Flytt', exact: true }).click()
  await expect(office.getByText('Én melding er flyttet til den nye hindringen.')).toBeVisible()
  await reports('Én melding.')
  await office.getByRole('button', { name: 'Angre', exact: true }).click()
  await expect(office.getByText('Angret. Meldingene er her som før.')).toBeVisible()
  await reports('2 meldinger.')
  await makeNew()
  await expect(office.getByLabel('Tittel'), 'ordene er der fortsatt').toHaveValue(`Henvisninger blir liggende ${mark}`)
  await office.getByLabel(new RegExp(`^${second}`)).check()
  await office.getByRole('button', { name: 'Flytt', exact: true }).click()
  await expect(office.getByText('Én melding er flyttet til den nye hindringen.')).toBeVisible()
  await offices.setOffline(false)
  await sync(office)
  await expect.poll(() => stored(office, 'feltboka-device', 'outbox'), { timeout: 30_000 }).toEqual([])
  await openObstacle(office, `liggende ${mark}`)
  await reports('Én melding.')
  await expect(office.locator('section.work').getByRole('link', { name: second })).toBeVisible()
  await expect(office.getByRole('heading', { name: 'Gjelder disse delene' })).toBeVisible()
  const moved = /H-\d+-\d+/.exec(office.url())![0]
  await offices.close()

  await sync(page)
  await page.goto('/saker')
  await page.getByRole('link', { name: /Ingen svarer på henvisningene/ }).click()
  await expect(page.getByRole('link', { name: `Hindring ${moved}`, exact: true })).toBeVisible()
})
