import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, test } from 'vitest'
import { PublicDatabase } from '../data/public-database.ts'
import { addDigest, rowDigest } from '../domain/digest.ts'
import type { PullPage, StreamRow } from './stream-port.ts'
import { StreamStore } from './stream-store.ts'

const [now, before, later] = ['epoch-now', 'epoch-before', 'epoch-later']
const id = (letter: string) => `00000000-0000-4000-8000-${letter.repeat(12)}`
const row = (letter: string, rev: number, title = `${letter}${rev}`): StreamRow => ({
  id: id(letter), rev, kind: 'model', slug: letter, data: { title, related: ['project:x'] }, firstPublished: '', updated: '',
}) as unknown as StreamRow
const page = (part: Partial<PullPage>): PullPage => ({
  epoch: now, after: 0, rows: [], next: 0, hasMore: false, count: 0, digest: 0, minClient: 1, ...part,
})
const digestOf = (rows: StreamRow[]) => rows.reduce((sum, { id, rev }) => addDigest(sum, rowDigest(id, rev)), 0)

let db: PublicDatabase
let store: StreamStore
let databases = 0
beforeEach(() => {
  db = new PublicDatabase(`store-${databases += 1}`)
  store = new StreamStore(db, 'library')
})

/** What is held, as `id: title`; and that the cursor's sums are those of just that. */
async function held(): Promise<string[]> {
  const rows = await db.documents.orderBy('id').toArray() as unknown as StreamRow[]
  const cursor = await store.cursor()
  expect([cursor?.held ?? 0, cursor?.digest ?? 0]).toEqual([rows.length, digestOf(rows)])
  return rows.map(({ data }) => (data as { title: string }).title)
}

describe('a page', () => {
  test('is stored with its cursor', async () => {
    expect(await store.applyPage(page({ rows: [row('a', 1), row('b', 2)], next: 4, count: 3, hasMore: true }))).toBe(true)
    expect(await held()).toEqual(['a1', 'b2'])
    expect(await store.cursor()).toMatchObject({ epoch: now, rev: 4, total: 3 })
    expect((await db.documents.where('refs').equals('project:x').primaryKeys()).length).toBe(2)
  })

  test('notes when its newest row was updated, and keeps it also when the server starts over', async () => {
    const dated = (letter: string, rev: number, updated: string) => ({ ...row(letter, rev), updated }) as StreamRow
    await store.applyPage(page({ rows: [dated('a', 1, '2026-11-02T08:00:00Z'), dated('b', 2, '2026-11-01T08:00:00Z')], next: 2 }))
    await store.applyPage(page({ epoch: later, rows: [dated('a', 1, '2026-10-01T08:00:00Z')], next: 1 }))
    expect((await store.cursor())?.newest).toBe(Date.parse('2026-11-02T08:00:00Z'))
  })

  test('that leaves a gap is not stored', async () => {
    expect(await store.applyPage(page({ after: 3, rows: [row('a', 4)], next: 4 }))).toBe(false)
    await store.applyPage(page({ rows: [row('a', 1)], next: 1 }))
    expect(await store.applyPage(page({ after: 3, rows: [row('b', 4)], next: 4 }))).toBe(false)
    expect(await store.applyPage(page({ epoch: later, after: 1, rows: [row('b', 4)], next: 4 })), 'a cursor means nothing in another epoch').toBe(false)
    expect(await held()).toEqual(['a1'])
    expect(await store.cursor()).toMatchObject({ epoch: now, rev: 1 })
  })

  test('that another tab has stored meanwhile is not stored twice', async () => {
    await store.applyPage(page({ rows: [row('a', 1)], next: 1, hasMore: true }))
    const second = page({ after: 1, rows: [row('b', 2)], next: 2 })
    const other = new StreamStore(new PublicDatabase(db.name), 'library')
    expect(await Promise.all([store.applyPage(second), other.applyPage(second)])).toEqual([true, false])
    expect(await held()).toEqual(['a1', 'b2'])
  })

  test('of another epoch begins anew, keeps what there is to read, and is not taken as verified', async () => {
    await store.applyPage(page({ rows: [row('a', 8), row('b', 9)], next: 9 }))
    await store.verify(page({ count: 2, digest: digestOf([row('a', 8), row('b', 9)]) }), 1000)
    expect(await store.applyPage(page({ epoch: later, rows: [row('a', 1, 'anew')], next: 1, hasMore: true }))).toBe(true)
    expect(await held()).toEqual(['anew', 'b9'])
    expect(await store.cursor()).toMatchObject({ epoch: later, rev: 1 })
    expect(await store.cursor()).not.toHaveProperty('verifiedAt')
  })

  test('from the very start puts the cursor back when the server has lost what was ahead', async () => {
    await store.applyPage(page({ rows: [row('a', 8)], next: 8 }))
    expect(await store.applyPage(page({ rows: [row('b', 2)], next: 2, hasMore: true }))).toBe(true)
    expect(await store.cursor()).toMatchObject({ epoch: now, rev: 2, held: 2 })
  })

  test('never puts a row back to an older revision of its epoch', async () => {
    await store.putAhead(now, [row('a', 5)])
    await store.applyPage(page({ rows: [row('a', 3), row('b', 4)], next: 4 }))
    expect(await held()).toEqual(['a5', 'b4'])
  })

  test.each([['in a first fill', false], ['in a store that was whole', true]])('tells new, changed, same and older rows apart, %s', async (_, whole) => {
    const first = [row('b', 2), row('d', 4)]
    await store.applyPage(page({ rows: first, next: 4 }))
    await store.putAhead(now, [row('c', 7)])
    if (whole) expect(await store.verify(page({ count: 3, digest: digestOf([...first, row('c', 7)]) }), 1000)).toBe(true)
    await store.applyPage(page({ after: 4, rows: [row('a', 5), row('c', 6), row('b', 8), row('e', 9)], next: 9 }))
    expect(await held()).toEqual(['a5', 'b8', 'c7', 'd4', 'e9'])
  })

  test('that there is no room for is not stored in part', async () => {
    await store.applyPage(page({ rows: [row('a', 1)], next: 1 }))
    db.documents.hook('creating', (key) => { if (key === id('c')) throw new DOMException('no room', 'QuotaExceededError') })
    await expect(store.applyPage(page({ after: 1, rows: [row('b', 2), row('c', 3)], next: 3 }))).rejects.toThrow()
    expect(await held()).toEqual(['a1'])
    expect(await store.cursor()).toMatchObject({ rev: 1 })
  })

  test('replaces a row of another epoch, whatever its revision', async () => {
    await store.applyPage(page({ epoch: before, rows: [row('a', 5, 'older, higher'), row('b', 2, 'older, same')], next: 5 }))
    await store.applyPage(page({ rows: [row('b', 2, 'same'), row('a', 3, 'lower')], next: 3 }))
    expect(await held()).toEqual(['lower', 'same'])
  })
})

describe('a row fetched ahead', () => {
  test('does not move the cursor, so that the rest still comes', async () => {
    await store.putAhead(now, [row('b', 7)])
    expect(await store.cursor()).toMatchObject({ epoch: now, rev: 0, held: 1 })
    expect(await store.cursor()).not.toHaveProperty('verifiedAt')
    expect(await store.applyPage(page({ rows: [row('a', 1), row('b', 7)], next: 7 }))).toBe(true)
    expect(await held()).toEqual(['a1', 'b7'])
  })

  test('replaces an older revision and never a newer one', async () => {
    await store.applyPage(page({ rows: [row('a', 3), row('b', 4)], next: 4 }))
    await store.putAhead(now, [row('a', 2), row('b', 6)])
    expect(await held()).toEqual(['a3', 'b6'])
  })

  test('of another epoch fills gaps only: which of the two is the later cannot be told', async () => {
    await store.applyPage(page({ rows: [row('a', 3)], next: 3 }))
    await store.putAhead(before, [row('a', 9, 'late answer'), row('b', 8)])
    expect(await held()).toEqual(['a3', 'b8'])
    expect(await store.cursor()).toMatchObject({ epoch: now, rev: 3 })
  })
})

describe('a mending', () => {
  const fill = () => store.applyPage(page({ rows: [row('a', 1), row('b', 2), row('c', 3)], next: 3 }))

  test('removes and replaces, also with an older revision when the server says so', async () => {
    await fill()
    await store.mend(now, await store.revisions(), [id('a')], [row('c', 2, 'restored'), row('d', 4)])
    expect(await held()).toEqual(['b2', 'restored', 'd4'])
  })

  test('leaves alone what has changed here since it was compared', async () => {
    await fill()
    const seen = await store.revisions()
    await store.putAhead(now, [row('a', 7), row('b', 8), row('d', 9)])
    await store.mend(now, seen, [id('a')], [row('b', 5), row('d', 6), row('c', 6)])
    expect(await held()).toEqual(['a7', 'b8', 'c6', 'd9'])
  })

  test('does nothing once the store follows another epoch', async () => {
    await fill()
    const seen = await store.revisions()
    await store.applyPage(page({ epoch: later, rows: [row('a', 1, 'anew')], next: 1 }))
    await store.mend(now, seen, [id('a')], [row('b', 2, 'gone by')])
    expect(await held()).toEqual(['anew', 'b2', 'c3'])
  })

  test('mends sums that had gone wrong', async () => {
    await fill()
    await db.cursors.update('library', { held: 99, digest: 99 })
    await store.mend(now, await store.revisions(), [], [])
    expect(await held()).toEqual(['a1', 'b2', 'c3'])
  })
})

describe('agreement', () => {
  const rows = [row('a', 1), row('b', 2)]
  const agreed = { rows, next: 2, count: 2, digest: digestOf(rows) }

  test('is noted with its time', async () => {
    await store.applyPage(page(agreed))
    expect(await store.verify(page(agreed), 1234)).toBe(true)
    expect((await store.cursor())?.verifiedAt).toBe(1234)
  })

  test.each([['count', { count: 3 }], ['digest', { digest: 1 }], ['epoch', { epoch: later }]])('needs the same %s', async (_, other) => {
    await store.applyPage(page(agreed))
    expect(await store.verify(page({ ...agreed, ...other }), 1234)).toBe(false)
    expect(await store.cursor()).not.toHaveProperty('verifiedAt')
  })

  test('is not noted for content that was removed meanwhile', async () => {
    expect(await store.verify(page({ count: 0, digest: 0 }), 1234)).toBe(false)
    expect(await store.cursor()).toBeUndefined()
  })
})

test('the two streams do not touch each other', async () => {
  const register = new StreamStore(db, 'register')
  await store.applyPage(page({ rows: [row('a', 1)], next: 1 }))
  await register.applyPage(page({ rows: [row('b', 5)], next: 5 }))
  expect([(await store.cursor())?.rev, (await register.cursor())?.rev]).toEqual([1, 5])
  expect([await db.documents.count(), await db.register.count()]).toEqual([1, 1])
})

test('a row of a kind that this build does not know is stored all the same', async () => {
  const unknown = { ...row('a', 1), kind: 'podcast', data: { title: 'unknown' } } as unknown as StreamRow
  expect(await store.applyPage(page({ rows: [unknown], next: 1 }))).toBe(true)
  expect(await held()).toEqual(['unknown'])
})
