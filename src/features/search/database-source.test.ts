import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { PublicDatabase } from '../../data/public-database.ts'
import { databaseSource, loadRows, rememberingLoader } from './database-source.ts'

let db: PublicDatabase
let names = 0
beforeEach(() => { db = new PublicDatabase(`search-${++names}`) })
afterEach(() => db.delete())

const document = (id: string, rev: number, kind: string, slug: string, data: object = {}) => ({ id, rev, kind, slug, data: { title: slug, ...data }, refs: [] }) as never
const annexRow = (rev: number, followUp: string) => ({ id: 'x', rev, kind: 'annexRow', slug: 'rad', data: { followUp }, refs: [] }) as never
const form = (rev: number) => ({ id: 'f', rev, kind: 'form', slug: 'hindring', data: { versions: [] }, refs: [] }) as never
const event = (rev: number) => ({ id: 'e', rev, kind: 'event', slug: 'e', data: { obstacle: 'H-2024-1' }, refs: ['obstacle:H-2024-1'] }) as never
const tally = (rev: number) => ({ id: 't', rev, kind: 'tally', slug: 'obstacle:H-2024-1', data: { ref: 'obstacle:H-2024-1', reports: 5 }, refs: ['obstacle:H-2024-1'] }) as never
const obstacle = (rev: number) => ({ id: 'h', rev, kind: 'obstacle', slug: 'H-2024-1', data: { title: 'H', annexRow: 'rad' }, refs: ['annexRow:rad'] }) as never

test('a row stands at another revision when it, or the annex row it belongs to, has changed', async () => {
  const source = databaseSource(db)
  await db.documents.bulkPut([document('a', 1, 'model', 'a'), document('b', 2, 'model', 'b'), form(3)])
  await db.register.bulkPut([annexRow(1, 'Før'), obstacle(2), event(3), tally(5)])
  const before = await source.revisions()
  await db.documents.put(document('b', 3, 'model', 'b'))
  await db.register.put(annexRow(4, 'Nå'))
  const after = await source.revisions()
  expect([...after.keys()].sort()).toEqual(['a', 'b', 'h'])
  expect([...after.keys()].filter((id) => after.get(id) !== before.get(id)).sort()).toEqual(['b', 'h'])
})

test('in another epoch every row stands elsewhere, whatever its number', async () => {
  const source = databaseSource(db)
  await db.documents.put(document('a', 1, 'model', 'a'))
  await db.cursors.put({ stream: 'library', epoch: 'first', rev: 1, held: 1, digest: 1 })
  const before = await source.revisions()
  await db.cursors.update('library', { epoch: 'second' })
  expect((await source.revisions()).get('a')).not.toBe(before.get('a'))
})

test('rows come with the follow-up and the handbook title that belong to them; annex rows, events, tallies and forms are not found', async () => {
  await db.documents.bulkPut([document('b', 1, 'handbook', 'bok'), document('c', 2, 'chapter', 'bok/ett', { handbook: 'bok' }), form(3)])
  await db.register.bulkPut([annexRow(1, 'Tas opp i møtene.'), obstacle(2), event(3), tally(5)])
  const rows = await loadRows(db, ['c', 'h', 'x', 'e', 'f', 'gone'])
  expect(rows).toMatchObject([{ row: { id: 'c' }, book: 'bok' }, { row: { id: 'h' }, followUp: 'Tas opp i møtene.' }])
})

test('the version is another after every write that moves count or digest, and the same otherwise', async () => {
  const source = databaseSource(db)
  await db.cursors.put({ stream: 'library', epoch: 'e1', rev: 1, held: 1, digest: 5 })
  const first = await source.version()
  await db.cursors.update('library', { verifiedAt: 99 })
  expect(await source.version()).toBe(first)
  await db.cursors.update('library', { digest: 6 })
  expect(await source.version()).not.toBe(first)
})

test('the index is kept and found again', async () => {
  const source = databaseSource(db)
  expect(await source.kept()).toBeUndefined()
  await source.keep('v1', new Uint8Array([1, 2, 3]))
  expect(await source.kept()).toEqual({ version: 'v1', data: new Uint8Array([1, 2, 3]) })
})

test('rows shown before are not read again until they have changed', async () => {
  await db.documents.put(document('a', 1, 'model', 'a'))
  const load = rememberingLoader(db)
  const at = (revision: string) => [{ id: 'a', revision, kind: 'model' as const, slug: 'a', sections: [''] }]
  await load(at('1'))
  await db.documents.put(document('a', 2, 'model', 'new'))
  expect((await load(at('1'))).get('a')!.row.slug).toBe('a')
  expect((await load(at('2'))).get('a')!.row.slug).toBe('new')
})
