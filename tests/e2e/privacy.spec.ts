import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { expectAccessible } from './accessible.ts'
import { expect, filled, installed, stored, test } from './feltboka.ts'

test.use({ allowedErrors: [/ERR_INTERNET_DISCONNECTED|Failed to load resource|net::ERR/] })

/** What would run, load or shout if any page took it for more than text. */
const markup = '<script>alert(1)</script><img src="x" onerror="document.title=\'tatt\'"> Tolken kommer ikke'
const field = (page: Page) => page.getByRole('textbox', { name: 'Hva stopper dere?' })

async function report(page: Page, words: string): Promise<void> {
  await page.goto('/meld')
  await field(page).fill(words)
  await page.getByRole('button', { name: 'Neste' }).click()
  await page.getByRole('button', { name: 'Send meldingen' }).click()
}
async function fileFrom(page: Page): Promise<Record<string, unknown[]>> {
  const saving = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Lagre alt som fil' }).click()
  return JSON.parse(readFileSync(await (await saving).path(), 'utf8')) as Record<string, unknown[]>
}

test('en melder, tar alt med seg, sletter alt, og bruker Feltboka videre', async ({ page, context }) => {
  await page.goto('/')
  await installed(page)
  await filled(page)
  await report(page, markup)
  await expect(page.getByText(/Kvittering M-/)).toBeVisible({ timeout: 30_000 })
  const address = page.url()
  await expect(page.getByRole('definition').filter({ hasText: markup })).toBeVisible()
  await expect(page.locator('main script, main img')).toHaveCount(0)
  await page.goto('/saker')
  await expect(page.getByText('<script>alert(1)</script>', { exact: false })).toBeVisible()
  await page.goto('/modeller/sprakstart')
  await page.getByRole('button', { name: /bokmerke/i }).click()
  await expect.poll(() => stored(page, 'feltboka-device', 'bookmarks')).toHaveLength(1)
  await page.goto('/meld')
  await field(page).fill('En kladd som ikke er sendt')
  await expect(page.getByText(/Lagret på enheten kl\./)).toBeVisible()

  await page.getByRole('link', { name: 'Hvem ser dette, og hvor lenge?' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Personvern')
  await expect(page.getByText('Teksten fjernes 24 måneder etter at saken er ferdig.')).toBeVisible()
  await context.setOffline(true)
  await expect(page.getByText('Krever nett, for det skal slettes på serveren også.')).toBeVisible()
  expect(await fileFrom(page)).toMatchObject({
    feltboka: 'mine opplysninger', bruker: { utenNavn: true }, ikkeSendt: [],
    meldinger: [{ status: 'mottatt', svar: { hva: markup }, bareHer: false }], kladder: [{ svar: { hva: 'En kladd som ikke er sendt' } }], bokmerker: [{ side: 'model:sprakstart' }],
  })
  await expect(page.getByText('Fila er lagret.')).toBeVisible()
  await context.setOffline(false)

  await page.getByRole('button', { name: 'Slett alt om meg' }).click()
  await expect(page.getByRole('dialog')).toContainText('Du har én kladd. Det slettes også.')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Behold det' }).click()
  expect(await stored(page, 'feltboka-device', 'drafts')).toHaveLength(1)
  await page.getByRole('button', { name: 'Slett alt om meg' }).click()
  await page.getByRole('button', { name: 'Slett alt, også det som ikke er sendt' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'Alt om deg er slettet' })).toBeVisible({ timeout: 30_000 })
  expect(await page.evaluate(async () => (await indexedDB.databases()).filter(({ name }) => name?.startsWith('feltboka-user-')))).toEqual([])
  expect(await stored(page, 'feltboka-device', 'drafts')).toEqual([])
  expect(await stored(page, 'feltboka-device', 'outbox')).toEqual([])
  expect(await stored<{ key: string }>(page, 'feltboka-device', 'facts')).toEqual([expect.objectContaining({ key: 'mark' })])

  await page.goto(address)
  await expect(page.getByText('Vi finner ikke saken')).toBeVisible()
  await page.goto('/saker')
  await expect(page.getByText('Du har ingen saker ennå')).toBeVisible()
  expect(await stored(page, 'feltboka-device', 'bookmarks')).toHaveLength(1)
  await report(page, 'Fortsatt ingen tolk hos oss.')
  await expect(page.getByText(/Kvittering M-/)).toBeVisible({ timeout: 30_000 })
})

test('en sak som teksten er fjernet fra, sier når og hvorfor', async ({ page }) => {
  await page.goto('/')
  await installed(page)
  await filled(page)
  await report(page, 'Tolken kommer ikke når timen flyttes.')
  await expect(page.getByText(/Kvittering M-/)).toBeVisible({ timeout: 30_000 })
  // The receipt comes with the answer; the report itself a moment later.
  const own = await page.evaluate(async () => (await indexedDB.databases()).find((one) => one.name?.startsWith('feltboka-user-'))!.name!)
  const fetched = async () => (await stored<{ id: string; kind: string; data: object }>(page, own, 'mine')).find(({ kind }) => kind === 'report')
  await expect.poll(fetched).toBeDefined()
  // As the server sends it when the time has come.
  const sent = (await fetched())!
  const at = '2028-11-26T10:00:00Z'
  await page.evaluate(async ([name, rows]) => {
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open(name)
      opening.onsuccess = () => resolve(opening.result)
      opening.onerror = () => reject(opening.error)
    })
    const writing = db.transaction('mine', 'readwrite')
    for (const row of rows) writing.objectStore('mine').put(row)
    await new Promise((resolve) => { writing.oncomplete = resolve })
    db.close()
  }, [own, [
    { ...sent, data: { ...sent.data, answers: {}, redactedAt: at } },
    { id: '00000000-0000-4000-8000-00000000000e', rev: 1e9, kind: 'event', slug: 'x', refs: [], data: { report: sent.id, type: 'redacted', why: 'age', at } },
  ]] as const)
  await page.context().setOffline(true)
  await page.reload()
  await expect(page.getByText('Teksten er fjernet 26. november 2028')).toBeVisible()
  await expect(page.getByText('Vi beholder ikke det du skriver, lenger enn vi trenger det.')).toBeVisible()
  await expect(page.getByText('Tolken kommer ikke')).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Legg til noe' })).toHaveCount(0)
})
