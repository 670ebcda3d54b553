import type { Browser, Page } from '@playwright/test'
import { withClient } from '../support/database.ts'
import { expectAccessible } from './accessible.ts'
import { expect, stored, test } from './feltboka.ts'

test.use({ allowedErrors: [/ERR_INTERNET_DISCONNECTED|Failed to load resource|net::ERR/] })

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name })

async function signIn(page: Page, email: string) {
  await page.goto('/konto')
  await enterCode(page, email)
}
/** From the page where one signs in. */
async function enterCode(page: Page, email: string) {
  await page.getByLabel('E-postadresse').fill(email)
  await page.getByRole('button', { name: 'Send kode' }).click()
  await expect(heading(page, 'Skriv inn koden')).toBeFocused()
  const mails = await (await page.request.get('/mailbox.json')).json() as { to: string; code: string }[]
  await page.getByLabel('Kode, seks tall').fill(mails.find(({ to }) => to === email)!.code)
  await page.getByRole('button', { name: 'Logg inn' }).click()
  await expect(heading(page, 'Du er logget inn')).toBeFocused()
}
const anotherDevice = async (browser: Browser, baseURL: string | undefined) => (await browser.newContext({ baseURL })).newPage()
const operatorGives = (email: string, role: string) => withClient(process.env.FELTBOKA_DATABASE!, (client) => client.query('select private.give_role($1, $2)', [email, role]))
const mine = async (page: Page) => {
  const names = await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name!))
  const rows = await Promise.all(names.filter((name) => name.startsWith('feltboka-user-')).map((name) => stored<{ kind: string; data: object }>(page, name, 'mine')))
  return rows.flat().filter(({ kind }) => kind === 'role').map(({ data }) => data)
}

/** The device's tokens are no longer good for anything. */
async function forgetSession(page: Page) {
  await page.evaluate(async () => {
    const done = <R>(request: IDBRequest<R>) => new Promise<R>((resolve) => { request.onsuccess = () => resolve(request.result) })
    const db = await done(indexedDB.open('feltboka-device'))
    const facts = db.transaction('facts', 'readwrite').objectStore('facts')
    const { value } = await done(facts.get('account')) as { value: object }
    await done(facts.put({ key: 'account', value: { ...value, accessToken: 'x', refreshToken: 'aaaaaaaaaaaa' } }))
    db.close()
  })
}

test('programkontoret inviterer en utvikler, hun logger inn og har rollen, og den tas fra henne igjen', async ({ page, browser, baseURL }) => {
  const [office, developer] = [`kontor-${Date.now()}@oslo.kommune.no`, `utvikler-${Date.now()}@oslo.kommune.no`]
  await operatorGives(office, 'office')
  await page.goto('/folk')
  await expect(heading(page, 'Logg inn for å se denne siden')).toBeVisible()
  await signIn(page, office)
  await page.goto('/folk')
  const list = page.getByRole('region', { name: 'Programkontoret' })
  await expect(list.getByText(office)).toBeVisible()
  await expectAccessible(page, [320, 1280, 390])

  // What is missing is said where it is missing, and nothing typed is lost without a network.
  await page.getByRole('button', { name: 'Gi rollen' }).click()
  await expect(page.getByLabel('E-postadresse')).toBeFocused()
  await page.getByLabel('E-postadresse').fill(developer)
  await page.getByRole('button', { name: 'Gi rollen' }).click()
  await expect(page.getByLabel('Virksomhet')).toBeFocused()
  await expect(page.getByText('Velg virksomheten utvikleren arbeider i.')).toBeVisible()
  await page.getByLabel('Virksomhet').selectOption('Bydel Bjerke')
  await page.context().setOffline(true)
  await expect(page.getByText('Krever nett. Det du har skrevet, blir stående.')).toBeVisible()
  await expectAccessible(page)
  await page.context().setOffline(false)
  await expect(page.getByLabel('E-postadresse')).toHaveValue(developer)
  await page.getByRole('button', { name: 'Gi rollen' }).click()
  await expect(page.getByText(`${developer} er invitert som utvikler i Bydel Bjerke.`)).toBeVisible()
  const href = await page.getByRole('link', { name: 'Åpne i e-post' }).getAttribute('href')
  expect(decodeURIComponent(href!)).toContain(`${baseURL}/konto`)
  await expect(page.getByRole('region', { name: 'Utviklere' }).getByRole('listitem').filter({ hasText: developer }).getByText('ikke logget inn ennå')).toBeVisible()
  await expectAccessible(page)

  const other = await anotherDevice(browser, baseURL)
  await signIn(other, developer)
  await expect.poll(() => mine(other), { timeout: 30_000 }).toEqual([{ role: 'developer', organisation: 'BBJ' }])
  await other.goto('/folk')
  await expect(heading(other, 'Denne siden er for programkontoret')).toBeVisible()
  await expectAccessible(other)

  await page.getByRole('button', { name: `Ta fra ${office}` }).click()
  await expect(page.getByRole('dialog')).toContainText('Det er din egen rolle.')
  await page.getByRole('button', { name: 'Behold' }).click()
  await page.reload()
  await expect(page.getByRole('region', { name: 'Utviklere' }).getByRole('listitem').filter({ hasText: developer }).getByText('Siden')).toBeVisible()
  await page.getByRole('button', { name: `Ta fra ${developer}` }).click()
  await expectAccessible(page)
  await page.getByRole('dialog', { name: 'Ta fra rollen?' }).getByRole('button', { name: 'Ta fra' }).click()
  await expect(page.getByText(`${developer} er ikke lenger utvikler i Bydel Bjerke.`)).toBeVisible()
  await expect(page.getByRole('region', { name: 'Hva som er gitt og tatt' }).getByText(`${developer} er ikke lenger utvikler i Bydel Bjerke`)).toBeVisible()
  await other.goto('/mer/synk')
  await other.getByRole('button', { name: 'Synk nå' }).click()
  await expect.poll(() => mine(other), { timeout: 30_000 }).toEqual([])
  await other.context().close()

  // A session that has ended on the way: one signs in again, and what was typed is there.
  await page.getByLabel('E-postadresse').fill(developer)
  await page.getByLabel('Virksomhet').selectOption('Bydel Alna')
  await forgetSession(page)
  await page.getByRole('button', { name: 'Gi rollen' }).click()
  await expect(heading(page, 'Logg inn for å se denne siden')).toBeFocused()
  await expect(page.getByText('Det du har skrevet, står her når du kommer tilbake.')).toBeVisible()
  await page.getByRole('link', { name: 'Logg inn' }).click()
  await enterCode(page, office)
  await page.goBack()
  await expect(page.getByLabel('E-postadresse')).toHaveValue(developer)
  await expect(page.getByLabel('Virksomhet')).toHaveValue('BAL')
})
