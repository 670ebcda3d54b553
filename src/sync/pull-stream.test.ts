import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, test } from 'vitest'
import { ModelServer } from '../../tests/support/model-server.ts'
import { PublicDatabase } from '../data/public-database.ts'
import { failure, success, type Result } from '../domain/result.ts'
import { pullStream } from './pull-stream.ts'
import type { PullPage, StreamPort } from './stream-port.ts'
import { StreamStore } from './stream-store.ts'

const id = (n: number) => `00000000-0000-4000-8000-${(n * 20_015_998_343_867).toString(16).padStart(12, '0')}`
const model = (n: number, title = `text ${n}`) => ({ kind: 'model', slug: `m${n}`, data: { title, related: [] } })

let server: ModelServer
let port: StreamPort
let db: PublicDatabase
let store: StreamStore
let databases = 0
beforeEach(() => start(3))

function start(largest: number) {
  server = new ModelServer(largest)
  port = server.port
  db = new PublicDatabase(`pull-${databases += 1}`)
  store = new StreamStore(db, 'library')
}

const put = (n: number, title?: string) => server.put('library', id(n), model(n, title))
const pull = (through = port) => pullStream('library', through, store, () => 1234)
const asked = () => server.requests.splice(0).map(({ routine }) => routine)

async function expectEqual() {
  const rows = await db.documents.toArray()
  const titles = new Map(rows.map((row) => [row.id, row.data.title]))
  expect(titles).toEqual(new Map(server.shown('library').map((row) => [row.id, (row.data as { title: string }).title])))
}

describe('a first fill', () => {
  test('comes page by page, the first one small, and is then verified', async () => {
    for (let n = 1; n <= 8; n++) put(n)
    expect(await pull()).toEqual(success(undefined))
    await expectEqual()
    expect(server.requests.map(({ args }) => args.page_limit)).toEqual([60, 500, 500])
    expect((await store.cursor())?.verifiedAt).toBe(1234)
  })

  test('that is interrupted is not taken as complete, and goes on where it stopped', async () => {
    for (let n = 1; n <= 8; n++) put(n)
    server.onRequest = async () => (server.requests.length > 2 ? 'lost' : undefined)
    expect(await pull()).toEqual(failure('offline'))
    expect(await store.cursor()).toMatchObject({ held: 6, total: 8 })
    expect(await store.cursor()).not.toHaveProperty('verifiedAt')
    server.onRequest = async () => {}
    asked()
    expect(await pull()).toEqual(success(undefined))
    expect(asked()).toEqual(['pull'])
    await expectEqual()
  })

  test('of nothing is complete too', async () => {
    expect(await pull()).toEqual(success(undefined))
    expect(await store.cursor()).toMatchObject({ held: 0, verifiedAt: 1234 })
  })
})

describe('afterwards', () => {
  beforeEach(async () => {
    for (let n = 1; n <= 8; n++) put(n)
    await pull()
    asked()
  })

  test('one change costs one request', async () => {
    put(5, 'changed')
    await pull()
    expect(asked()).toEqual(['pull'])
    await expectEqual()
  })

  test('what is no longer shown goes', async () => {
    server.remove('library', id(2))
    server.remove('library', id(7))
    expect(await pull()).toEqual(success(undefined))
    await expectEqual()
  })

  test('what was made and removed between two pulls never shows', async () => {
    put(9)
    server.remove('library', id(9))
    await pull()
    expect(asked()).toEqual(['pull'])
    await expectEqual()
  })

  test('what is missing here without a change there comes back', async () => {
    await db.documents.bulkDelete([id(1), id(8)])
    await db.cursors.update('library', { held: 6 })
    expect(await pull()).toEqual(success(undefined))
    await expectEqual()
  })

  test('a restored backup is followed, though it gives the same revisions to other texts', async () => {
    const backup = server.backup()
    put(3, 'lost in the fire')
    put(9, 'lost too')
    await pull()
    server.restore(backup)
    put(3, 'written again')
    put(4, 'written after')
    expect(await pull()).toEqual(success(undefined))
    await expectEqual()
  })

  test('a restore in the middle of a pull is followed', async () => {
    const backup = server.backup()
    for (let n = 1; n <= 8; n++) put(n, 'changed')
    server.onRequest = async () => { if (server.requests.length === 2) server.restore(backup) }
    expect(await pull()).toEqual(success(undefined))
    await expectEqual()
  })

  test('a cursor ahead of the server starts over', async () => {
    const backup = server.backup()
    put(1, 'rolled back')
    await pull()
    server.rollBack(backup)
    expect(await pull()).toEqual(success(undefined))
    await expectEqual()
  })

  test.each(['manifest', 'rows'])('a restore just before the %s is compared with nothing here: the next pull starts over', async (routine) => {
    await db.documents.bulkDelete([id(1), id(2)])
    await db.cursors.update('library', { held: 6 })
    const before = await db.documents.toArray()
    let restored = false
    server.onRequest = async (now) => {
      if (restored) return 'lost'
      if (now !== routine) return
      restored = true
      server.restore(new ModelServer().backup())
      put(1, 'after the restore')
    }
    expect(await pull()).toEqual(failure('offline'))
    expect(await db.documents.toArray()).toEqual(before)
  })

  test('a change during each repair costs another round, not the truth', async () => {
    server.remove('library', id(1))
    let changes = 0
    server.onRequest = async (routine) => { if (routine === 'manifest' && changes++ < 4) server.remove('library', id(2 + Math.floor(changes / 2))) }
    expect(await pull()).toEqual(success(undefined))
    await expectEqual()
  })

  test('a server that never agrees with itself ends in failure, and nothing is called verified', async () => {
    const lying: StreamPort = { ...port, pull: async (...args) => mapped(await port.pull(...args), (page) => ({ ...page, digest: 1 })) }
    expect(await pullStream('library', lying, store, () => 5678)).toEqual(failure('server'))
    expect((await store.cursor())?.verifiedAt).toBe(1234)
    await expectEqual()
  })

  test('a server with a new epoch each time is not followed for ever', async () => {
    server.onRequest = async () => { server.restore(server.backup()) }
    expect(await pull()).toEqual(failure('server'))
    expect(server.requests.length).toBeLessThan(40)
  })
})

test('a repair fetches at most 200 rows at a time and keeps what it has got when the network goes', async () => {
  start(5000)
  for (let n = 1; n <= 450; n++) put(n)
  await pull()
  await db.documents.clear()
  asked()
  server.onRequest = async (routine) => (routine === 'rows' && server.requests.length > 3 ? 'lost' : undefined)
  await db.cursors.update('library', { held: 0, digest: 0 })
  expect(await pull()).toEqual(failure('offline'))
  expect(await db.documents.count()).toBe(200)
  server.onRequest = async () => {}
  asked()
  expect(await pull()).toEqual(success(undefined))
  expect(asked()).toEqual(['pull', 'manifest', 'rows', 'rows', 'pull'])
  await expectEqual()
})

describe('a page without a place', () => {
  const wrong: [string, (page: PullPage) => PullPage][] = [
    ['begins elsewhere', (page) => ({ ...page, after: 2 })],
    ['goes back', (page) => ({ ...page, next: page.after - 1, rows: [] })],
    ['promises more and does not get on', (page) => ({ ...page, next: page.after, rows: [], hasMore: true })],
    ['has a row from before it', (page) => ({ ...page, rows: page.rows.map((row) => ({ ...row, rev: 1 })) })],
    ['has a row from behind it', (page) => ({ ...page, rows: page.rows.map((row) => ({ ...row, rev: page.next + 1 })) })],
    ['goes on with a cursor of another epoch', (page) => ({ ...page, epoch: 'another' })],
  ]
  test.each(wrong)('is unreadable when it %s', async (_, twist) => {
    for (let n = 1; n <= 4; n++) put(n)
    await pull()
    const cursor = await store.cursor()
    put(5)
    const twisted: StreamPort = { ...port, pull: async (...args) => mapped(await port.pull(...args), twist) }
    expect(await pull(twisted)).toEqual(failure('unreadable'))
    expect(await store.cursor()).toEqual(cursor)
  })

  test('nor does a manifest that promises more and does not get on go round for ever', async () => {
    for (let n = 1; n <= 8; n++) put(n)
    await pull()
    server.remove('library', id(1))
    const stuck: StreamPort = { ...port, manifest: () => port.manifest('library', undefined, 5000) }
    expect(await pull(stuck)).toEqual(failure('unreadable'))
  })
})

test('a server that no longer talks to this build is not pulled from', async () => {
  put(1)
  server.minClient = 99
  expect(await pull()).toEqual(failure('outdated'))
  expect(await db.documents.count()).toBe(0)
})

function mapped(answer: Result<PullPage>, change: (page: PullPage) => PullPage): Result<PullPage> {
  return answer.ok ? success(change(answer.value)) : answer
}
