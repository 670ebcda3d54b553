import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadContent } from '../../supabase/publish/load-content.ts'
import { writePages } from '../../supabase/publish/write-pages.ts'
import { ContentOnDisk } from '../support/content-folder.ts'
import { startTestDatabase, type TestDatabase } from '../support/database.ts'
import { page, writing } from '../support/streams.ts'

let database: TestDatabase
let client: Client
let pagesFolder: string

beforeAll(async () => {
  database = await startTestDatabase()
  client = new Client({ connectionString: database.url })
  await client.connect()
  pagesFolder = mkdtempSync(join(tmpdir(), 'feltboka-pages-'))
  using content = new ContentOnDisk()
  await loadContent({ databaseUrl: database.url, contentDir: content.dir })
})
afterAll(async () => {
  await client?.end()
  await database?.stop()
  rmSync(pagesFolder, { recursive: true, force: true })
})

// The frame as it lies in the project has the same places as the built one.
const write = () => writePages({ databaseUrl: database.url, siteFolder: '.', pagesFolder })
const recordIn = (path: string) => JSON.parse(readFileSync(join(pagesFolder, path), 'utf8').match(/id="record">(.*?)<\/script>/)![1]!) as unknown
const shown = async () => (await client.query<{ kind: string; slug: string }>(`select kind, slug from public.stream_rows where published and kind <> 'annexRow'`)).rows

test('every page that everyone may read is written, with what the server answers for it', async () => {
  const all = await shown()
  expect(all.length).toBeGreaterThan(3)
  expect(await write()).toBe(all.length)
  const model = all.find(({ kind }) => kind === 'model')!
  expect(recordIn(`modeller/${model.slug}.html`)).toEqual(await page(client, 'model', model.slug))
  const chapter = all.find(({ kind }) => kind === 'chapter')!
  expect(readFileSync(join(pagesFolder, `handboker/${chapter.slug}.html`), 'utf8')).toContain('class="boot-text"')
})

test('what is no longer published loses its page', async () => {
  const { slug } = (await shown()).find(({ kind }) => kind === 'model')!
  await write()
  expect(existsSync(join(pagesFolder, `modeller/${slug}.html`))).toBe(true)
  await writing(client, () => client.query(`update public.documents set published = false where kind = 'model' and slug = $1`, [slug]))
  await write()
  expect(existsSync(join(pagesFolder, `modeller/${slug}.html`))).toBe(false)
})
