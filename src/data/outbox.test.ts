import 'fake-indexeddb/auto'
import { Dexie } from 'dexie'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Answer, Applied, Operation } from '../domain/operations.ts'
import { DeviceDatabase } from './device-database.ts'
import { Outbox } from './outbox.ts'

let db: DeviceDatabase
let outbox: Outbox
let devices = 0
let ids = 0
const writing = { now: () => 1000, newId: () => `id-${ids += 1}` }
beforeEach(() => {
  ids = 0
  db = new DeviceDatabase(`outbox-${devices += 1}`)
  outbox = new Outbox(db)
})

const submit = (id: string): Operation => ({ kind: 'report.submit', payload: { id, form: 'hindring', formVersion: 1, answers: { tekst: 'Døra er stengt' }, hidePlace: false } })
const edit = (base: number, fields: object): Operation => ({ kind: 'obstacle.edit', payload: { obstacle: 'o', base, fields } })
const applied = (rev: number, epoch = 'e', stream: Applied['stream'] = 'mine'): Applied => ({ status: 'applied', stream, epoch, rev, result: { number: 'M-2026-1' } })
const signIn = (uid: string) => db.keepFact('account', { uid, anonymous: false, accessToken: '', refreshToken: '' })
const states = async () => (await outbox.all()).map(({ opId, delivery }) => `${opId} ${delivery.state}`)
const record = (...answers: Answer[]) => outbox.record('u', answers, 5000)

describe('what was done in one stroke', () => {
  const create: Operation = { kind: 'obstacle.create', payload: { id: 'o', title: 'Tolk mangler', description: 'Det er for få.' } }
  const connect = (report: string): Operation => ({ kind: 'case.connect', payload: { report, obstacle: 'o', seen: { status: 'read' } } })
  const draft = { id: 'obstacle.create:r', form: 'obstacle.create', formVersion: 1, answers: { title: 'Tolk mangler' }, updated: 1 }

  test('is undone together, and its words are a draft again', async () => {
    await signIn('u')
    await outbox.add([submit('other')], writing)
    const done = await outbox.enter([create, connect('r')], writing)
    expect(await outbox.undo(done, draft)).toBe(true)
    expect((await outbox.all()).map(({ kind }) => kind)).toEqual(['report.submit'])
    expect(await db.drafts.toArray()).toEqual([{ ...draft, owner: 'u' }])
  })

  test('is left as it is when some of it has been sent, is answered, or is gone', async () => {
    for (const happen of [
      async () => outbox.markSent((await outbox.all()).slice(0, 1)),
      async () => { await signIn('u'); await outbox.bind('u'); await record({ opId: (await outbox.all())[1]!.opId, ...applied(3) }) },
      async () => outbox.giveUp((await outbox.all())[0]!.opId),
    ]) {
      await db.outbox.clear()
      const done = await outbox.enter([create, connect('r')], writing)
      await happen()
      const before = await outbox.all()
      expect(await outbox.undo(done, draft)).toBe(false)
      expect(await outbox.all()).toEqual(before)
      expect(await db.drafts.count()).toBe(0)
    }
  })

  test('but for the obstacle that another report has been connected to since', async () => {
    const done = await outbox.enter([create, connect('r')], writing)
    await outbox.add([connect('s')], writing)
    expect(await outbox.undo(done)).toBe(true)
    expect((await outbox.all()).map(({ kind, payload }) => [kind, 'report' in payload && payload.report])).toEqual([['obstacle.create', false], ['case.connect', 's']])
  })
})

describe('what is written', () => {
  test('is in the outbox and no longer a draft, in one stroke', async () => {
    await db.drafts.add({ id: 'd', owner: null, form: 'hindring', formVersion: 1, answers: {}, updated: 1 })
    await outbox.add([submit('r')], writing, 'd')
    expect(await db.drafts.count()).toBe(0)
    expect(await outbox.all()).toMatchObject([{ opId: 'id-1', owner: null, kind: 'report.submit', opV: 1, writtenAt: 1000, delivery: { state: 'waiting' }, attempts: 0 }])
  })

  test('is a draft still when the outbox had no room', async () => {
    await db.drafts.add({ id: 'd', owner: null, form: 'hindring', formVersion: 1, answers: {}, updated: 1 })
    db.outbox.hook('creating', () => { throw new Dexie.AbortError('aborted', new DOMException('no room', 'QuotaExceededError')) })
    await expect(outbox.add([submit('r')], writing, 'd')).rejects.toThrow()
    expect([await db.drafts.count(), await db.outbox.count()]).toEqual([1, 0])
  })

  test('keeps its order whatever the clock says, also after others have left', async () => {
    await outbox.add([submit('a')], { ...writing, now: () => 9000 })
    await outbox.giveUp('id-1')
    await outbox.add([submit('b')], { ...writing, now: () => 2000 })
    await outbox.add([submit('c')], { ...writing, now: () => -1 })
    expect((await outbox.all()).map(({ order }) => order)).toEqual([2, 3])
  })

  test('belongs to who is signed in; else to nobody, until it is bound, once for all', async () => {
    await outbox.add([submit('a')], writing)
    await signIn('u')
    await outbox.add([submit('b')], writing)
    await outbox.bind('u')
    await outbox.bind('v')
    expect((await outbox.of('u')).length).toBe(2)
    await signIn('v')
    expect(await outbox.visible(), 'another user of the device does not see it').toEqual([])
  })
})

describe('an answer', () => {
  beforeEach(async () => {
    await signIn('u')
    await outbox.add([submit('a'), submit('b'), submit('c'), submit('d')], writing)
  })

  test('is written down for each, and confirms; only what is put off still waits', async () => {
    const after = await record(
      { opId: 'id-1', ...applied(3) }, { opId: 'id-2', status: 'rejected', code: 'invalid', field: 'answers', fields: { hva: 'required' } },
      { opId: 'id-3', status: 'duplicate', first: applied(2) }, { opId: 'id-4', status: 'retry', after: 30 },
    )
    expect(after).toBe(30)
    expect(await states()).toEqual(['id-1 applied', 'id-2 needs-help', 'id-3 applied', 'id-4 waiting'])
    expect((await outbox.all())[1]!.delivery).toEqual({ state: 'needs-help', code: 'invalid', field: 'answers', fields: { hva: 'required' } })
    expect((await db.fact('account'))?.confirmedAt).toBe(5000)
  })

  test('that comes late, or for another user, changes nothing', async () => {
    await record({ opId: 'id-1', ...applied(3) })
    await record({ opId: 'id-1', status: 'rejected', code: 'invalid' }, { opId: 'gone', ...applied(4) })
    await outbox.record('v', [{ opId: 'id-2', ...applied(5) }], 0)
    expect(await states()).toEqual(['id-1 applied', 'id-2 waiting', 'id-3 waiting', 'id-4 waiting'])
  })

  test('lets an entry go only when the base of that epoch has come as far', async () => {
    await record({ opId: 'id-1', ...applied(3) }, { opId: 'id-2', ...applied(8) })
    await outbox.settle('u', 'mine', [{ epoch: 'e', rev: 5 }])
    await outbox.settle('v', 'mine', [{ epoch: 'e', rev: 9 }])
    expect(await states()).toEqual(['id-2 applied', 'id-3 waiting', 'id-4 waiting'])
  })

  test('about the register stands until both of its parts have come as far', async () => {
    await record({ opId: 'id-1', ...applied(3, 'e', 'register') })
    await outbox.settle('u', 'register', [{ epoch: 'e', rev: 3 }, { epoch: 'e', rev: 2 }])
    await outbox.settle('u', 'register', [{ epoch: 'e', rev: 3 }, { epoch: 'old', rev: 3 }])
    await outbox.settle('u', 'mine', [{ epoch: 'e', rev: 3 }])
    expect((await states())[0]).toBe('id-1 applied')
    await outbox.settle('u', 'register', [{ epoch: 'e', rev: 3 }, { epoch: 'e', rev: 4 }])
    expect((await states())[0]).toBe('id-2 waiting')
  })

  test('from before a restore sends it again, and counts as the server answers now', async () => {
    await record({ opId: 'id-1', ...applied(3) }, { opId: 'id-2', ...applied(4) })
    await outbox.settle('u', 'mine', [{ epoch: 'restored', rev: 2 }])
    expect(await states()).toEqual(['id-1 waiting', 'id-2 waiting', 'id-3 waiting', 'id-4 waiting'])
    await record({ opId: 'id-1', status: 'duplicate', first: applied(2, 'restored') }, { opId: 'id-2', ...applied(9, 'restored') })
    await outbox.settle('u', 'mine', [{ epoch: 'restored', rev: 5 }])
    expect(await states()).toEqual(['id-2 applied', 'id-3 waiting', 'id-4 waiting'])
  })
})

describe('what needs help', () => {
  test('is sent again on a word, by a new id and in its old place', async () => {
    await signIn('u')
    await outbox.add([submit('a'), submit('b')], writing)
    await record({ opId: 'id-1', status: 'rejected', code: 'unexpected' })
    await outbox.tryAgain('id-1', writing)
    expect(await states()).toEqual(['id-3 waiting', 'id-2 waiting'])
    await outbox.tryAgain('id-3', writing)
    expect((await states())[0], 'what waits already needs no word').toBe('id-3 waiting')
  })

  test('after a conflict stands on what the other has written', async () => {
    await signIn('u')
    await outbox.add([edit(5, { title: 'min' }), { kind: 'obstacle.move', payload: { obstacle: 'o', from: 'assessed', to: 'closed', reason: 'x' } }], writing)
    await record(
      { opId: 'id-1', status: 'conflict', fields: { title: { mine: 'min', theirs: 'deres', rev: 8 } } },
      { opId: 'id-2', status: 'conflict', fields: { status: { mine: 'closed', theirs: 'escalated', rev: 9 } } },
    )
    await outbox.tryAgain('id-1', writing)
    await outbox.tryAgain('id-2', writing)
    expect((await outbox.all()).map(({ payload }) => payload)).toMatchObject([{ base: 8 }, { from: 'escalated' }])
  })
})

test('a lost user\'s work is released on a word: nobody\'s again and by new ids, but not what was confirmed', async () => {
  await signIn('u')
  await outbox.add([submit('a'), submit('b')], writing)
  await db.drafts.add({ id: 'd', owner: 'u', form: 'hindring', formVersion: 1, answers: {}, updated: 1 })
  await record({ opId: 'id-1', ...applied(3) })
  await outbox.release('u', writing)
  expect((await outbox.all()).map(({ opId, owner }) => [opId, owner])).toEqual([['id-1', 'u'], ['id-3', null]])
  expect((await db.drafts.get('d'))?.owner).toBeNull()
})

describe('an upgrade', () => {
  class Before extends Dexie {
    constructor(name: string) {
      super(name)
      this.version(1).stores({ positions: 'key, at', bookmarks: 'key, at', notes: 'id, key, at', ticks: 'id, key' })
    }
  }
  class Later extends DeviceDatabase {
    constructor(name: string) {
      super(name)
      this.version(5).stores({ more: 'id' })
    }
  }

  test('to drafts and outbox keeps the notes, and is not blocked by a tab that still runs the build before', async () => {
    const other = new Before(db.name)
    await other.table('notes').add({ id: 'n', key: 'model:a', section: 's', text: 'husk', at: 1 })
    expect(other.isOpen()).toBe(true)
    await outbox.add([submit('a')], writing)
    expect([await db.notes.count(), await db.outbox.count()]).toEqual([1, 1])
    await other.table('notes').add({ id: 'm', key: 'model:a', section: 's', text: 'også', at: 2 })
    expect(await db.notes.count(), 'and the other tab goes on').toBe(2)
  })

  test('with a full outbox keeps every entry in its place', async () => {
    await outbox.add(Array.from({ length: 300 }, (_, n) => submit(`r${n}`)), writing)
    const before = await outbox.all()
    const later = new Later(db.name)
    expect(await new Outbox(later).all()).toEqual(before)
    await new Outbox(later).add([submit('last')], writing)
    expect((await later.outbox.toArray()).at(-1)!.order).toBe(301)
  })
})
