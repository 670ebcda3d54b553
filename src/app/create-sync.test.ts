import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ModelServer } from '../../tests/support/model-server.ts'
import { publicDatabase as db } from '../data/public-database.ts'
import { failure, success } from '../domain/result.ts'
import { createSync } from './create-sync.ts'

const day = 24 * 60 * 60_000
/** A promise kept by the database and the network of the model, in their own time. */
const eventually = (check: () => void) => vi.waitFor(check, { timeout: 20_000, interval: 5 })
let online = true
let server: ModelServer
let idle: (() => void)[]
let sync: ReturnType<typeof createSync>

beforeEach(async () => {
  server = new ModelServer(3)
  idle = []
  online = true
  for (let n = 1; n <= 8; n++) server.put('library', `00000000-0000-4000-8000-${n}23456789abc`, { kind: 'model', slug: `m${n}`, data: { related: [] } })
  vi.stubEnv('VITE_SUPABASE_URL', 'http://server.test')
  vi.stubGlobal('location', { origin: 'http://server.test' })
  vi.stubGlobal('document', Object.assign(new EventTarget(), { visibilityState: 'visible' }))
  vi.stubGlobal('window', Object.assign(new EventTarget(), { requestIdleCallback: true }))
  vi.stubGlobal('requestIdleCallback', (work: () => void) => idle.push(work))
  vi.stubGlobal('navigator', { get onLine() { return online }, locks: navigator.locks })
  vi.stubGlobal('fetch', (input: RequestInfo, init: RequestInit) => server.fetch(input, init))
  await db.open()
  sync = createSync()
  sync.start()
})
afterEach(async () => {
  // The lock is one for all that runs here: the next test begins when this one's sync has ended.
  await navigator.locks.request('feltboka-sync', () => {})
  vi.unstubAllGlobals()
  await Promise.all(db.tables.map((table) => table.clear()))
})

const state = () => sync.commands.status.value.library

test('nothing is asked of the server before the page has had its turn; then the device fills', async () => {
  expect(state()).toEqual({ state: 'empty', held: 0 })
  expect(idle.length).toBe(1)
  expect(server.requests).toEqual([])
  const states = new Set<string>()
  server.onRequest = async (_, { stream }) => { if (stream === 'library') states.add(state().state) }
  idle[0]!()
  await eventually(() => expect(state()).toMatchObject({ state: 'current', held: 8, total: 8 }))
  expect([...states]).toEqual(['filling'])
  expect(state().syncedAt).toBeLessThanOrEqual(Date.now())
})

test('without a network nothing is tried until it is back', async () => {
  online = false
  window.dispatchEvent(new Event('offline'))
  idle[0]!()
  expect(sync.commands.status.value.online).toBe(false)
  online = true
  window.dispatchEvent(new Event('online'))
  await eventually(() => expect(state().state).toBe('current'))
  expect(sync.commands.status.value.online).toBe(true)
})

test('coming into view looks for what is new', async () => {
  expect(await sync.commands.syncNow()).toEqual(success(undefined))
  server.remove('library', '00000000-0000-4000-8000-123456789abc')
  document.dispatchEvent(new Event('visibilitychange'))
  await eventually(() => expect(state()).toMatchObject({ state: 'current', held: 7 }))
})

test('a failure is shown with what there is, and never as synced', async () => {
  server.onRequest = async (_, { after_rev: after }) => (after === 6 ? 'broken' : undefined)
  expect(await sync.commands.syncNow()).toMatchObject(failure('server'))
  await eventually(() => expect(state()).toEqual({ state: 'filling', held: 6, total: 8, syncedAt: undefined, failure: 'server' }))
})

test('a failure here says nothing any more when another tab has come through since', async () => {
  server.onRequest = async () => 'unreachable'
  await sync.commands.syncNow()
  expect(state().failure).toBe('offline')
  await db.cursors.put({ stream: 'library', epoch: 'e', rev: 8, held: 8, total: 8, digest: 1, verifiedAt: Date.now() + 1 })
  await eventually(() => expect(state()).toMatchObject({ state: 'current', failure: undefined }))
})

test('what has not been compared for two weeks is said to be stale', async () => {
  await db.cursors.put({ stream: 'library', epoch: 'e', rev: 8, held: 8, total: 8, digest: 1, verifiedAt: Date.now() - 15 * day })
  await eventually(() => expect(state()).toMatchObject({ state: 'stale', held: 8 }))
})

test('when the code of the sync cannot be fetched, a command says so, and the next tries again', async () => {
  vi.doMock('./sync-engine.ts', () => { throw new TypeError('Failed to fetch dynamically imported module') })
  expect(await sync.commands.fetchPage('model', 'm1')).toEqual(failure('offline'))
  vi.doUnmock('./sync-engine.ts')
  expect(await sync.commands.fetchPage('model', 'm1')).toEqual(success(undefined))
})

test('when the code of the databases cannot be fetched at first, what is stored is followed from the next time on', async () => {
  vi.resetModules()
  vi.doMock('../data/opened-databases.ts', () => { throw new TypeError('Failed to fetch dynamically imported module') })
  const { createSync } = await import('./create-sync.ts')
  const late = createSync()
  late.start()
  await vi.dynamicImportSettled()
  vi.doUnmock('../data/opened-databases.ts')
  await db.cursors.put({ stream: 'library', epoch: 'e', rev: 8, held: 8, total: 8, digest: 1, verifiedAt: Date.now() })
  online = false
  window.dispatchEvent(new Event('online'))
  await eventually(() => expect(late.commands.status.value.library).toMatchObject({ state: 'current', held: 8 }))
})
