import 'fake-indexeddb/auto'
import { beforeEach, expect, test } from 'vitest'
import { DeviceDatabase } from './device-database.ts'
import { isEvicted, seeEviction, type MarkStore } from './eviction.ts'

let beside: Map<string, string>
let store: MarkStore
let name: string
let databases = 0
let ids = 0
const newId = () => `mark-${ids += 1}`
beforeEach(() => {
  name = `evicted-${databases += 1}`
  beside = new Map()
  store = { getItem: (key) => beside.get(key) ?? null, setItem: (key, value) => { beside.set(key, value) }, removeItem: (key) => { beside.delete(key) } }
})
const look = () => isEvicted(new DeviceDatabase(name), store, newId)

test('a first visit, and every one after it, is no removal', async () => {
  expect([await look(), await look(), await look()]).toEqual([false, false, false])
})

test('a database that is gone is told until a person has seen it, also after a reload', async () => {
  await look()
  await new DeviceDatabase(name).delete()
  expect([await look(), await look()]).toEqual([true, true])
  await seeEviction(new DeviceDatabase(name), store, newId)
  expect(await look()).toBe(false)
  await new DeviceDatabase(name).delete()
  expect(await look(), 'and the next one is told as well').toBe(true)
})

test('a mark beside it that is gone, or was not written for a kill, is no removal', async () => {
  await look()
  beside.clear()
  expect([await look(), await look()]).toEqual([false, false])
  await new DeviceDatabase(name).delete()
  expect(await look()).toBe(true)
})
