import type { Page } from '@playwright/test'
import { expectAccessible } from './accessible.ts'
import { expect, filled, installed, stored, test } from './feltboka.ts'
import { atTheOffice, computer, makeObstacle, openObstacle, report, sync, withRole } from './people.ts'

test.use({ allowedErrors: [/ERR_INTERNET_DISCONNECTED|Failed to load resource|net::ERR/] })

test.setTimeout(600_000)

const menu = (page: Page) => page.getByRole('navigation', { name: 'Hovedmeny' })
/** The badge, by what a screen reader is told: in the wide menu on «Nytt», on a phone on «Mer». */
const badge = (page: Page) => menu(page).getByRole('link', { name: /^(Nytt|Mer)\s*, \d+ nye?$/ })
const part = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
const line = (page: Page, name: string, title: string) => part(page, name).getByRole('listitem').filter({ hasText: title })
const sent = (page: Page) => expect.poll(() => stored(page, 'feltboka-device', 'outbox'), { timeout: 30_000 }).toEqual([])

async function open(page: Page) {
  await page.goto('/nytt')
  await expect(page.getByRole('heading', { name: 'Nytt for deg', level: 1 })).toBeVisible()
}

/** Opens the page where there is a badge, and finds afterwards that it is gone, for good. It goes, where it stood, when what was shown is kept as seen. */
async function look(page: Page, check: () => Promise<void>) {
  await page.goto('/mer')
  await expect(badge(page)).toBeVisible()
  await page.getByRole('main').getByRole('link', { name: /^Nytt for deg/ }).click()
  await expect(page.getByRole('heading', { name: 'Nytt for deg', level: 1 })).toBeVisible()
  await check()
  await expect(badge(page)).toHaveCount(0)
  await page.goto('/mer')
  await expect(page.getByRole('link', { name: /^Nytt for deg/ })).toBeVisible()
  await expect(badge(page)).toHaveCount(0)
}

test('den som meldte, kontoret, den som er spurt, og en som følger hindringen, får hver sitt å vite, til de har sett det', async ({ page, browser, baseURL }) => {
  const mark = `${Date.now()}`
  const title = `Tolken mangler i ${mark}`
  await page.goto('/')
  await installed(page)
  await filled(page)
  await page.goto('/nytt')
  await expect(page.getByText('Her kommer det som er nytt')).toBeVisible()
  const number = await report(page, `${title}. Møtene må flyttes.`)

  const { page: office, context: offices } = await computer(browser, baseURL)
  await atTheOffice(office, `kontor-${mark}@oslo.kommune.no`)
  await expect(badge(office)).toBeVisible()
  await office.goto(`/innboks/${number}`)
  await makeObstacle(office)
  await sent(office)
  await openObstacle(office, title)
  await expect(office.getByRole('heading', { name: new RegExp(title), level: 1 })).toBeVisible()
  const obstacle = new URL(office.url()).pathname
  const act = (name: string) => office.getByRole('button', { name, exact: true })
  await act('Gjør offentlig').click()
  await office.getByRole('dialog').getByRole('button', { name: 'Gjør offentlig' }).click()
  await sent(office)
  await look(office, async () => {
    await expect(part(office, 'Nytt').getByRole('link', { name: /Tolken mangler|meldinger/ }).first()).toBeVisible()
    await expect(line(office, 'Nytt', title).filter({ hasText: /Registrert|Gjort offentlig/ }), 'det en har gjort selv, er ikke nytt').toHaveCount(0)
  })

  // Who follows it has no account, and hears of what is done from now on.
  const { page: reader, context: readers } = await computer(browser, baseURL)
  await reader.goto(obstacle)
  await filled(reader)
  await installed(reader)
  await reader.getByRole('button', { name: 'Følg', exact: true }).click()
  await expect(reader.getByRole('button', { name: 'Følger', pressed: true })).toBeVisible()
  await expect(reader.getByText('Det som skjer med den, står under Nytt.')).toBeVisible()
  await expectAccessible(reader, [320, 390, 1280])
  await expect(menu(reader).getByRole('link', { name: 'Nytt', exact: true })).toBeVisible()

  await office.goto(obstacle)
  await act('Endre status').click()
  await office.locator('form').getByRole('button', { name: 'Endre status' }).click()
  await act('Løft').click()
  await office.getByLabel('Helseetaten').check()
  await office.getByLabel('Svarfrist').fill('2099-01-31')
  await office.getByRole('button', { name: 'Løft hindringen' }).click()
  await expect(office.getByText('Helseetaten skylder svar')).toBeVisible()
  await office.goto(`/innboks/${number}`)
  await office.getByRole('button', { name: /^Spør/ }).click()
  await office.getByLabel('Spørsmål').fill('Hvor ofte skjer det?')
  await office.getByRole('button', { name: 'Send spørsmålet' }).click()
  await expect(office.getByRole('status').filter({ hasText: `Spørsmålet om ${number} er skrevet.` })).toBeVisible()
  await sent(office)
  await sync(office)
  await open(office)
  await expect(line(office, 'Nytt', title), 'det en har gjort selv, er ikke nytt').toHaveCount(0)

  const { page: asked, context: askeds } = await computer(browser, baseURL)
  await withRole(asked, `mottaker-${mark}@oslo.kommune.no`, 'recipient', 'helseetaten')
  await expect(badge(asked)).toBeVisible()
  await asked.goto('/')
  await expect(asked.getByRole('link', { name: /^Nytt for deg/ })).toContainText('siden sist')
  await look(asked, async () => {
    await expect(line(asked, 'Nytt', title)).toContainText('Løftet til Helseetaten · Frist for Helseetaten: 31. januar 2099')
    await expectAccessible(asked, [320, 390, 1280])
  })
  await asked.reload()
  await expect(badge(asked)).toHaveCount(0)
  await asked.goto('/nytt')
  await line(asked, 'Tidligere', title).getByRole('link').click()
  await asked.getByRole('button', { name: 'Svar', exact: true }).click()
  await asked.getByLabel('Svaret', { exact: true }).fill('Vi får på plass tolk fra nyttår.')
  await asked.getByLabel('Svaret kan vises for alle').check()
  await asked.getByRole('button', { name: 'Send svaret' }).click()
  await expect(asked.getByText('Helseetaten har svart')).toBeVisible()
  await sent(asked)
  await sync(asked)
  await open(asked)
  await expect(line(asked, 'Nytt', title)).toHaveCount(0)
  await askeds.close()

  await sync(office)
  await expect(badge(office)).toBeVisible()
  await look(office, async () => { await expect(line(office, 'Nytt', title)).toContainText('Svar fra Helseetaten') })

  await sync(reader)
  await expect(badge(reader)).toBeVisible()
  await readers.setOffline(true)
  await look(reader, async () => {
    await expect(reader.getByText('Her står det enheten fikk vite sist.')).toBeVisible()
    await expect(line(reader, 'Nytt', title)).toContainText(/Løftet til Helseetaten.*Svar fra Helseetaten/)
    await expect(reader.getByText('2099'), 'fristen er ikke for alle').toHaveCount(0)
  })
  await reader.goto('/nytt')
  await expect(line(reader, 'Tidligere', title)).toBeVisible()
  await readers.close()

  await sync(page)
  await expect(badge(page)).toBeVisible()
  await look(page, async () => {
    await expect(line(page, 'Venter på svar fra deg', title)).toContainText('Spørsmål til deg')
    await expect(line(page, 'Nytt', title)).toContainText(/Løftet til Helseetaten.*Helseetaten har svart/)
    await expectAccessible(page, [320, 390, 1280])
    await page.setViewportSize({ width: 390, height: 844 })
  })
  await page.goto('/nytt')
  await line(page, 'Venter på svar fra deg', title).getByRole('link').click()
  await page.getByRole('button', { name: 'Legg til noe' }).click()
  await page.getByRole('textbox', { name: 'Hva vil du legge til?' }).fill('Hver uke.')
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(page.getByText('Det er lagt til.')).toBeVisible()
  await page.goto('/nytt')
  await expect(line(page, 'Tidligere', title)).toBeVisible()
  await expect(part(page, 'Venter på svar fra deg'), 'en har svart').toHaveCount(0)
  await sent(page)

  await sync(office)
  await look(office, async () => { await expect(line(office, 'Nytt', title)).toContainText('Den som meldte, har svart') })
  await offices.close()
})
