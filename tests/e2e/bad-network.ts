import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { QueryResultRow } from 'pg'
import { build } from 'vite'
import { startStandIn, type StandIn } from '../../supabase/local/stand-in.ts'
import { loadContent } from '../../supabase/publish/load-content.ts'
import { withClient } from '../support/database.ts'
import { startFaultyProxy, type FaultyProxy } from '../support/faulty-proxy.ts'
import { connectAs } from '../support/pushing.ts'
import { pullAll } from '../support/streams.ts'
import { expect, filled, installed, stored, test as base } from './feltboka.ts'

export { expect, filled, installed, stored }

const driver = '/driver/index.html'

/** Builds the app without its pages, to be served beside the app and never as a part of it. */
const buildDriver = (outDir: string) => build({
  configFile: false, root: 'tests/e2e/driver', base: '/driver/', logLevel: 'warn', worker: { format: 'es' },
  build: { outDir, emptyOutDir: true, target: 'es2022', modulePreload: false, rolldownOptions: { output: { entryFileNames: 'driver.js' } } },
})

/** Builds the app anew, with every file by another name, and puts it in the place of the one that is served. */
export async function deploy(siteFolder: string, name: string): Promise<void> {
  const outDir = mkdtempSync(join(tmpdir(), 'feltboka-build-'))
  const files = `assets/[name]-${name}-[hash].js`
  await build({ logLevel: 'silent', build: { outDir, emptyOutDir: true, rolldownOptions: { output: { entryFileNames: files, chunkFileNames: files } } } })
  rmSync(siteFolder, { recursive: true })
  cpSync(outDir, siteFolder, { recursive: true })
  rmSync(outDir, { recursive: true })
}

/** The server behind a network that fails as it is told to. The tests of one worker share the server; each has texts of its own. */
export const test = base.extend<{ network: FaultyProxy; mark: string }, { siteFolder: string; standIn: StandIn }>({
  siteFolder: [async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'feltboka-site-'))
    cpSync('dist', folder, { recursive: true })
    await use(folder)
    rmSync(folder, { recursive: true, force: true })
  }, { scope: 'worker' }],
  standIn: [async ({ siteFolder }, use) => {
    const standIn = await startStandIn({
      siteFolder,
      async prepare(databaseUrl, { releaseFolder }) {
        await loadContent({ databaseUrl, contentDir: 'supabase/content' })
        await buildDriver(join(releaseFolder, 'driver'))
      },
    })
    await use(standIn)
    await standIn.stop()
  }, { scope: 'worker' }],
  network: async ({ standIn }, use) => {
    const network = await startFaultyProxy(standIn.url)
    await use(network)
    await network.close()
  },
  baseURL: async ({ network }, use) => { await use(network.url) },
  mark: async ({}, use) => { await use(crypto.randomUUID()) },
})

/** Opens the app without its pages; with its sync at work unless told otherwise. */
export async function open(page: Page, { atWork = true } = {}): Promise<void> {
  await page.goto(driver)
  await page.waitForFunction(() => 'feltboka' in globalThis)
  if (atWork) await page.evaluate(() => feltboka.start())
}

/** Puts the verbs into a page of the app, whose own sync is at work. */
export async function addVerbs(page: Page): Promise<void> {
  await page.addScriptTag({ type: 'module', url: '/driver/driver.js' })
  await page.waitForFunction(() => 'feltboka' in globalThis)
}

export const report = (text: string) => ({ form: 'hindring', formVersion: 1, answers: { hva: text }, hidePlace: false })

/** Writes a report; answers its id when the device has it. */
export async function write(page: Page, text: string): Promise<string> {
  const written = await page.evaluate((one) => feltboka.submitReport(one), report(text))
  if (!written.ok) throw new Error(`not written: ${written.code}`)
  return written.value
}

export async function answer(page: Page, id: string, text: string): Promise<void> {
  expect(await page.evaluate(([to, words]) => feltboka.writeMessage(to, words), [id, text] as const)).toMatchObject({ ok: true })
}

export const status = (page: Page) => page.evaluate(() => feltboka.status())
export const syncNow = (page: Page) => page.evaluate(() => feltboka.syncNow())

/** A person asks until it has gone well, and then everything is sent. */
export async function syncedAtLast(page: Page): Promise<void> {
  await expect.poll(() => syncNow(page), { timeout: 20_000 }).toMatchObject({ ok: true })
  await expect.poll(async () => (await status(page)).own).toMatchObject({ everythingSent: true, waiting: 0, needsHelp: 0, ofOthers: 0, failure: undefined })
}

/** Signs in by the code that came with the e-mail; answers the user. */
export async function signIn(page: Page, { url }: StandIn, email: string): Promise<string> {
  await expect.poll(() => page.evaluate((to) => feltboka.requestCode(to), email)).toMatchObject({ ok: true })
  const mails = await (await fetch(`${url}/mailbox.json`)).json() as { to: string; code: string }[]
  const { code } = mails.find(({ to }) => to === email)!
  expect(await page.evaluate((text) => feltboka.enterCode(text), code)).toMatchObject({ ok: true })
  await expect.poll(async () => (await status(page)).own).toMatchObject({ signedInAs: 'user', email })
  return (await status(page)).own!.uid!
}

export const sql = async <R extends QueryResultRow>({ adminUrl }: StandIn, text: string, values: unknown[] = []): Promise<R[]> =>
  (await withClient(adminUrl, (client) => client.query<R>(text, values))).rows

/** What the server has of these texts, once for each time, whoever is told to have written them. */
export const onServer = (standIn: StandIn, mark: string) => sql<{ owner: string; text: string }>(standIn, `
  select owner, text from (select owner, answers ->> 'hva' as text from public.reports union all select owner, text from public.report_messages) as written
  where text like $1 order by text collate "C"`, [`${mark}%`])

export const textsOnServer = async (standIn: StandIn, mark: string) => (await onServer(standIn, mark)).map(({ text }) => text)

/** What the device has fetched is what the server lets this user see, row for row, and the outbox is empty. */
export async function expectEqual(page: Page, { databaseUrl }: StandIn, uid: string): Promise<void> {
  await filled(page)
  const client = await connectAs(databaseUrl, uid)
  const byId = (rows: { id: string; rev: number }[]) => rows.map(({ id, rev }) => `${id} ${rev}`).sort()
  try {
    for (const [stream, database, store] of [
      ['mine', `feltboka-user-${uid}`, 'mine'], ['library', 'feltboka-public', 'documents'], ['register', 'feltboka-public', 'register'],
    ] as const) {
      expect(byId(await stored(page, database, store)), stream).toEqual(byId((await pullAll(client, stream)).rows))
    }
  } finally {
    await client.end()
  }
  expect(await stored(page, 'feltboka-device', 'outbox')).toEqual([])
}
