import 'fake-indexeddb/auto'
import Dexie from 'dexie'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { eventually } from '../../tests/support/eventually.ts'
import { DeviceDatabase } from './device-database.ts'
import { followQuery } from './follow-query.ts'
import { storageFailure } from './storage-failure.ts'

const note = (id: string) => ({ id, key: 'model:a', section: 's', text: 'x', at: 1 })
const told: unknown[] = []
let timers: Set<() => void>
let trouble: Error | undefined
let asked: number
let db: DeviceDatabase
let stop: () => void
let databases = 0

beforeEach(() => {
  told.length = 0
  timers = new Set()
  trouble = undefined
  asked = 0
  db = new DeviceDatabase(`followed-${databases += 1}`)
})
afterEach(() => stop())

function follow() {
  stop = followQuery(async () => {
    asked += 1
    const held = await db.notes.count()
    if (trouble) throw trouble
    return held
  }, { next: (held) => told.push(held), error: (error) => told.push(storageFailure(error)) }, (_delay, work) => {
    timers.add(work)
    return () => timers.delete(work)
  })
}
function ring() {
  const rung = [...timers]
  timers.clear()
  for (const work of rung) work()
}
const hasTold = (...what: unknown[]) => eventually(() => expect(told).toEqual(what))

test.each<[string, Error, string]>([
  ['does not answer', new Error('the database does not answer'), 'storage-failed'],
  ['was closed under it', new Dexie.DatabaseClosedError(), 'storage-failed'],
  ['broke off', new Dexie.AbortError(), 'storage-failed'],
  ['is full', new DOMException('full', 'QuotaExceededError'), 'storage-full'],
])('a question to a database that %s says so, is put again, and is followed as before', async (_name, error, code) => {
  trouble = error
  follow()
  await hasTold(code)
  ring()
  await hasTold(code, code)
  trouble = undefined
  ring()
  await hasTold(code, code, 0)
  await db.notes.put(note('a'))
  await hasTold(code, code, 0, 1)
  expect(timers.size).toBe(0)
})

test('a failure later on is mended in the same way', async () => {
  follow()
  await hasTold(0)
  trouble = new Dexie.DatabaseClosedError()
  await db.notes.put(note('a'))
  await hasTold(0, 'storage-failed')
  trouble = undefined
  ring()
  await hasTold(0, 'storage-failed', 1)
})

test('nothing is put again once nobody follows', async () => {
  trouble = new Error('the database does not answer')
  follow()
  await hasTold('storage-failed')
  stop()
  expect(timers.size).toBe(0)
  expect(asked).toBe(1)
})
