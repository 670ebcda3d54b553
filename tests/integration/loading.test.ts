import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { itemId } from '../../supabase/publish/name-uuid.ts'
import { ContentProblems, loadContent, type LoadReport } from '../../supabase/publish/load-content.ts'
import { readContent } from '../../supabase/publish/read-content.ts'
import { ContentOnDisk, smallContent } from '../support/content-folder.ts'
import { startTestDatabase, type TestDatabase } from '../support/database.ts'
import { page, pull, writing } from '../support/streams.ts'

let database: TestDatabase
let databaseUrl: string
let client: Client
let content: ContentOnDisk

beforeAll(async () => { database = await startTestDatabase() })
afterAll(async () => { await database?.stop() })
beforeEach(async () => {
  databaseUrl = await database.copy()
  client = new Client({ connectionString: databaseUrl })
  await client.connect()
  content = new ContentOnDisk()
})
afterEach(async () => {
  content[Symbol.dispose]()
  await client.end()
})

const load = (): Promise<LoadReport> => loadContent({ databaseUrl, contentDir: content.dir })
const edit = (sql: string) => writing(client, () => client.query(sql))
const titleOf = async (kind: string, slug: string) => (await page(client, kind, slug)).rows[0]?.data.title

/** Everything loading may leave behind, to see that it left nothing. */
async function everything(): Promise<unknown> {
  const tables = ['public.streams', 'public.stream_partitions', 'public.documents', 'public.bodies', 'public.annex_rows', 'public.obstacles',
    'public.obstacle_events', 'private.obstacle_changes', 'private.number_counters', 'private.seeds', 'private.library_rev', 'private.register_rev']
  const all: Record<string, unknown> = {}
  for (const table of tables) all[table] = (await client.query(`select * from ${table} order by 1, 2`)).rows
  return all
}

function write(file: string, change: object): void {
  content.write(file, { ...(smallContent()[file] as object), ...change })
}

test('loads every item as the files say it, readable by everyone', async () => {
  expect(await load()).toEqual({ new: 14, changed: 0, unchanged: 0, removed: 0, leftAlone: [], snapshots: 0 })
  await client.query('set role anon')
  const { items } = await readContent(content.dir)
  const library = (await pull(client, 'library')).rows
  const fromFiles = items.filter(({ kind }) => !['body', 'obstacle', 'annexRow'].includes(kind))
  expect(new Map(library.map(({ id, data }) => [id, data]))).toEqual(new Map(fromFiles.map(({ id, data }) => [id, data])))
  const [obstacle, annexRow] = (await page(client, 'obstacle', 'H-2024-1')).rows
  expect(obstacle?.data).toMatchObject({
    number: 'H-2024-1', annexRow: 'rad', levels: ['state'], reviewed: '2026-11-23', asOf: '2024-12-31',
    bodies: [{ id: 'UDE', name: 'Utdanningsetaten', level: 'organisation' }, { id: 'nav', name: 'NAV', level: 'state' }],
  })
  expect(annexRow?.data).toEqual(items.find(({ kind }) => kind === 'annexRow')?.data)
})

test('run again it changes nothing and draws no revision', async () => {
  await load()
  const before = await everything()
  expect(await load()).toEqual({ new: 0, changed: 0, unchanged: 14, removed: 0, leftAlone: [], snapshots: 0 })
  expect(await everything()).toEqual(before)
})

test('a changed file changes its item and no other', async () => {
  await load()
  const { epoch, next } = await pull(client, 'library')
  write('models/sprakstart.yaml', { title: 'Språkstart for alle' })
  expect(await load()).toMatchObject({ new: 0, changed: 1, unchanged: 13 })
  const { rows } = await pull(client, 'library', { epoch, after: next })
  expect(rows.map(({ slug, data }) => [slug, data.title])).toEqual([['sprakstart', 'Språkstart for alle']])
})

test('a new file brings its item', async () => {
  await load()
  content.write('models/ny.yaml', { ...(smallContent()['models/sprakstart.yaml'] as object), title: 'Ny' })
  expect(await load()).toMatchObject({ new: 1, unchanged: 14 })
  expect(await titleOf('model', 'ny')).toBe('Ny')
})

describe('an item that was edited in the database', () => {
  test('is left alone and listed, whatever its file says now', async () => {
    await load()
    await edit(`update public.documents set data = data || '{"title": "Rettet her"}' where slug = 'sprakstart'`)
    write('models/sprakstart.yaml', { title: 'Rettet i filen' })
    for (let round = 0; round < 2; round += 1) {
      expect(await load()).toMatchObject({ changed: 0, unchanged: 13, leftAlone: [{ kind: 'model', slug: 'sprakstart', verdict: 'edited' }] })
    }
    expect(await titleOf('model', 'sprakstart')).toBe('Rettet her')
  })

  test('follows its file again once both say the same', async () => {
    await load()
    await edit(`update public.documents set data = data || '{"title": "Rettet"}' where slug = 'sprakstart'`)
    write('models/sprakstart.yaml', { title: 'Rettet' })
    expect(await load()).toMatchObject({ unchanged: 14, leftAlone: [] })
    write('models/sprakstart.yaml', { title: 'Rettet igjen' })
    expect(await load()).toMatchObject({ changed: 1, leftAlone: [] })
  })

  test('is left alone when it was unpublished, moved or deleted there', async () => {
    await load()
    await edit(`
      update public.documents set published = false where slug = 'sprakstart';
      update public.documents set slug = 'annet-navn' where slug = 'host-2024';
      delete from public.documents where slug = 'boka/slutt'`)
    expect((await load()).leftAlone).toEqual([
      { kind: 'chapter', slug: 'boka/slutt', verdict: 'deleted' },
      { kind: 'model', slug: 'sprakstart', verdict: 'edited' },
      { kind: 'seminar', slug: 'host-2024', verdict: 'edited' },
    ])
    expect((await page(client, 'model', 'sprakstart')).rows).toEqual([])
    expect((await page(client, 'chapter', 'boka/slutt')).rows).toEqual([])
    expect((await page(client, 'seminar', 'host-2024')).rows).toEqual([])
  })

  test('stays when its file is gone', async () => {
    await load()
    await edit(`update public.obstacles set title = 'Rettet her' where number = 'H-2024-2'`)
    content.write('register/gaps.yaml', { obstacles: [] })
    expect(await load()).toMatchObject({ removed: 0, leftAlone: [{ kind: 'obstacle', slug: 'H-2024-2', verdict: 'edited-gone' }] })
    expect(await titleOf('obstacle', 'H-2024-2')).toBe('Rettet her')
  })

  test('in the register is known by any of its columns', async () => {
    await load()
    const edits: [string, string][] = [
      ['gap', 'true'], ['levels', `'{municipality}'`], ['services', `'{skole}'`], ['as_of', `'2025-01-01'`], ['body_ids', `'{nav}'`], ['annex_row', 'null'],
      ['kind', `'not-assessed'`], ['insights', `'{referanser}'`], ['sources', `'[]'`], ['description', `'x'`], ['reviewed', `'2020-01-01'`],
    ]
    for (const [column, value] of edits) {
      await client.query('begin')
      await client.query(`select private.lock_stream('register')`)
      await client.query(`update public.obstacles set ${column} = ${value} where number = 'H-2024-1'`)
      const { rows } = await client.query(
        `select verdict from private.judge_content($1) where slug = 'H-2024-1'`, [JSON.stringify((await readContent(content.dir)).items)])
      expect([column, rows]).toEqual([column, [{ verdict: 'edited' }]])
      await client.query('rollback')
    }
  })
})

test('an item made in the database keeps its name when a file claims it', async () => {
  await edit(`insert into public.documents (id, kind, slug, data, published) values (gen_random_uuid(), 'model', 'sprakstart', '{"title": "Laget her"}', true)`)
  expect(await load()).toMatchObject({ new: 13, leftAlone: [{ kind: 'model', slug: 'sprakstart', verdict: 'edited' }] })
  expect(await titleOf('model', 'sprakstart')).toBe('Laget her')
})

test('an item whose file is gone is taken away from everyone, and comes back with its file', async () => {
  await load()
  const { count, digest } = await pull(client, 'library')
  content.remove('models/sprakstart.yaml')
  write('register/annex-2024.yaml', {
    rows: [{ ...(smallContent()['register/annex-2024.yaml'] as { rows: object[] }).rows[0], obstacles: [] }],
  })
  expect(await load()).toMatchObject({ removed: 2, unchanged: 12 })
  expect(await load()).toMatchObject({ removed: 0, unchanged: 12, leftAlone: [] })
  expect((await page(client, 'model', 'sprakstart')).rows).toEqual([])
  expect((await page(client, 'obstacle', 'H-2024-1')).rows).toEqual([])
  expect((await pull(client, 'library')).count).toBe(count - 1)

  for (const file of ['models/sprakstart.yaml', 'register/annex-2024.yaml']) content.write(file, smallContent()[file])
  expect(await load()).toMatchObject({ changed: 2, unchanged: 12 })
  const again = await pull(client, 'library')
  expect(again.count).toBe(count)
  expect(again.digest).not.toBe(digest)
  expect((await page(client, 'model', 'sprakstart')).rows[0]?.id).toBe(itemId('model', 'sprakstart'))
})

test('a renamed body reaches the obstacles it is responsible for, and the list of bodies, and nothing else', async () => {
  await load()
  const { epoch, next } = await pull(client, 'register')
  content.write('bodies.yaml', { UDE: { name: 'Utdanningsetaten i Oslo', level: 'organisation' }, nav: { name: 'NAV', level: 'state' } })
  expect(await load()).toMatchObject({ changed: 1, unchanged: 13, leftAlone: [] })
  const { rows } = await pull(client, 'register', { epoch, after: next })
  expect(rows.map(({ slug }) => slug).sort()).toEqual(['H-2024-1', 'UDE'])
  expect(await load()).toMatchObject({ changed: 0, unchanged: 14 })
})

test('what people have decided about an obstacle stays when its file changes', async () => {
  await load()
  await edit(`update public.obstacles set status = 'assessed', organisations = '{BAL}', addressed_to = '{nav}' where number = 'H-2024-2'`)
  const [gap] = (smallContent()['register/gaps.yaml'] as { obstacles: object[] }).obstacles
  content.write('register/gaps.yaml', { obstacles: [{ ...gap, title: 'Rettet i filen' }] })
  expect(await load()).toMatchObject({ changed: 1, unchanged: 13, leftAlone: [] })
  expect((await page(client, 'obstacle', 'H-2024-2')).rows[0]?.data)
    .toMatchObject({ title: 'Rettet i filen', status: 'assessed', organisations: ['BAL'], addressedTo: ['nav'] })
})

test('the next number is past the highest of the files', async () => {
  await load()
  expect((await client.query('select series, year, last from private.number_counters')).rows).toEqual([{ series: 'H', year: 2024, last: 2 }])
})

test('content with a problem is refused whole, before the database is touched', async () => {
  write('models/sprakstart.yaml', { related: ['project:borte'] })
  const before = await everything()
  const refusal = await load().catch((error: unknown) => error)
  expect(refusal).toBeInstanceOf(ContentProblems)
  expect((refusal as Error).message).toContain('models/sprakstart.yaml: related: «project:borte» finnes ikke')
  expect(await everything()).toEqual(before)
})

test('says what it did in plain words', async () => {
  const lines: string[] = []
  await load()
  await edit(`update public.documents set data = '{"title": "x"}' where slug = 'sprakstart'`)
  await loadContent({ databaseUrl, contentDir: content.dir, log: (line) => lines.push(line) })
  expect(lines).toEqual([
    'Innhold: 0 nye, 0 endret, 13 uendret, 0 fjernet.',
    '1 er ikke rørt, fordi databasen gjelder for dem:',
    '  model sprakstart (redigert i databasen)',
  ])
})

test('two loads at the same time wait for each other', async () => {
  const reports = await Promise.all([load(), load()])
  expect(reports.map((report) => report.new).sort((a, b) => a - b)).toEqual([0, 14])
})

test('a snapshot of the register is added once, and stays as it is whatever the files say later', async () => {
  const held = async () => (await client.query<{ rows: { slug: string; data: { title?: string; bodies?: { name: string }[] } }[] }>(`select public.snapshot(id) -> 'rows' as rows from public.snapshots`)).rows
  content.write('register/snapshots.yaml', { 'rapport-2024': { name: 'Rapport 2024', takenAt: '2024-12-31', year: 2024 } })
  expect(await load()).toMatchObject({ new: 14, snapshots: 1 })
  const [first] = await held()
  expect(first!.rows.map(({ slug }) => slug)).toEqual(['rad', 'H-2024-1', 'H-2024-2'])
  expect(first!.rows[1]!.data).toMatchObject({ title: 'For få folk', status: 'registered', bodies: [{ name: 'Utdanningsetaten' }, { name: 'NAV' }] })
  await edit(`update public.obstacles set title = 'Endret'`)
  content.write('register/gaps.yaml', { obstacles: [] })
  expect(await load()).toMatchObject({ snapshots: 0 })
  expect(await held()).toEqual([first])
})
