import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { expectAccessible } from './accessible.ts'
import { expect, filled, installed, stored, test } from './feltboka.ts'

const entry = (n: number, words: string, delivery: object = { state: 'waiting' }) => ({
  opId: `00000000-0000-4000-8000-00000000000${n}`, owner: null, kind: 'report.submit', opV: 1, writtenAt: Date.UTC(2026, 10, 25, 8, n), attempts: 0, delivery,
  payload: { id: `00000000-0000-4000-9000-00000000000${n}`, form: 'hindring', formVersion: 1, answers: { hva: words }, hidePlace: false },
})

/** Puts into a store of the device what a form, or signing in, would have put there. */
async function write(page: Page, entries: object[], store = 'outbox'): Promise<void> {
  await page.evaluate(async ([all, table]) => {
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open('feltboka-device')
      opening.onsuccess = () => resolve(opening.result)
      opening.onerror = () => reject(opening.error)
    })
    const writing = db.transaction(table, 'readwrite')
    for (const one of all) writing.objectStore(table).add(one)
    await new Promise((resolve) => { writing.oncomplete = resolve })
    db.close()
  }, [entries, store] as const)
}
const outbox = (page: Page) => stored<{ opId: string }>(page, 'feltboka-device', 'outbox')

/** The page with something in the outbox and no network, so that it stays there. */
async function open(page: Page, entries: object[]): Promise<void> {
  await page.goto('/mer/synk')
  await installed(page)
  await filled(page)
  await page.context().setOffline(true)
  await write(page, entries)
  // The app follows what it writes itself; what was put there behind its back it finds when it starts.
  await page.reload()
}

test.use({ allowedErrors: [/ERR_INTERNET_DISCONNECTED|Failed to load resource/] })

test('der ingenting er skrevet, sier siden det, og sier når innholdet ble oppdatert', async ({ page }) => {
  await page.goto('/mer/synk')
  await filled(page)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ingenting venter på å bli sendt')
  await expect(page.getByText('Innholdet sist oppdatert')).toBeVisible()
  await page.getByRole('button', { name: 'Synk nå' }).click()
  await expect(page.getByText('Innholdet er oppdatert.')).toBeVisible()
})

test('det som bare ligger på enheten, står der med ord, uten nett, og telles i menyen', async ({ page }) => {
  await open(page, [entry(1, 'Tolken kommer ikke når timen flyttes'), entry(2, 'Døra er stengt')])
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('2 ting er ikke sendt ennå')
  await expect(page.getByText('Det ligger trygt på enheten og sendes når du får nett.')).toBeVisible()
  await expect(page.getByRole('listitem').filter({ hasText: 'Tolken kommer ikke' })).toContainText('I kø. Sendes når du får nett.')
  await expect(page.getByRole('link', { name: /Mine saker.*2 ikke sendt/ })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Synk nå' })).toHaveAttribute('aria-disabled', 'true')
  await expectAccessible(page)
})

test('det serveren sa nei til, kan lagres som fil, slettes etter et spørsmål og leses inn igjen', async ({ page }) => {
  await open(page, [entry(1, 'Vi får ikke svar', { state: 'needs-help', code: 'too-large' }), entry(2, 'Døra er stengt')])
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Én ting trenger hjelp')
  await expect(page.getByText('Det er for stort til å sendes. Teksten er her fortsatt.')).toBeVisible()
  await expectAccessible(page)

  const saving = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Lagre som fil' }).click()
  const file = await (await saving).path()
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ feltboka: 'outbox', entries: [{ payload: { answers: { hva: 'Vi får ikke svar' } } }, {}] })

  await page.getByRole('button', { name: 'Slett' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Behold det' }).click()
  expect(await outbox(page)).toHaveLength(2)
  await page.getByRole('button', { name: 'Slett' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Slett' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Én ting er ikke sendt ennå')
  await expect.poll(() => outbox(page)).toHaveLength(1)

  await page.locator('input[type=file]').setInputFiles(file)
  await expect(page.getByText('Én ting er lest inn, 1 lå her fra før.')).toBeVisible()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Én ting trenger hjelp')
  await page.locator('input[type=file]').setInputFiles({ name: 'x.json', mimeType: 'application/json', buffer: Buffer.from('{"noe":"annet"}') })
  await expect(page.getByText('Ingenting er lest inn, og det som ligger her, er uendret.')).toBeVisible()
})

test('to som har endret det samme: begge verdiene vises, og en velger', async ({ page }) => {
  const edit = { ...entry(3, ''), kind: 'obstacle.edit', payload: { obstacle: '00000000-0000-4000-9000-000000000009', base: 4, fields: { title: 'Tolk mangler' } }, delivery: { state: 'needs-help', code: 'conflict', fields: { title: { mine: 'Tolk mangler', theirs: 'Tolk kommer ikke', rev: 9 } } } }
  await open(page, [edit])
  await expect(page.getByText('Noen andre har endret dette. Velg hva som skal gjelde.')).toBeVisible()
  await expect(page.getByText('Tolk mangler')).toBeVisible()
  await expect(page.getByText('Tolk kommer ikke')).toBeVisible()
  await page.getByRole('button', { name: 'Bruk mitt' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Én ting er ikke sendt ennå')
  expect(await stored(page, 'feltboka-device', 'outbox')).toMatchObject([{ payload: { base: 9 }, delivery: { state: 'waiting' } }])
})

test('den som må logge inn igjen, får ikke høre at alt er sendt', async ({ page }) => {
  await page.goto('/mer/synk')
  await filled(page)
  const uid = '00000000-0000-4000-a000-000000000001'
  await write(page, [{ key: 'account', value: { uid, anonymous: false, accessToken: '', refreshToken: '', expired: true } }], 'facts')
  await write(page, [{ ...entry(1, 'Tolken kommer ikke'), owner: uid }])
  await page.reload()
  await expect(page.getByText('Det ligger trygt på enheten og sendes når du har logget inn igjen.')).toBeVisible()
  await page.getByRole('button', { name: 'Synk nå' }).click()
  await expect(page.getByText('Innholdet er oppdatert. Noe er ikke sendt ennå.')).toBeVisible()
  await expect(page.getByRole('alert').getByText('Du må logge inn')).toBeVisible()
  await expect(page.getByText('Serveren har bekreftet alt')).toHaveCount(0)
  expect(await outbox(page)).toHaveLength(1)
})
