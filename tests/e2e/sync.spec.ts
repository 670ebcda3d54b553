import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { startStandIn, type StandIn } from '../../supabase/local/stand-in.ts'
import { loadContent } from '../../supabase/publish/load-content.ts'
import { expect, filled, installed, test as base } from './feltboka.ts'

/** These tests change the server, so each has one of its own. */
const test = base.extend<{ standIn: StandIn; siteFolder: string }>({
  siteFolder: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'feltboka-site-'))
    cpSync('dist', folder, { recursive: true })
    await use(folder)
    rmSync(folder, { recursive: true, force: true })
  },
  standIn: async ({ siteFolder }, use) => {
    const standIn = await startStandIn({ siteFolder, prepare: async (databaseUrl) => { await loadContent({ databaseUrl, contentDir: 'supabase/content' }) } })
    await use(standIn)
    await standIn.stop()
  },
  baseURL: async ({ standIn }, use) => { await use(standIn.url) },
})

async function inDatabase(standIn: StandIn, ...statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: standIn.databaseUrl })
  await client.connect()
  try {
    await client.query('begin')
    await client.query(`select private.lock_stream('library')`)
    for (const statement of statements) await client.query(statement)
    await client.query('commit')
  } finally {
    await client.end()
  }
}

test('det som endres på serveren, kommer til enheten, og det som trekkes tilbake, forsvinner', async ({ page, standIn }) => {
  await page.goto('/modeller')
  await filled(page)
  await expect(page.getByRole('link', { name: /Språkstart/ })).toBeVisible()
  await inDatabase(standIn,
    `update public.documents set data = jsonb_set(data, '{title}', '"Overgangslærer, ny utgave"') where kind = 'model' and slug = 'overgangslaerer'`,
    `update public.documents set published = false where kind = 'model' and slug = 'sprakstart'`)
  await page.goto('/lagring')
  await page.getByRole('button', { name: /oppdater nå/i }).click()
  await page.goto('/modeller')
  await expect(page.getByRole('link', { name: /Overgangslærer, ny utgave/ })).toBeVisible()
  await expect(page.getByRole('link', { name: /Språkstart/ })).toHaveCount(0)
})

test('en gjenopprettet base (ny epoke) hentes på nytt uten at noe blir borte underveis', async ({ page, standIn }) => {
  await page.goto('/modeller')
  await filled(page)
  await inDatabase(standIn, `select private.start_new_epoch('library')`)
  await page.goto('/lagring')
  await page.getByRole('button', { name: /oppdater nå/i }).click()
  await page.goto('/modeller')
  await expect(page.getByRole('link', { name: /Språkstart/ })).toBeVisible()
})

test('en ny utgave av appen tas i bruk først når en sier ja', async ({ page, siteFolder }) => {
  await page.goto('/')
  await installed(page)
  await filled(page)
  const worker = join(siteFolder, 'sw.js')
  writeFileSync(worker, `${readFileSync(worker, 'utf8')}\n// a newer build`)
  await page.evaluate(async () => { await (await navigator.serviceWorker.getRegistration())!.update() })
  await expect(page.getByText('Ny versjon av Feltboka')).toBeVisible()
  await page.getByRole('button', { name: 'Senere' }).click()
  await expect(page.getByText('Ny versjon av Feltboka')).toHaveCount(0)
  await page.reload()
  await expect(page.getByText('Ny versjon av Feltboka')).toBeVisible()
  await page.evaluate(() => { (window as unknown as { old: boolean }).old = true })
  await page.getByRole('button', { name: 'Oppdater nå' }).click()
  // What the workers are at is told when it does not come.
  const now = () => page.evaluate(async () => {
    const { active, waiting } = (await navigator.serviceWorker.getRegistration())!
    return { old: 'old' in window, active: active?.state, waiting: waiting?.state }
  })
  await expect(async () => expect(await now()).toEqual({ old: false, active: 'activated', waiting: undefined })).toPass()
  await expect(page.getByText('Ny versjon av Feltboka')).toHaveCount(0)
})
