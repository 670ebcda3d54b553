import 'fake-indexeddb/auto'
import fc from 'fast-check'
import { beforeEach, expect, test } from 'vitest'
import { ModelServer } from '../support/model-server.ts'
import { snapshotAdapter } from '../../src/backend/snapshot-adapter.ts'
import { PublicDatabase } from '../../src/data/public-database.ts'
import { success } from '../../src/domain/result.ts'
import { fillStream } from '../../src/sync/fill-stream.ts'
import { pullStream } from '../../src/sync/pull-stream.ts'
import { StreamStore } from '../../src/sync/stream-store.ts'

const id = (n: number) => `00000000-0000-4000-8000-${(n * 20_015_998_343_867).toString(16).padStart(12, '0')}`

let server: ModelServer
let db: PublicDatabase
let store: StreamStore
let databases = 0
let host: Map<string, { body: string; type?: string; status?: number }>
let asked: string[]
beforeEach(() => {
  server = new ModelServer()
  db = new PublicDatabase(`fill-${databases += 1}`)
  store = new StreamStore(db, 'library')
  host = new Map()
  asked = []
})

const put = (n: number, title = `text ${n}`) => server.put('library', id(n), { kind: 'model', slug: `m${n}`, data: { title, related: [] } })
const putAll = (count: number) => { for (let n = 1; n <= count; n++) put(n) }
const wire = (): Record<string, unknown>[] => [...server.shown('library')].sort((a, b) => a.rev - b.rev) as unknown as Record<string, unknown>[]

/** What `npm run release` would have written of the server as it is now. */
function release(change: (lines: string[]) => string[] = (lines) => lines): void {
  const rows = wire()
  const rev = (rows.at(-1)?.rev as number | undefined) ?? 0
  const head = { stream: 'library', epoch: server.epoch('library'), rev, rows: rows.length }
  const file = 'library-0123456789abcdef.ndjson'
  host.set('/snapshots/latest.json', { body: JSON.stringify({ library: { epoch: head.epoch, rev, file } }), type: 'application/json' })
  host.set(`/snapshots/${file}`, { body: change([head, ...rows].map((line) => `${JSON.stringify(line)}\n`)).join('') })
}

const fetchFromHost: typeof fetch = async (input) => {
  const path = new URL(String(input)).pathname
  asked.push(path)
  const { body, type, status = 200 } = host.get(path) ?? { body: '<!doctype html>', type: 'text/html' }
  return new Response(body, { status, headers: { 'Content-Type': type ?? 'application/x-ndjson' } })
}
const fill = () => fillStream(store, snapshotAdapter('http://host.test', 'library', fetchFromHost))
const pull = () => pullStream('library', server.port, store, () => 1234)
const titles = async () => (await db.documents.toArray()).map((row) => row.data.title).sort()
const shownTitles = () => server.shown('library').map((row) => (row.data as { title: string }).title).sort()

test('a new device is filled from the snapshot, and one small pull tells that it is right', async () => {
  putAll(700)
  release()
  put(3, 'changed since')
  await fill()
  expect(await db.documents.count()).toBe(700)
  expect(await store.cursor()).toMatchObject({ rev: 700, held: 700 })
  expect(await store.cursor(), 'only the server can say that it is whole').not.toHaveProperty('verifiedAt')
  expect(await pull()).toEqual(success(undefined))
  expect(server.requests.map(({ routine }) => routine)).toEqual(['pull'])
  expect(await titles()).toEqual(shownTitles())
})

test('the first page is small, and each is stored with its cursor', async () => {
  putAll(1100)
  release()
  const revs: number[] = []
  for await (const page of snapshotAdapter('http://host.test', 'library', fetchFromHost).pages(undefined)) revs.push(page.next)
  expect(revs).toEqual([60, 560, 1060, 1100])
})

test('an empty library has a snapshot too', async () => {
  release()
  await fill()
  expect(await store.cursor()).toMatchObject({ rev: 0, held: 0 })
})

test('one that was broken off goes on where it stopped', async () => {
  putAll(700)
  release((lines) => lines.slice(0, 300))
  await fill()
  expect((await store.cursor())?.rev).toBe(299)
  release()
  await fill()
  expect(await store.cursor()).toMatchObject({ rev: 700, held: 700 })
})

test('a device that has come as far, or that is in another epoch, asks for no snapshot', async () => {
  putAll(5)
  release()
  await pull()
  await fill()
  const old = server.backup()
  server.restore(old)
  await pull()
  await fill()
  expect(asked).toEqual(['/snapshots/latest.json', '/snapshots/latest.json'])
  expect(await titles()).toEqual(shownTitles())
})

test.each<[string, () => void]>([
  ['no release', () => {}],
  ['a host that answers with the app', () => { host.set('/snapshots/latest.json', { body: '<!doctype html>', type: 'text/html' }) }],
  ['a file that is gone', () => { release(); host.set('/snapshots/library-0123456789abcdef.ndjson', { body: 'Not found', status: 404 }) }],
  ['a file name from elsewhere', () => { host.set('/snapshots/latest.json', { body: JSON.stringify({ library: { epoch: 'e', rev: 9, file: '../../evil' } }), type: 'application/json' }) }],
  ['a file of another epoch than it says', () => { release((lines) => [JSON.stringify({ ...JSON.parse(lines[0]!) as object, epoch: 'other' }) + '\n', ...lines.slice(1)]) }],
])('with %s there is nothing stored, and the pull does it all', async (_, arrange) => {
  putAll(5)
  arrange()
  await fill()
  expect(await store.cursor()).toBeUndefined()
  expect(await pull()).toEqual(success(undefined))
  expect(await titles()).toEqual(shownTitles())
})

test.each(['latest.json', '.ndjson'])('a host that never answers for %s is given up', async (hanging) => {
  putAll(5)
  release()
  const hang: typeof fetch = (input, init) => (String(input).endsWith(hanging) ? new Promise(() => {}) : fetchFromHost(input, init))
  await expect(fillStream(store, snapshotAdapter('http://host.test', 'library', hang, 1))).rejects.toThrow('nothing more came')
  expect(await pull()).toEqual(success(undefined))
})

test('whatever is wrong with a snapshot, no row is told of that is not stored, only the pull calls it whole, and it makes it right', async () => {
  const damage = fc.record({ cutLines: fc.nat(90), cutLetters: fc.nat(40), swap: fc.option(fc.nat(80), { nil: undefined }), drop: fc.option(fc.nat(80), { nil: undefined }), garble: fc.option(fc.nat(80), { nil: undefined }), stale: fc.nat(30), before: fc.nat(80) })
  await fc.assert(fc.asyncProperty(damage, async ({ cutLines, cutLetters, swap, drop, garble, stale, before }) => {
    server = new ModelServer(40)
    db = new PublicDatabase(`fill-${databases += 1}`)
    store = new StreamStore(db, 'library')
    putAll(before)
    if (before % 3 === 0) await pull()
    putAll(80)
    const astray: string[] = []
    release((lines) => {
      const changed = lines.slice(0, Math.max(1, lines.length - cutLines))
      if (swap !== undefined) astray.push(...changed.slice(swap, swap + 2))
      if (swap !== undefined && changed[swap + 1]) [changed[swap], changed[swap + 1]] = [changed[swap + 1]!, changed[swap]!]
      if (garble !== undefined && changed[garble]) changed[garble] = changed[garble].replace('"rev":', '"rew":')
      if (drop !== undefined) astray.push(...changed.splice(drop + 1, 1))
      return [changed.join('').slice(0, -cutLetters || undefined)]
    })
    for (let n = 0; n < stale; n++) put(1 + (n * 7) % 80, `later ${n}`)
    await fill().catch(() => { /* broken off */ })
    const cursor = await store.cursor()
    expect(await db.documents.count()).toBe(cursor?.held ?? 0)
    if (before % 3 !== 0) expect(cursor?.verifiedAt, 'only the server can say that it is whole').toBeUndefined()
    // A line that is gone from the middle, or comes too late, is missed by the pull alone: pages are stored before the last line has come.
    const passed = server.shown('library').filter(({ id, rev }) => rev <= (cursor?.rev ?? 0) && !astray.some((line) => line.includes(id)))
    for (const { id, rev } of passed) expect((await db.documents.get(id))?.rev, 'what the cursor has passed is stored').toBe(rev)
    expect(await pull()).toEqual(success(undefined))
    expect(await store.cursor()).toHaveProperty('verifiedAt')
    expect(await titles()).toEqual(shownTitles())
    await db.delete()
  }), { numRuns: 60 })
})
