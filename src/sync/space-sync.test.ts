import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, test } from 'vitest'
import { ModelServer } from '../../tests/support/model-server.ts'
import { openTab, TestBrowser, type Tab } from '../../tests/support/test-device.ts'
import { SharedSpaces } from '../data/shared-device.ts'
import type { Operation } from '../domain/operations.ts'
import { success } from '../domain/result.ts'

let server: ModelServer
let browser: TestBrowser
let tab: Tab
let spaces: SharedSpaces
let devices = 0
beforeEach(async () => {
  server = new ModelServer()
  browser = new TestBrowser()
  tab = openTab(`space-${devices += 1}`, server, browser)
  spaces = new SharedSpaces(tab.device)
  await spaces.share(5, browser)
})

/** Writes a report by a code of its own; answers its id. */
async function write(code: string | undefined): Promise<string> {
  const id = browser.newId()
  const owner = await tab.outbox.ownerOf()
  await tab.outbox.add([{ kind: 'report.submit', payload: { id, form: 'hindring', formVersion: 1, answers: {}, hidePlace: false, ...code ? { followUp: `hash-${code}` } : {} } }], browser)
  if (code) await tab.device.codes.add({ code, hash: `hash-${code}`, owner, report: id, made: true })
  return id
}
const say = (report: string): Promise<void> => tab.outbox.add([{ kind: 'report.message', payload: { id: browser.newId(), report, text: 'Mer' } } satisfies Operation], browser)
const next = async () => { await spaces.lock(browser); await spaces.begin() }
const sync = () => tab.loop.syncNow()
const writers = () => [...server.auth.users.keys()].map((uid) => server.shown('mine', uid).map(({ id, kind }) => [kind, id]))
const known = async () => (await tab.device.codes.toArray()).map(({ code, rows }) => [code, rows?.map(({ kind }) => kind)])
const left = async () => [await tab.outbox.all(), await tab.device.senders.count()]
const forget = (uid: string) => server.auth.endSessions(uid)

test('each report goes by an anonymous user of its own, and leaves what its code finds with who wrote it', async () => {
  const first = await write('A')
  await say(first)
  await next()
  const second = await write('B')
  const third = await write('C')
  expect(await sync()).toEqual(success(undefined))
  expect(writers().map((rows) => rows.filter(([kind]) => kind === 'report'))).toEqual([[['report', first]], [['report', second]], [['report', third]]])
  expect(await known()).toEqual([['A', ['report', 'message']], ['B', ['report']], ['C', ['report']]])
  expect([await left(), await tab.session.account()]).toEqual([[[], 0], undefined])
  const visible = await tab.device.codes.filter(({ owner }) => owner === null).count()
  expect(visible, 'each stays in its space').toBe(0)
})

test('what is said later in the same case, before it has come through, goes by the same user', async () => {
  const id = await write('A')
  server.putsOff = () => true
  await sync()
  await say(id)
  await next()
  server.putsOff = () => false
  await sync()
  expect(writers()).toEqual([[['report', id], ['message', expect.anything()]].sort()].map((rows) => expect.arrayContaining(rows)))
  expect(await left()).toEqual([[], 0])
})

test('who is signed in sends their own, and the spaces theirs', async () => {
  await write('A')
  await tab.session.requestCode('kari@oslo.no')
  await tab.session.enterCode(server.auth.codes.get('kari@oslo.no')!)
  const own = await write(undefined)
  await sync()
  const kari = (await tab.session.account())!.uid
  expect(server.shown('mine', kari).map(({ id }) => id)).toEqual([own])
  expect([writers().length, await left()]).toEqual([2, [[], 0]])
})

test('without a code there is nothing to find it by, and it leaves the device once it has come through', async () => {
  await write(undefined)
  await sync()
  expect([server.effects.length, await left()]).toEqual([1, [[], 0]])
})

test('what a restored server has forgotten is sent again', async () => {
  const backup = server.backup()
  const id = await write('A')
  server.onRequest = async (routine) => { if (routine === 'case_by_code') return 'unreachable' }
  await sync()
  server.restore(backup)
  server.onRequest = async () => {}
  await sync()
  await sync()
  expect(writers()).toEqual([[['report', id]]])
  expect([await known(), await left()]).toEqual([[['A', ['report']]], [[], 0]])
})

test('what a restored server has forgotten is sent again, also where no code tells: a round was broken off before it left the device', async () => {
  const backup = server.backup()
  const id = await write(undefined)
  await say(id)
  let pushes = 0
  server.onRequest = async (routine) => { if (routine === 'push' && (pushes += 1) === 2) return 'unreachable' }
  await sync()
  server.restore(backup)
  expect(await sync()).toEqual(success(undefined))
  expect(writers()[0]).toEqual(expect.arrayContaining([['report', id], ['message', expect.anything()]]))
  expect(await left()).toEqual([[], 0])
})

test('what the code does not find with the report stays, and is sent again', async () => {
  const id = await write('A')
  await say(id)
  let backup: ReturnType<ModelServer['backup']> | undefined
  server.onRequest = async (routine) => {
    if (routine === 'push') backup = server.backup()
    if (routine === 'case_by_code' && backup) server.restore(backup)
    if (routine === 'case_by_code') backup = undefined
  }
  await sync()
  expect(await known()).toEqual([['A', ['report']]])
  server.onRequest = async () => {}
  await sync()
  expect([await known(), await left()]).toEqual([[['A', ['report', 'message']]], [[], 0]])
})

test('a refused report needs help, in its space', async () => {
  await tab.outbox.add([{ kind: 'report.submit', payload: { id: browser.newId(), form: 'ukjent', formVersion: 1, answers: {}, hidePlace: false } }], browser)
  await sync()
  expect((await tab.outbox.visible()).map(({ delivery }) => delivery.state)).toEqual(['needs-help'])
  await next()
  expect(await tab.outbox.visible()).toEqual([])
})

describe('a sender', () => {
  test('has a token past its time renewed', async () => {
    await write('A')
    server.putsOff = () => true
    await sync()
    server.putsOff = () => false
    server.auth.expireTokens()
    expect(await sync()).toEqual(success(undefined))
    expect([writers().length, await left()]).toEqual([1, [[], 0]])
  })

  test('whom the server has forgotten is replaced, when nothing had come through', async () => {
    const id = await write('A')
    server.putsOff = () => true
    await sync()
    server.putsOff = () => false
    forget((await tab.device.senders.toArray())[0]!.uid)
    await sync()
    await sync()
    expect(writers()).toEqual([[], [['report', id]]])
    expect([await known(), await left()]).toEqual([[['A', ['report']]], [[], 0]])
  })

  test('whom the server has forgotten is not replaced for what had come through, although no answer told', async () => {
    const id = await write('A')
    server.onRequest = async (routine) => { if (routine === 'push') return 'lost' }
    await sync()
    server.onRequest = async () => {}
    forget((await tab.device.senders.toArray())[0]!.uid)
    await sync()
    await sync()
    expect(writers()).toEqual([[['report', id]]])
    expect([server.effects.length, await known(), await left()]).toEqual([1, [['A', ['report']]], [[], 0]])
  })

  test('whom the server has forgotten leaves what was refused to another by a new name: no name is ever two people\'s', async () => {
    const report = browser.newId()
    await tab.outbox.add([{ kind: 'report.message', payload: { id: browser.newId(), report, text: 'Om noe annet' } }], browser)
    await sync()
    const [refused] = await tab.outbox.all()
    expect(refused).toMatchObject({ delivery: { state: 'needs-help' } })
    forget(refused!.owner!)
    await say(report)
    await sync()
    await sync()
    const again = (await tab.outbox.all()).find(({ order }) => order === refused!.order)!
    expect(again).toMatchObject({ delivery: { state: 'needs-help' }, payload: refused!.payload })
    expect(again.opId === refused!.opId).toBe(again.owner === refused!.owner)
    expect(again.owner).not.toBe(refused!.owner)
  })

  test('is made once, and not sent from before it is kept, when two tabs are at it', async () => {
    await write('A')
    const other = openTab(`space-${devices}`, server)
    await Promise.all([sync(), other.loop.syncNow()])
    await sync()
    expect([server.effects.length, await left()]).toEqual([1, [[], 0]])
  })
})
