import type { Page } from '@playwright/test'
import { expectAccessible } from './accessible.ts'
import { expect, filled, installed, test } from './feltboka.ts'

test.use({ allowedErrors: [/ERR_INTERNET_DISCONNECTED|Failed to load resource|net::ERR/] })

const words = 'Tolken kommer ikke når timen flyttes.'
const ready = async (page: Page) => {
  await page.goto('/')
  await installed(page)
  await filled(page)
}
const field = (page: Page) => page.getByRole('textbox', { name: 'Oppfølgingskode' })
async function find(page: Page, code: string) {
  await field(page).fill(code)
  await page.getByRole('button', { name: 'Finn saken' }).click()
}

test('koden finner saken igjen på en annen enhet, der den kan leses uten nett og svares i', async ({ page, context, browser, baseURL }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await ready(page)
  await context.setOffline(true)
  await page.getByRole('link', { name: 'Meld', exact: true }).click()
  await page.getByRole('textbox', { name: 'Hva stopper dere?' }).fill(words)
  await page.getByRole('button', { name: 'Neste' }).click()
  await page.getByText('Lag en oppfølgingskode').click()
  await page.getByRole('button', { name: 'Send meldingen' }).click()
  await expect(page.getByText('Skriv den ned eller ta bilde. Vi kan ikke finne den igjen for deg.')).toBeVisible()
  const code = (await page.locator('.code').innerText()).trim()
  await expectAccessible(page, [320, 1280])

  const elsewhere = await browser.newContext({ baseURL, reducedMotion: 'reduce' })
  const other = await elsewhere.newPage()
  await ready(other)
  await other.goto('/saker')
  await other.getByRole('link', { name: 'Har du en oppfølgingskode?' }).click()
  await find(other, code)
  await expect(other.getByText('Ingen sak har denne koden.')).toBeVisible()
  await expect(field(other)).toBeFocused()
  await context.setOffline(false)
  await expect(page.getByText(/Kvittering M-/)).toBeVisible({ timeout: 30_000 })
  await expect(page.locator('.code'), 'den står åpen så lenge siden gjør det').toBeVisible()

  await find(other, code.toLowerCase().replace(/[\s-]+/g, ' '))
  await expect(other.getByRole('heading', { level: 1, name: words.slice(0, -1) })).toBeFocused()
  await expect(other.getByText(/Kvittering M-/)).toBeVisible()
  expect(other.url(), 'koden står aldri i adressen').not.toContain(code.slice(0, 3))
  await expectAccessible(other, [320, 1280])
  await other.getByRole('button', { name: 'Legg til noe' }).click()
  await other.getByRole('textbox', { name: 'Hva vil du legge til?' }).fill('Det gjelder også foreldremøter.')
  await elsewhere.setOffline(true)
  await other.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(other.getByText('Teksten står her. Prøv igjen når du har nett.')).toBeVisible()
  await elsewhere.setOffline(false)
  await other.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(other.getByRole('listitem').filter({ hasText: 'Det gjelder også foreldremøter.' })).toHaveCount(1)

  await elsewhere.setOffline(true)
  await other.reload()
  await expect(other.getByText(/Hentet i dag .* Den hentes på nytt når du får nett\./)).toBeVisible()
  await expect(other.getByText('Det gjelder også foreldremøter.')).toBeVisible()
  await other.goto('/saker/kode')
  await expectAccessible(other, [320, 1280])
  await find(other, 'ABC-DEF')
  await expect(other.getByText('Koden er ikke riktig.')).toBeVisible()
  await other.getByRole('link', { name: /Tolken kommer ikke/ }).click()
  await other.getByRole('button', { name: 'Fjern fra denne enheten' }).click()
  await other.getByRole('dialog').getByRole('button', { name: 'Fjern' }).click()
  await expect(other.getByRole('heading', { level: 1, name: 'Finn en sak med kode' })).toBeVisible()
  await expect(other.getByRole('link', { name: /Tolken kommer ikke/ })).toHaveCount(0)
  await find(other, code)
  await expect(other.getByText('Vi fikk ikke kontakt med serveren. Koden ser riktig ut.')).toBeVisible()
  await elsewhere.close()

  await page.reload()
  await expect(page.getByRole('listitem').filter({ hasText: 'Det gjelder også foreldremøter.' })).toBeVisible({ timeout: 30_000 })
  await page.getByText('Oppfølgingskoden din').click()
  await expect(page.locator('.code')).toBeVisible()
})
