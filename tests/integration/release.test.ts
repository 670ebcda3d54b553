import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadContent } from '../../supabase/publish/load-content.ts'
import { writeRelease } from '../../supabase/publish/write-release.ts'
import { ContentOnDisk } from '../support/content-folder.ts'
import { startTestDatabase, type TestDatabase } from '../support/database.ts'
import { page, pull, writing } from '../support/streams.ts'

let database: TestDatabase
let client: Client
let releaseFolder: string

beforeAll(async () => {
  database = await startTestDatabase()
  client = new Client({ connectionString: database.url })
  await client.connect()
  releaseFolder = mkdtempSync(join(tmpdir(), 'feltboka-pages-'))
  using content = new ContentOnDisk()
  await loadContent({ databaseUrl: database.url, contentDir: content.dir })
})
afterAll(async () => {
  await client?.end()
  await database?.stop()
  rmSync(releaseFolder, { recursive: true, force: true })
})

// The frame as it lies in the project has the same places as the built one.
const write = () => writeRelease({ databaseUrl: database.url, siteFolder: '.', releaseFolder })
const recordIn = (path: string) => JSON.parse(readFileSync(join(releaseFolder, path), 'utf8').match(/id="record">(.*?)<\/script>/)![1]!) as unknown
const shown = async () => (await client.query<{ kind: string; slug: string }>(`select kind, slug from public.stream_rows where published and kind not in ('annexRow', 'form', 'event', 'tally', 'body', 'snapshot')`)).rows

test('every page that everyone may read is written, with what the server answers for it', async () => {
  const all = await shown()
  expect(all.length).toBeGreaterThan(3)
  expect((await write()).pages).toBe(all.length)
  const model = all.find(({ kind }) => kind === 'model')!
  expect(recordIn(`modeller/${model.slug}.html`)).toEqual(await page(client, 'model', model.slug))
  const chapter = all.find(({ kind }) => kind === 'chapter')!
  expect(readFileSync(join(releaseFolder, `handboker/${chapter.slug}.html`), 'utf8')).toContain('class="boot-text"')
})

test('what people have done and reported has no page of its own, and stops none', async () => {
  const before = (await write()).pages
  await writing(client, async () => {
    await client.query(`insert into public.tallies (ref, reports) values ('model:a', 5)`)
    await client.query(`insert into public.obstacle_events (id, obstacle, number, type, by, open) select gen_random_uuid(), id, number, 'created', '{"role": "office"}', true from public.obstacles where published limit 1`)
  })
  expect((await client.query(`select distinct kind from public.stream_rows where published and kind in ('event', 'tally') order by 1`)).rows).toEqual([{ kind: 'event' }, { kind: 'tally' }])
  expect((await write()).pages).toBe(before)
})

test('what is no longer published loses its page', async () => {
  const { slug } = (await shown()).find(({ kind }) => kind === 'model')!
  await write()
  expect(existsSync(join(releaseFolder, `modeller/${slug}.html`))).toBe(true)
  await writing(client, () => client.query(`update public.documents set published = false where kind = 'model' and slug = $1`, [slug]))
  await write()
  expect(existsSync(join(releaseFolder, `modeller/${slug}.html`))).toBe(false)
})

test('the snapshot holds the library as a pull would give it, in the order of its revisions, under a name of its own', async () => {
  const { rows } = await write()
  const latest = JSON.parse(readFileSync(join(releaseFolder, 'snapshots/latest.json'), 'utf8')) as { library: { epoch: string; rev: number; file: string } }
  const [head, ...lines] = readFileSync(join(releaseFolder, 'snapshots', latest.library.file), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as { rev: number })
  const pulled = await pull(client, 'library')
  expect(head).toEqual({ stream: 'library', epoch: pulled.epoch, rev: pulled.next, rows })
  expect(lines).toEqual(pulled.rows)
  expect(pulled.rows.map(({ kind, slug }) => `${kind}:${slug}`), 'forms among it').toContain('form:hindring')
  expect(latest.library).toMatchObject({ epoch: pulled.epoch, rev: pulled.next })
})

test('what has not changed keeps its name; what has gets another, and older ones stay a while', async () => {
  const names = () => readdirSync(join(releaseFolder, 'snapshots')).filter((name) => name.endsWith('.ndjson'))
  await write()
  const before = names()
  await write()
  expect(names()).toEqual(before)
  for (let n = 0; n < 4; n++) {
    await writing(client, () => client.query(`update public.documents set data = data || jsonb_build_object('title', $1::text) where kind = 'handbook'`, [`Utgave ${n}`]))
    await write()
  }
  expect(names().length).toBe(3)
  const latest = JSON.parse(readFileSync(join(releaseFolder, 'snapshots/latest.json'), 'utf8')) as { library: { file: string } }
  expect(names()).toContain(latest.library.file)
})
