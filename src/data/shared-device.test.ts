import 'fake-indexeddb/auto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { isVisibleTo } from '../domain/shared-device.ts'
import { DeviceDatabase } from './device-database.ts'
import { Outbox } from './outbox.ts'
import { keepPlaceIn, placeIn } from './places.ts'
import { SharedSpaces } from './shared-device.ts'

const db = new DeviceDatabase('shared-test')
const spaces = new SharedSpaces(db)
const outbox = new Outbox(db)
let ids = 0
const writing = { now: () => 1, newId: () => `id-${ids += 1}` }
const account = (uid: string, anonymous = false) => ({ uid, anonymous, accessToken: 'a', refreshToken: 'r' })
const write = () => outbox.add([{ kind: 'report.submit', payload: { id: writing.newId(), form: 'hindring', formVersion: 1, answers: {}, hidePlace: false } }], writing)
const draft = async (id: string, code?: string) => db.drafts.put({ id, owner: await outbox.ownerOf(), form: 'hindring', formVersion: 1, answers: {}, code, updated: 1 })
const drafts = async () => (await db.drafts.toArray()).filter(isVisibleTo(await db.present())).map(({ id }) => id)
const space = async () => (await db.fact('shared'))!.space
const note = (text: string) => db.notes.put({ id: text, key: 'model:a', section: 's', text, at: 1 })
const notes = async () => (await db.notes.toArray()).map(({ text }) => text)

beforeEach(() => spaces.share(5, writing))
afterEach(() => Promise.all(db.tables.map((table) => table.clear())))

test('what one wrote or left is not seen by the next, and is all there when it is locked', async () => {
  await write()
  await draft('d1', 'KODE1')
  await note('mitt')
  await keepPlaceIn(db, { workplace: 'Lia barnehage' })
  await db.keepFact('pendingCode', { email: 'kari@oslo.no', way: 'sign-in', sentAt: 1 })
  await db.keepFact('joining', { code: 'UNG-1942' })
  await db.keepFact('joinedBy', { samling: 'UNG-1942' })
  await db.keepFact('hosted', { uid: 'u', codes: {} })
  await spaces.lock(writing)
  expect([await db.fact('joining'), await db.fact('joinedBy'), await db.fact('hosted')]).toEqual([undefined, undefined, undefined])
  expect(await db.fact('shared')).toMatchObject({ locked: true, lockAfter: 5 })
  await spaces.begin()
  expect([await outbox.visible(), await drafts(), await notes(), await placeIn(db), await db.fact('pendingCode')]).toEqual([[], [], [], {}, undefined])
  await draft('d2')
  await note('ditt')
  expect([await drafts(), await db.drafts.count(), await db.outbox.count()]).toEqual([['d2'], 2, 1])
})

test('the views one has saved go aside with one, and come back', async () => {
  await draft('d1', 'KODE1')
  await db.views.put({ name: 'Våre', query: 'bydel=BAL', at: 1 })
  await spaces.lock(writing)
  await spaces.begin()
  expect(await db.views.count()).toBe(0)
  await spaces.open('KODE1')
  expect(await db.views.toArray()).toEqual([{ name: 'Våre', query: 'bydel=BAL', at: 1 }])
})

test('a code opens its space again, with all that was left there', async () => {
  await write()
  await draft('d1', 'KODE1')
  await note('mitt')
  await keepPlaceIn(db, { workplace: 'Lia barnehage' })
  const own = await space()
  await spaces.lock(writing)
  await spaces.begin()
  await note('ditt')
  const next = await space()
  expect(await spaces.open('ANNEN')).toBe(false)
  expect(await space()).toBe(next)
  expect(await spaces.open('KODE1')).toBe(true)
  expect([await space(), (await outbox.visible()).length, await drafts(), await notes(), await placeIn(db)]).toEqual([own, 1, ['d1'], ['mitt'], { workplace: 'Lia barnehage' }])
  await spaces.open('KODE1')
  expect(await notes(), 'nor is anything lost by opening it twice').toEqual(['mitt'])
})

test('nobody is told what the one before them follows, and who comes back follows it still', async () => {
  await draft('d1', 'KODE1')
  await db.follows.put({ number: 'H-2024-16', at: 1 })
  await spaces.lock(writing)
  await spaces.begin()
  expect(await db.follows.count()).toBe(0)
  await db.follows.put({ number: 'H-2024-17', at: 1 })
  await spaces.open('KODE1')
  expect((await db.follows.toArray()).map(({ number }) => number)).toEqual(['H-2024-16'])
})

test('what was put away before one could follow anything is taken out again', async () => {
  await draft('d1', 'KODE1')
  await note('mitt')
  const own = await space()
  await spaces.lock(writing)
  await db.putAway.update(own, { follows: undefined })
  await spaces.open('KODE1')
  expect(await notes()).toEqual(['mitt'])
})

test('locking signs out, and leaves what was not sent to who wrote it', async () => {
  await db.keepFact('account', account('kari'))
  await write()
  expect(await spaces.lock(writing)).toMatchObject({ uid: 'kari' })
  expect([await db.fact('account'), await outbox.visible(), (await outbox.of('kari')).length]).toEqual([undefined, [], 1])
})

test('locking twice, from two tabs, is locking once', async () => {
  await draft('d1', 'KODE1')
  await note('mitt')
  await Promise.all([spaces.lock(writing), spaces.lock(writing)])
  await spaces.open('KODE1')
  expect(await notes()).toEqual(['mitt'])
})

test('what is written by a draft stays whose the draft was, also when the device is locked in between', async () => {
  await draft('d1', 'KODE1')
  const own = await space()
  await spaces.lock(writing)
  await outbox.add([{ kind: 'report.submit', payload: { id: 'r', form: 'hindring', formVersion: 1, answers: {}, hidePlace: false } }], writing, 'd1')
  expect((await outbox.all()).map(({ owner }) => owner)).toEqual([own])
})

test('what nobody had bound before is not given to who signs in on a shared device', async () => {
  await db.drafts.put({ id: 'før', owner: null, form: 'hindring', formVersion: 1, answers: {}, updated: 1 })
  await db.keepFact('account', account('kari'))
  await outbox.bind('kari')
  expect([(await db.drafts.get('før'))!.owner, await drafts()]).toEqual([null, []])
})

test('what is brought in a file is theirs who brings it', async () => {
  await outbox.take([], [{ id: 'fil', owner: null, form: 'hindring', formVersion: 1, answers: {}, updated: 1 }])
  expect(await drafts()).toEqual(['fil'])
  await spaces.lock(writing)
  expect(await drafts()).toEqual([])
})

describe('the device\'s own user', () => {
  beforeEach(() => Promise.all(db.tables.map((table) => table.clear())))

  test('is set aside while it is shared, with drafts and notes, and is back afterwards', async () => {
    await db.keepFact('account', account('anonym', true))
    await draft('før')
    await note('før')
    expect(await spaces.share(5, writing)).toBe(true)
    expect([await db.fact('account'), await drafts(), await notes()]).toEqual([undefined, [], []])
    await note('delt')
    await spaces.unshare()
    expect([(await db.fact('account'))?.uid, await drafts(), await notes(), await db.fact('shared'), await db.fact('aside')]).toEqual(['anonym', ['før'], ['før'], undefined, undefined])
  })

  test('must have sent everything first', async () => {
    await write()
    expect(await spaces.share(5, writing)).toBe(false)
    expect(await db.fact('shared')).toBeUndefined()
  })
})

test('afterwards what was left in a space is theirs who has its code', async () => {
  await draft('d1', 'KODE1')
  await write()
  await spaces.unshare()
  expect([await drafts(), await outbox.visible()]).toEqual([[], []])
  expect(await spaces.open('KODE1')).toBe(true)
  expect(await drafts()).toEqual(['d1'])
})
