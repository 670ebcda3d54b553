import 'fake-indexeddb/auto'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { eventually } from '../../tests/support/eventually.ts'
import { ModelServer } from '../../tests/support/model-server.ts'
import { deviceDatabase as device } from '../data/device-database.ts'
import { publicDatabase as db } from '../data/public-database.ts'
import { submitReport } from '../data/report-repository.ts'
import { failure, success } from '../domain/result.ts'
import { createSync } from './create-sync.ts'

const day = 24 * 60 * 60_000
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
  const marks = new Map<string, string>()
  vi.stubGlobal('localStorage', { getItem: (key: string) => marks.get(key) ?? null, setItem: (key: string, value: string) => marks.set(key, value), removeItem: (key: string) => marks.delete(key) })
  vi.stubGlobal('fetch', (input: RequestInfo, init: RequestInit) => server.fetch(input, init))
  await db.open()
  sync = createSync()
  sync.start()
})
afterEach(async () => {
  // The lock is one for all that runs here: the next test begins when this one's sync has ended.
  await navigator.locks.request('feltboka-sync', () => {})
  vi.unstubAllGlobals()
  await Promise.all([...db.tables, ...device.tables].map((table) => table.clear()))
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

describe('what a person writes', () => {
  const own = () => sync.commands.status.value.own
  const report = { form: 'hindring', formVersion: 1, answers: {}, hidePlace: false }

  test('is sent by itself, and the status tells each step', async () => {
    idle[0]!()
    await eventually(() => expect(own()).toMatchObject({ signedInAs: 'nobody', waiting: 0, everythingSent: true }))
    let sent: () => void
    const held = new Promise<void>((resolve) => { sent = resolve })
    server.onRequest = async (routine) => { if (routine === 'push') await held }
    await submitReport(report)
    await eventually(() => expect(own()).toMatchObject({ signedInAs: 'anonymous', waiting: 1, everythingSent: false }))
    sent!()
    await eventually(() => expect(own()).toMatchObject({ waiting: 0, confirmed: 0, everythingSent: true }))
    expect(own()!.confirmedAt).toBeLessThanOrEqual(Date.now())
    expect(server.effects.length).toBe(1)
  })

  test('waits without a network, is said to wait, and goes when it is back', async () => {
    online = false
    idle[0]!()
    await submitReport(report)
    await eventually(() => expect(own()).toMatchObject({ signedInAs: 'nobody', waiting: 1, everythingSent: false }))
    expect(server.requests).toEqual([])
    online = true
    window.dispatchEvent(new Event('online'))
    await eventually(() => expect(own()).toMatchObject({ waiting: 0, everythingSent: true }))
  })

  test('that could not be sent is told with the reason, and never as sent', async () => {
    server.onRequest = async (routine) => (routine === 'push' ? 'broken' : undefined)
    await submitReport(report)
    idle[0]!()
    // The tabs of the tests before are still there, and one of them may have had the turn: this one waits for its own.
    expect((await sync.commands.syncNow()).ok).toBe(false)
    await eventually(() => expect(own()).toMatchObject({ waiting: 1, everythingSent: false, failure: 'server' }))
  })

  test('is asked about before one signs out, and one is then nobody', async () => {
    idle[0]!()
    await submitReport(report)
    await eventually(() => expect(own()).toMatchObject({ signedInAs: 'anonymous', everythingSent: true }))
    server.onRequest = async () => 'unreachable'
    await submitReport(report)
    expect(await sync.account.signOut()).toEqual(failure('unsent'))
    server.onRequest = async () => {}
    expect(await sync.commands.syncNow()).toEqual(success(undefined))
    expect(await sync.account.signOut()).toEqual(success(undefined))
    await eventually(() => expect(own()).toMatchObject({ signedInAs: 'nobody' }))
  })

  test('that the browser has removed is told until a person has seen it', async () => {
    localStorage.setItem('feltboka:device', 'before')
    idle[0]!()
    await eventually(() => expect(sync.commands.status.value.evicted).toBe(true))
    expect(await sync.account.seeEviction()).toEqual(success(undefined))
    expect(sync.commands.status.value.evicted).toBe(false)
  })
})

test('who only reads loads nothing of signing in or sending; when that cannot be fetched, what was written waits', async () => {
  vi.resetModules()
  vi.doMock('./user-engine.ts', () => { throw new TypeError('Failed to fetch dynamically imported module') })
  const { createSync } = await import('./create-sync.ts')
  const reader = createSync().commands
  expect(await reader.syncNow()).toEqual(success(undefined))
  await submitReport({ form: 'hindring', formVersion: 1, answers: {}, hidePlace: false })
  expect(await reader.syncNow()).toEqual(failure('offline'))
  expect(await device.outbox.count()).toBe(1)
  vi.doUnmock('./user-engine.ts')
})
