import type { Browser, BrowserContext, Page } from '@playwright/test'
import { withClient } from '../support/database.ts'
import { expect, filled, installed } from './feltboka.ts'

/** A device on which one is signed in by this address, in a role of the office's, with the whole app on it. */
export const atTheOffice = (page: Page, email: string): Promise<void> => withRole(page, email, 'office')

/** A device on which one is signed in by this address, in this role, with the whole app on it. `of` is a developer's organisation, or a recipient's body. */
export async function withRole(page: Page, email: string, role: 'office' | 'developer' | 'recipient', of?: string): Promise<void> {
  await page.goto('/konto')
  await page.getByLabel('E-postadresse').fill(email)
  await page.getByRole('button', { name: 'Send kode' }).click()
  await expect(page.getByRole('heading', { name: 'Skriv inn koden' })).toBeFocused()
  const mails = await (await page.request.get('/mailbox.json')).json() as { to: string; code: string }[]
  await page.getByLabel('Kode, seks tall').fill(mails.find(({ to }) => to === email)!.code)
  await page.getByRole('button', { name: 'Logg inn' }).click()
  await expect(page.getByRole('heading', { name: 'Du er logget inn' })).toBeFocused()
  await withClient(process.env.FELTBOKA_DATABASE!, (client) =>
    client.query(`insert into public.role_assignments (user_id, role, organisation, body) select id, $2, $3, $4 from auth.users where email = $1 on conflict do nothing`,
      [email, role, role === 'developer' ? of : null, role === 'recipient' ? of : null]))
  await page.goto('/mer')
  await installed(page)
  await filled(page)
  await sync(page)
}
/** A person asks until it has gone well: a press while it is under way is none. */
export async function sync(page: Page) {
  await page.goto('/mer/synk')
  await expect(async () => {
    await page.getByRole('button', { name: 'Synk nå' }).click()
    await expect(page.getByText(/Ferdig\. Serveren har bekreftet alt|Innholdet er oppdatert/)).toBeVisible()
  }).toPass()
}
/** Reports what stops one, from a page where one is told so; `district` says where one works, for who has not said it before. */
export async function report(page: Page, words: string, { from = '', district = '' } = {}): Promise<string> {
  await page.goto(`/meld${from}`)
  await page.getByRole('textbox', { name: 'Hva stopper dere?' }).fill(words)
  if (district) {
    await page.getByRole('radio', { name: 'Skole', exact: true }).check()
    await page.getByRole('radio', { name: district }).check()
  }
  await page.getByRole('button', { name: 'Neste' }).click()
  await page.getByRole('button', { name: 'Send meldingen' }).click()
  await expect(page.getByText(/Kvittering M-\d{4}-\d+/)).toBeVisible({ timeout: 30_000 })
  return /M-\d{4}-\d+/.exec(await page.getByText(/Kvittering M-\d{4}-\d+/).innerText())![0]
}
/** A computer of its own, and what belongs to the story on it. */
export async function computer(browser: Browser, baseURL: string | undefined): Promise<{ page: Page; context: BrowserContext }> {
  const context = await browser.newContext({ baseURL, viewport: { width: 1280, height: 800 } })
  return { page: await context.newPage(), context }
}
/** Makes an obstacle of the report that is open in the inbox; when it says so it is on the device. */
export async function makeObstacle(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Ny hindring/ }).click()
  await page.getByRole('button', { name: /^Lag/ }).click()
  await expect(page.getByRole('status').filter({ hasText: 'er koblet til en ny hindring.' })).toBeVisible()
}
/** Opens an obstacle from the list by searching for its words: the newest stands last in a list that is drawn as one comes to it. */
export async function openObstacle(page: Page, title: string): Promise<void> {
  await page.goto(`/hindringer?q=${encodeURIComponent(title)}`)
  await page.getByRole('link', { name: new RegExp(title) }).click()
}
