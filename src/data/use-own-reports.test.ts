import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { effectScope, shallowRef, type EffectScope } from 'vue'
import { eventually } from '../../tests/support/eventually.ts'
import { success } from '../domain/result.ts'
import type { SyncStatus } from '../domain/sync-status.ts'
import { deviceDatabase as db } from './device-database.ts'
import { listReports } from './report-repository.ts'

const syncNow = vi.fn(() => Promise.resolve(success(undefined)))
const status = shallowRef({ online: true } as SyncStatus)
vi.mock('vue', async (original) => ({ ...await original<object>(), inject: () => ({ status, syncNow }) }))
const { useSameHere } = await import('./use-own-reports.ts')

let scope: EffectScope
beforeEach(() => { scope = effectScope() })
afterEach(async () => {
  scope.stop()
  syncNow.mockClear()
  await Promise.all([db.outbox.clear(), db.drafts.clear()])
})

test('two quick taps say it once; taken back, it may be said again', async () => {
  const same = scope.run(() => useSameHere(() => 'H-2024-1'))!
  await eventually(async () => expect(await listReports()).toEqual([]))
  const [first, second] = await Promise.all([same.say(), same.say()])
  expect([first, second].filter(Boolean)).toHaveLength(1)
  await same.say()
  await eventually(() => expect(same.said.value?.id).toBe(first))
  expect(await db.outbox.count()).toBe(1)
  expect(syncNow).toHaveBeenCalled()
  await same.takeBack()
  await eventually(() => expect(same.said.value).toBeUndefined())
  await same.say()
  await eventually(() => expect(same.said.value).toBeDefined())
  expect((await db.outbox.toArray()).map(({ kind }) => kind)).toEqual(['report.submit', 'report.withdraw', 'report.submit'])
})

test('a device without room says so, and the next tap tries again', async () => {
  const full = () => { throw new DOMException('no room', 'QuotaExceededError') }
  const same = scope.run(() => useSameHere(() => 'H-2024-1'))!
  db.outbox.hook('creating', full)
  expect(await same.say()).toBeUndefined()
  db.outbox.hook('creating').unsubscribe(full)
  expect(same.failed.value).toBeDefined()
  expect(await same.say()).toBeDefined()
  expect(same.failed.value).toBeUndefined()
})
