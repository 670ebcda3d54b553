import type { BrowserContext, Page } from '@playwright/test'
import { withClient } from '../support/database.ts'
import { expectAccessible } from './accessible.ts'
import { expect, filled, installed, stored, test } from './feltboka.ts'

test.use({ allowedErrors: [/ERR_INTERNET_DISCONNECTED|Failed to load resource|net::ERR/] })

/** Words of this test alone, by which its reports are found again on the server. */
const ownWords = () => {
  const mark = crypto.randomUUID().slice(0, 8)
  return { mark, first: `Tolken kommer ikke når timen flyttes (${mark}).`, second: `Ingen svarer når vi ringer (${mark}).` }
}
const field = (page: Page) => page.getByRole('textbox', { name: 'Hva stopper dere?' })
const locked = (page: Page) => page.getByRole('heading', { name: 'Enheten er låst' })
const saved = (page: Page) => expect(page.getByText(/Lagret på enheten kl\./)).toBeVisible()
const codeOf = (page: Page) => page.locator('.code').innerText()

async function share(page: Page) {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.goto('/')
  await installed(page)
  await filled(page)
  await page.goto('/mer/delt-enhet')
  await page.getByRole('button', { name: 'Slå på delt enhet' }).click()
  await expect(page.getByText('Enheten er delt fra nå av.')).toBeVisible()
}
async function write(page: Page, words: string): Promise<string> {
  await page.getByRole('link', { name: 'Meld', exact: true }).click()
  await field(page).fill(words)
  await saved(page)
  return codeOf(page)
}
async function send(page: Page) {
  await page.getByRole('button', { name: 'Neste' }).click()
  await page.getByRole('button', { name: 'Send meldingen' }).click()
  await expect(page.getByText('På denne enheten, i kø')).toBeVisible()
}
async function enter(page: Page, code: string) {
  await page.getByRole('button', { name: 'Jeg har en kode' }).click()
  await page.getByRole('textbox', { name: 'Oppfølgingskode' }).fill(code)
  await page.getByRole('button', { name: 'Fortsett' }).click()
}
/** As if nobody had touched the device for so many seconds. */
const untouched = (page: Page, seconds: number) => page.evaluate((ago) => localStorage.setItem('feltboka:touched', String(Date.now() - ago * 1000)), seconds)
const owners = (mark: string): Promise<{ owner: string; anonymous: boolean; words: string }[]> => withClient(process.env.FELTBOKA_DATABASE!, async (client) =>
  (await client.query(`select r.owner, u.is_anonymous as anonymous, r.answers::text as words from public.reports r join auth.users u on u.id = r.owner where r.answers::text like $1`, [`%${mark}%`])).rows)

test('to lærere på ett nettbrett uten nett: den andre ser ingenting, hver sendes for seg, og koden finner saken igjen', async ({ page, context, browser, baseURL }) => {
  const { mark, first, second } = ownWords()
  await share(page)
  await context.setOffline(true)
  const code = await write(page, first)
  await page.getByText('Stovner', { exact: true }).click()
  await send(page)
  expect(await codeOf(page)).toContain(code.slice(0, 11))
  await page.getByRole('button', { name: 'Lås nå' }).click()
  await expect(locked(page)).toBeFocused()
  await expectAccessible(page, [320, 1280])

  await page.getByRole('button', { name: 'Begynn på nytt' }).click()
  await expect(locked(page)).toHaveCount(0)
  await page.goBack()
  await page.goto('/saker')
  await expect(page.getByRole('heading', { name: 'Du har ingen saker ennå' })).toBeVisible()
  await page.goto('/mer/synk')
  await expect(page.getByText(/Én ting er skrevet av andre på denne delte enheten/)).toBeVisible()
  await expect(page.getByText(first)).toHaveCount(0)
  await write(page, second)
  await expect(page.getByRole('radio', { name: 'Stovner' }), 'den forriges sted vises ikke').not.toBeChecked()
  await send(page)
  await page.getByRole('button', { name: 'Lås nå' }).click()
  await expect(locked(page)).toBeVisible()

  await context.setOffline(false)
  await expect.poll(() => stored(page, 'feltboka-device', 'outbox'), { timeout: 30_000 }).toEqual([])
  expect(await stored(page, 'feltboka-device', 'senders')).toEqual([])
  const sent = await owners(mark)
  expect(sent.map(({ words, anonymous }) => [words.includes(first) ? 'første' : 'andre', anonymous]).sort()).toEqual([['andre', true], ['første', true]])
  expect(new Set(sent.map(({ owner }) => owner)).size, 'hver av sin anonyme bruker').toBe(2)

  await enter(page, code)
  await expect(page.getByText(/Kvittering M-/)).toBeVisible({ timeout: 20_000 })
  await expect(page.getByRole('heading', { level: 1, name: first.slice(0, -1) })).toBeVisible()
  await page.goto('/saker')
  await expect(page.getByRole('link', { name: /Tolken kommer ikke/ })).toBeVisible()
  await expect(page.getByRole('link', { name: /Ingen svarer/ })).toHaveCount(0)

  const elsewhere: BrowserContext = await browser.newContext({ baseURL })
  const other = await elsewhere.newPage()
  await other.goto('/saker/kode')
  await other.getByRole('textbox', { name: 'Oppfølgingskode' }).fill(code)
  await other.getByRole('button', { name: 'Finn saken' }).click()
  await expect(other.getByText(/Kvittering M-/)).toBeVisible()
  await elsewhere.close()
})

test('en kladd overlever låsen, som kommer av seg selv, i alle faner, og koden åpner den igjen', async ({ page, context }) => {
  await share(page)
  const { first } = ownWords()
  const code = await write(page, first)
  const tab = await context.newPage()
  await tab.goto('/saker')
  await expect(tab.getByRole('link', { name: /Tolken kommer ikke/ })).toBeVisible()
  await untouched(page, 275)
  await expect(page.getByText('Enheten låses straks.')).toBeVisible()
  await page.getByRole('button', { name: 'Fortsett' }).click()
  await expect(page.getByText('Enheten låses straks.')).toHaveCount(0)
  await field(page).fill(`${first} Det tar tid.`)
  await untouched(page, 301)
  for (const one of [page, tab]) await expect(locked(one)).toBeVisible()
  await page.reload()
  await expect(locked(page)).toBeVisible()
  await expect(page.getByText('Tolken')).toHaveCount(0)

  await enter(page, code.toLowerCase())
  await expect(field(page)).toHaveValue(`${first} Det tar tid.`)
  await untouched(page, 400)
  await page.close()
  await expect(locked(tab)).toBeVisible()
  await tab.getByRole('button', { name: 'Begynn på nytt' }).click()
  await expect(locked(tab)).toHaveCount(0)
  await tab.goto('/mer/delt-enhet')
  await expectAccessible(tab)
  await tab.getByRole('button', { name: 'Slå av delt enhet' }).click()
  await tab.getByRole('dialog').getByRole('button', { name: 'Slå av' }).click()
  await expect(tab.getByText('Enheten er ikke delt lenger.')).toBeVisible()
  await expect(tab.getByRole('button', { name: 'Lås nå' })).toHaveCount(0)
  await tab.goto('/saker')
  await expect(tab.getByRole('link', { name: /Tolken/ })).toHaveCount(0)
})
