import 'fake-indexeddb/auto'
import type { DBCoreTable } from 'dexie'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { eventually } from '../../tests/support/eventually.ts'
import { DeviceDatabase } from './device-database.ts'
import { storageFailure } from './storage-failure.ts'
import { watched } from './watchdog.ts'

const never = () => new Promise<never>(() => {})
let timers: Set<() => void>
let hung: boolean
let db: DeviceDatabase
let databases = 0

beforeEach(() => {
  timers = new Set()
  hung = false
  db = watched(new DeviceDatabase(`watched-${databases += 1}`), (_delay, work) => {
    timers.add(work)
    return () => { timers.delete(work) }
  })
  const hanging = (table: DBCoreTable): DBCoreTable => ({
    ...table, mutate: (request) => (hung ? never() : table.mutate(request)), get: (request) => (hung ? never() : table.get(request)), query: (request) => (hung ? never() : table.query(request)),
  })
  db.use({ stack: 'dbcore', name: 'hanging', level: 1, create: (core) => ({ ...core, table: (name) => hanging(core.table(name)) }) })
})

const note = (id: string) => ({ id, key: 'model:a', section: 's', text: 'x', at: 1 })
/** What it fails with when every timer rings. */
async function failing(work: Promise<unknown>): Promise<string> {
  const failed = work.then(() => 'did not fail', storageFailure)
  await eventually(() => expect(timers.size).toBeGreaterThan(0))
  const rung = [...timers]
  timers.clear()
  for (const ring of rung) ring()
  return failed
}

describe('a database that does not answer', () => {
  test.each<[string, () => Promise<unknown>]>([
    ['a read', () => db.notes.toArray()],
    ['a write', () => db.notes.put(note('b'))],
    ['a transaction', () => db.transaction('rw', db.notes, async () => { await db.notes.get('a'); await db.notes.put(note('b')) })],
  ])('fails %s in the end, and is opened anew by the next question', async (_, work) => {
    await db.notes.put(note('a'))
    hung = true
    expect(await failing(work())).toBe('storage-failed')
    hung = false
    expect((await db.notes.toArray()).map(({ id }) => id)).toEqual(['a'])
    expect(timers.size).toBe(0)
  })

  test('fails what waits for it to open, and is tried anew', async () => {
    const open = indexedDB.open.bind(indexedDB)
    const spy = vi.spyOn(indexedDB, 'open').mockImplementation(() => ({}) as IDBOpenDBRequest)
    expect(await failing(db.notes.toArray())).toBe('storage-failed')
    spy.mockImplementation(open)
    expect(await db.notes.toArray()).toEqual([])
    spy.mockRestore()
  })

  test.each(['before', 'after'])('lets go of what opens after it was given up, %s it is asked again, so that nothing is held back by it', async (order) => {
    await db.notes.toArray()
    db.close({ disableAutoOpen: false })
    const open = indexedDB.open.bind(indexedDB)
    const late = {} as { result: IDBDatabase; onsuccess: (event: Event) => void }
    const spy = vi.spyOn(indexedDB, 'open').mockImplementationOnce(() => late as unknown as IDBOpenDBRequest)
    expect(await failing(db.notes.toArray())).toBe('storage-failed')
    spy.mockRestore()
    if (order === 'after') await db.notes.toArray()
    const opened = await new Promise<IDBDatabase>((resolve) => {
      const request = open(db.name)
      request.onsuccess = () => resolve(request.result)
    })
    late.result = opened
    late.onsuccess(new Event('success'))
    expect(await db.notes.toArray()).toEqual([])
    db.close()
    await expect(new Promise((resolve, reject) => {
      const removal = indexedDB.deleteDatabase(db.name)
      removal.onsuccess = () => resolve('removed')
      removal.onblocked = () => reject(new Error('something still holds it'))
    })).resolves.toBe('removed')
  })
})

test('one that answers is left alone, and no timer stays', async () => {
  await db.transaction('rw', db.notes, db.outbox, async () => {
    await db.notes.bulkPut([note('a'), note('b')])
    await db.notes.where('key').equals('model:a').modify({ text: 'y' })
  })
  expect(await db.notes.where('key').equals('model:a').count()).toBe(2)
  expect(await db.notes.toCollection().first()).toMatchObject({ text: 'y' })
  await expect(db.notes.add(note('a'))).rejects.toThrow()
  expect(timers.size).toBe(0)
})
