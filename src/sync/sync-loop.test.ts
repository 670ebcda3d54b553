import 'fake-indexeddb/auto'
import { Dexie } from 'dexie'
import { beforeEach, describe, expect, test } from 'vitest'
import { ModelServer, type Fault } from '../../tests/support/model-server.ts'
import { openTab, TestBrowser, type Tab } from '../../tests/support/test-device.ts'
import { failure, success } from '../domain/result.ts'

const id = (n: number) => `00000000-0000-4000-8000-${(n * 20_015_998_343_867).toString(16).padStart(12, '0')}`
const minute = 60_000

let server: ModelServer
let browser: TestBrowser
let tab: Tab
let name: string
let devices = 0
beforeEach(() => {
  server = new ModelServer(3)
  browser = new TestBrowser()
  name = `loop-${devices += 1}`
  tab = openTab(name, server, browser)
  for (let n = 1; n <= 8; n++) server.put('library', id(n), { kind: 'model', slug: `m${n}`, data: { title: `${n}`, related: [] } })
  server.put('register', id(9), { kind: 'obstacle', slug: 'H-2024-1', data: { title: '9', models: [], projects: [], insights: [] } })
})

const always = (fault: Fault) => { server.onRequest = async () => fault }
const heal = () => { server.onRequest = async () => {} }
const pause = () => [...browser.timers.values()]
const held = async ({ db } = tab) => [await db.documents.count(), await db.register.count()]

describe('how it went', () => {
  test('is success when both streams are equal to the server', async () => {
    expect(await tab.loop.syncNow()).toEqual(success(undefined))
    expect(await held()).toEqual([8, 1])
    expect(tab.reports).toEqual([{ busy: true, failures: {} }, { busy: false, failures: {} }])
  })

  test('is failure when one of them failed, and the other has come all the same', async () => {
    server.onRequest = async (_, { stream }) => (stream === 'library' ? 'broken' : undefined)
    expect(await tab.loop.syncNow()).toMatchObject(failure('server'))
    expect(await held()).toEqual([0, 1])
    expect(tab.reports.at(-1)).toEqual({ busy: false, failures: { library: 'server' } })
  })

  test.each<[Fault, string]>([['unreachable', 'offline'], ['cut', 'offline'], ['html', 'unreadable'], ['truncated', 'unreadable'], ['malformed', 'unreadable'], ['busy', 'too-many'], ['broken', 'server']])(
    'is told and never called synced when the answer is %s', async (fault, code) => {
      always(fault)
      expect(await tab.loop.syncNow()).toMatchObject({ ok: false, code })
      expect(tab.reports.at(-1)?.failures).toEqual({ library: code, register: code })
      expect(await tab.db.cursors.count()).toBe(0)
    })

  test('is told anew each time: a failure that has healed is no longer reported', async () => {
    always('broken')
    await tab.loop.wake()
    heal()
    await tab.loop.wake()
    expect(tab.reports.at(-1)).toEqual({ busy: false, failures: {} })
  })

  test.each([
    ['full', 'storage-full', new Dexie.AbortError('aborted', new DOMException('no room', 'QuotaExceededError'))],
    ['damaged', 'storage-failed', new DOMException('internal error', 'UnknownError')],
  ])('is told when the device is %s, and the content that is there stays', async (_, code, error) => {
    server.onRequest = async (_, { stream, after_rev: after }) => {
      if (stream === 'library' && after === 6) tab.db.documents.hook('creating', () => { throw error })
    }
    expect(await tab.loop.syncNow()).toMatchObject({ ok: false, code })
    expect(await held()).toEqual([6, 1])
    expect(await tab.db.cursors.get('library')).toMatchObject({ held: 6, rev: 6 })
  })
})

describe('the next try', () => {
  test('is a quarter of an hour after success, up to half as long again', async () => {
    await tab.loop.wake()
    expect(pause()).toEqual([15 * minute])
    browser.chance = 0.5
    await tab.loop.wake()
    expect(pause()).toEqual([15 * minute * 1.25])
  })

  test('comes soon after failure, then ever later, and never later than after success', async () => {
    always('unreachable')
    const pauses: number[] = []
    for (let n = 0; n < 10; n++) { await tab.loop.wake(); pauses.push(...pause()) }
    expect(pauses.slice(0, 4)).toEqual([5_000, 10_000, 20_000, 40_000])
    expect(pauses.slice(-2)).toEqual([15 * minute, 15 * minute])
    heal()
    await tab.loop.wake()
    always('broken')
    await tab.loop.wake()
    expect(pause(), 'success begins the count anew').toEqual([5_000])
  })

  test('comes soon when something changed in the middle of a failing one, however often it had failed before', async () => {
    always('unreachable')
    for (let n = 0; n < 10; n++) await tab.loop.wake()
    server.onRequest = async () => { void tab.loop.wake(); return 'unreachable' }
    await tab.loop.wake()
    expect(pause()).toEqual([5_000])
  })

  test('is made by the timer, until the fault has healed', async () => {
    always('unreachable')
    await tab.loop.wake()
    heal()
    const done = new Promise<void>((resolve) => {
      tab.reports.push = (report) => { if (!report.busy) resolve(); return 0 }
    })
    browser.ring()
    await done
    expect(await held()).toEqual([8, 1])
  })

  test('is planned once, however often the loop is woken', async () => {
    await Promise.all([tab.loop.wake(), tab.loop.wake(), tab.loop.wake(), tab.loop.syncNow()])
    await tab.loop.wake()
    expect(pause().length).toBe(1)
  })
})

describe('a server that asks to be left alone', () => {
  beforeEach(async () => {
    always('busy')
    await tab.loop.wake()
    heal()
  })

  test('is not asked for the next stream', () => {
    expect(server.requests.length).toBe(1)
    expect(tab.reports.at(-1)?.failures).toEqual({ library: 'too-many', register: 'too-many' })
  })

  test('is left alone for as long, by coming into view and by the timer', async () => {
    expect(pause()).toEqual([30_000])
    await tab.loop.wake()
    expect(server.requests.length).toBe(1)
    browser.ring()
    await tab.loop.syncNow()
    expect(await held()).toEqual([8, 1])
  })

  test('is asked when a person does', async () => {
    expect(await tab.loop.syncNow()).toEqual(success(undefined))
    expect(pause()).toEqual([15 * minute])
  })
})

test('a server that asks for a month is believed for an hour', async () => {
  const month = openTab(name, { fetch: async () => new Response('', { status: 429, headers: { 'Retry-After': '2592000' } }) }, browser)
  await month.loop.wake()
  expect(pause()).toEqual([60 * minute])
})

test('a server that cannot be reached is asked once, not once a stream', async () => {
  always('unreachable')
  await tab.loop.wake()
  expect(server.requests.length).toBe(1)
})

describe('two tabs', () => {
  test('take turns: the one that is woken while the other is at it leaves it be, and sees what came', async () => {
    const other = openTab(name, server, browser)
    await Promise.all([tab.loop.wake(), other.loop.wake()])
    expect(other.reports).toEqual([])
    expect(server.requests.filter(({ args }) => args.after_rev === 0).length).toBe(2)
    expect(await held(other)).toEqual([8, 1])
    expect(pause().toSorted(), 'the second looks again soon: the first may be closed before it is done').toEqual([minute, 15 * minute])
  })

  test('the second stands aside for some minutes, then waits for its turn, which takes over from a frozen tab', async () => {
    const waits: boolean[] = []
    const frozen = { now: browser.now, random: browser.random, schedule: browser.schedule, exclusively: async (wait: boolean) => { waits.push(wait); return undefined } }
    const other = openTab(name, server, frozen)
    for (let n = 0; n < 6; n++) await other.loop.wake()
    expect(waits).toEqual([false, false, false, false, false, true])
  })

  test('a person who asks in the second waits for the first', async () => {
    const other = openTab(name, server, browser)
    const [, result] = await Promise.all([tab.loop.wake(), other.loop.syncNow()])
    expect(result).toEqual(success(undefined))
    expect(other.reports.at(-1)).toEqual({ busy: false, failures: {} })
  })

  test('at work at once, when the lock was taken over from a frozen tab, do no harm', async () => {
    const other = openTab(name, server)
    const results = await Promise.all([tab.loop.syncNow(), other.loop.syncNow()])
    expect(results).toEqual([success(undefined), success(undefined)])
    expect(await held()).toEqual([8, 1])
    expect((await tab.db.cursors.get('library'))?.verifiedAt).toBe(browser.time)
  })
})

describe('a page asked for ahead', () => {
  test('is stored before the rest, of either stream', async () => {
    expect(await tab.loop.fetchPage('model', 'm4')).toEqual(success(undefined))
    expect(await tab.loop.fetchPage('obstacle', 'H-2024-1')).toEqual(success(undefined))
    expect(await held()).toEqual([1, 1])
    expect(server.requests.map(({ routine }) => routine)).toEqual(['page', 'page'])
  })

  test('brings the handbook of a chapter', async () => {
    server.put('library', id(10), { kind: 'handbook', slug: 'bok', data: { title: 'bok', related: [] } })
    server.put('library', id(11), { kind: 'chapter', slug: 'bok/en', data: { title: 'en', related: [], handbook: 'bok' } })
    await tab.loop.fetchPage('chapter', 'bok/en')
    expect(await tab.db.documents.where('kind').anyOf('handbook', 'chapter').count()).toBe(2)
  })

  test('that does not exist is not found', async () => {
    expect(await tab.loop.fetchPage('model', 'finnes-ikke')).toEqual(failure('not-found'))
    expect(await held()).toEqual([0, 0])
  })

  test('is not found when the answer is about something else', async () => {
    const { fetch } = server
    const mistaken = openTab(name, { fetch: async (input) => fetch(input, { body: '{"kind":"model","slug":"m2"}' }) }, browser)
    expect(await mistaken.loop.fetchPage('model', 'm1')).toEqual(failure('not-found'))
  })

  test('tells why it failed', async () => {
    always('unreachable')
    expect(await tab.loop.fetchPage('model', 'm4')).toEqual(failure('offline'))
    heal()
    tab.db.close()
    expect(await tab.loop.fetchPage('model', 'm4')).toEqual(failure('storage-failed'))
  })

  test('makes the fill that comes after no less complete', async () => {
    await tab.loop.fetchPage('model', 'm8')
    expect(await tab.loop.syncNow()).toEqual(success(undefined))
    expect(await held()).toEqual([8, 1])
  })
})

describe('removing the content', () => {
  test('removes rows, cursors and indexes, and the next pull fills it again', async () => {
    await tab.loop.syncNow()
    await tab.db.indexes.put({ key: 'search', version: '1', data: new Uint8Array() })
    expect(await tab.loop.removeContent()).toEqual(success(undefined))
    expect([...await held(), await tab.db.cursors.count(), await tab.db.indexes.count()]).toEqual([0, 0, 0, 0])
    await tab.loop.syncNow()
    expect(await held()).toEqual([8, 1])
  })

  test('waits for a pull that is under way', async () => {
    await Promise.all([tab.loop.syncNow(), tab.loop.removeContent()])
    expect(await held()).toEqual([0, 0])
  })

  test('tells when the device will not', async () => {
    tab.db.close()
    expect(await tab.loop.removeContent()).toEqual(failure('storage-failed'))
  })
})

describe('what a person has written', () => {
  const write = () => tab.outbox.add([{ kind: 'report.submit', payload: { id: browser.newId(), form: 'hindring', formVersion: 1, answers: {}, hidePlace: false } }], browser)

  test('is sent before anything is fetched', async () => {
    await write()
    await tab.loop.send()
    expect(server.requests.slice(0, 2).map(({ routine }) => routine)).toEqual(['signup', 'push'])
    expect(server.effects.length).toBe(1)
  })

  test('while a round is under way is sent right after it, and not a minute later', async () => {
    let written = false
    server.onRequest = async (_, { stream }) => {
      if (stream !== 'library' || written) return
      written = true
      await write()
      void tab.loop.send()
    }
    await tab.loop.wake()
    expect(server.effects.length).toBe(1)
    expect(pause()).toEqual([15 * minute])
  })

  test('waits for a server that asked to be left alone', async () => {
    always('busy')
    await tab.loop.wake()
    heal()
    await write()
    await tab.loop.send()
    expect(server.requests.length).toBe(1)
    expect(pause()).toEqual([30_000])
  })

  test('is tried again soon when it could not be sent, and told of as a failure', async () => {
    await write()
    server.onRequest = async (routine) => (routine === 'push' ? 'broken' : undefined)
    expect(await tab.loop.syncNow()).toMatchObject(failure('server'))
    expect(tab.reports.at(-1)).toEqual({ busy: false, failures: { own: 'server' } })
    expect(await held(), 'and what is everyone\'s has come all the same').toEqual([8, 1])
    expect(pause()).toEqual([5_000])
  })

  test('must not be waiting for what the device cannot fetch, nor the other way round', async () => {
    await write()
    await tab.loop.syncNow()
    await write()
    tab.db.close()
    expect(await tab.loop.syncNow()).toMatchObject(failure('storage-failed'))
    expect(server.effects.length).toBe(2)
    const other = openTab(name, server, browser)
    other.device.close()
    expect(await other.loop.syncNow()).toMatchObject(failure('storage-failed'))
    expect(await held(other)).toEqual([8, 1])
  })
})
