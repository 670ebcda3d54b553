import 'fake-indexeddb/auto'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { deviceDatabase as db } from './device-database.ts'
import { toggleFollow } from './follow-repository.ts'
import { findKnown, findNew, findSeen, keepNews, keepSeen, listTold, seeSoFar } from './happenings-repository.ts'
import { Outbox } from './outbox.ts'
import { publicDatabase } from './public-database.ts'
import { forgetSeen } from './seen.ts'
import { removeOtherUsers, userDatabase } from './user-database.ts'

const day = (n: number, month = 11) => `2026-${String(month).padStart(2, '0')}-${String(n).padStart(2, '0')}T08:00:00+00:00`
const today = '2026-11-20'
let revs = 0
const row = (kind: string, id: string, slug: string, data: object, at: string, refs: string[] = []) =>
  ({ id, rev: revs += 1, epoch: 'e', kind, slug, data, firstPublished: at, updated: at, refs }) as never
const obstacle = (n: number, more: object = {}) => row('obstacle', `o${n}`, `H-${n}`, { number: `H-${n}`, title: `Hindring ${n}`, status: 'escalated', organisations: ['BAL'], addressedTo: ['hls'], ...more }, day(1))
const event = (id: string, n: number, at: string, more: object = {}) => row('event', id, id, { obstacle: `H-${n}`, obstacleId: `o${n}`, type: 'moved', to: 'following-up', at, by: { role: 'office' }, ...more }, at, [`obstacle:H-${n}`])
const role = (data: object) => row('role', 'role', 'role', data, day(1))
const cursor = (stream: string, newest: string) => ({ stream, epoch: 'e', rev: 1, held: 1, digest: 0, newest: Date.parse(newest) }) as never
const user = () => userDatabase('u')
const signIn = (uid = 'u', anonymous = false) => db.keepFact('account', { uid, anonymous, accessToken: '', refreshToken: '' })
const told = async () => (await listTold(today, await findSeen(await findKnown()))).told.map(({ happenings, isNew }) => `${happenings.map(({ id }) => id).join('+')}${isNew ? ' new' : ''}`)
const countNew = async (on: string) => (await findNew(on))?.count
async function look() {
  const { all, known } = await listTold(today, await findSeen(await findKnown()))
  await keepSeen(all, known)
}

beforeEach(async () => {
  await publicDatabase.cursors.bulkPut([cursor('register', day(15))])
  await publicDatabase.register.bulkPut([obstacle(1), obstacle(2, { mergedInto: 'H-1' }), event('old', 1, day(1, 6)), event('a', 1, day(10)), event('b', 3, day(11))])
})
afterEach(async () => {
  await user().delete()
  await Promise.all([...db.tables, ...publicDatabase.tables].map((table) => table.clear()))
  await removeOtherUsers(undefined)
})

describe('who has no account', () => {
  test('is told nothing, until they follow something: then what happens after that, also where it was merged to, and once', async () => {
    expect([await countNew(today), await told()]).toEqual([undefined, []])
    await seeSoFar('H-2')
    await toggleFollow('H-2', 1)
    expect([await countNew(today), await told()]).toEqual([0, ['a']])
    await publicDatabase.register.put(event('c', 1, day(16)))
    expect([await countNew(today), await told()]).toEqual([1, ['c new', 'a']])
    await look()
    expect([await countNew(today), await told()]).toEqual([0, ['a+c']])
    await toggleFollow('H-2', 1)
    expect([await countNew(today), await told()]).toEqual([undefined, []])
  })

  test('is not told it anew when they report something, and when they sign in', async () => {
    await seeSoFar('H-1')
    await toggleFollow('H-1', 1)
    await publicDatabase.register.put(event('c', 1, day(16)))
    await look()
    for (const uid of ['anonym', 'konto']) {
      await signIn(uid)
      expect(await countNew(today), uid).toBe(0)
    }
  })

  test('begins anew in another space of a shared device', async () => {
    await db.keepFact('shared', { lockAfter: 5, space: 'space:a', locked: false })
    await toggleFollow('H-1', 1)
    await look()
    expect(await countNew(today)).toBe(0)
    await db.keepFact('shared', { lockAfter: 5, space: 'space:b', locked: false })
    expect(await countNew(today)).toBe(1)
  })
})

describe('who is signed in', () => {
  beforeEach(() => signIn())

  test('is told what became of their reports, until they have seen it', async () => {
    await user().mine.bulkAdd([row('report', 'r', 'M-1', { number: 'M-1', form: 'hindring', answers: {}, status: 'read', sentAt: day(2) }, day(2)), row('event', 'e', 'e', { report: 'r', type: 'read', at: day(3) }, day(3))])
    await user().cursors.put(cursor('mine', day(3)))
    expect(await told()).toEqual([`r read ${day(3)} new`])
    await look()
    expect(await countNew(today)).toBe(0)
    await forgetSeen(db, 'u')
    expect(await db.fact('seen')).toBeUndefined()
  })

  test('and of the office, is told of reports and of all that others do, and not of what they did from here', async () => {
    await user().mine.add(role({ role: 'office' }))
    await user().inbox.add(row('case', 'c', 'M-2', { report: 'x', number: 'M-2', form: 'hindring', answers: {}, status: 'received', sentAt: day(12), messages: [], events: [] }, day(12)))
    await user().cursors.put(cursor('inbox', day(14)))
    const mine = event('mine', 1, day(13))
    await user().internal.bulkAdd([mine, event('mine too', 1, day(13), { type: 'deadline' }), event('theirs', 1, day(14))])
    const outbox = new Outbox(db)
    await outbox.add([{ kind: 'obstacle.move', payload: { obstacle: 'o1', from: 'escalated', to: 'following-up' } }], { now: () => 1, newId: () => 'op' })
    await outbox.record('u', [{ opId: 'op', status: 'applied', stream: 'register', epoch: 'e', rev: (mine as { rev: number }).rev, result: {} }], 1)
    expect(await told()).toEqual(['a+theirs new', 'x new', 'b new'])
    const reached = { epoch: 'e', rev: 1_000_000 }
    await keepNews({ ...(await findNew(today))!, copies: [reached, reached] })
    await user().internal.bulkPut([event('mine', 1, day(13)), event('mine too', 1, day(13), { type: 'deadline' })])
    expect(await told(), 'nor when it is sent again').toEqual(['a+theirs new', 'x new', 'b new'])
    await signIn('annen')
    expect((await db.fact('doings'))!.u).toEqual({ sought: [], found: ['mine', 'mine too'] })
  })

  test('and answers for a body, is told what is asked of them, and that the day to answer by is near or gone', async () => {
    await user().mine.add(role({ role: 'recipient', body: 'hls' }))
    await user().cursors.put(cursor('internal', day(15)))
    const hls = { id: 'hls', name: 'Helse', level: 'municipality' }
    await user().internal.bulkAdd([event('lifted', 1, day(1), { type: 'escalated', bodies: [hls] }), event('due', 1, day(2), { type: 'deadline', body: 'hls', due: '2026-11-19' }), event('other', 1, day(2), { type: 'deadline', body: 'nav', due: '2026-11-19' })])
    expect(await told()).toEqual(['lifted+due+due passed new'])
    await user().internal.add(event('answer', 1, day(18), { type: 'followed-up', way: 'svar', body: 'hls' }))
    expect(await told()).toEqual(['lifted+due new'])
  })

  test('begins to look when the device first holds anything, and misses nothing for waiting', async () => {
    await keepSeen([], await findKnown())
    await user().mine.add(role({ role: 'developer', organisation: 'BAL' }))
    await publicDatabase.register.put(event('late', 1, day(30, 12)))
    await publicDatabase.cursors.put(cursor('register', day(30, 12)))
    expect(await told(), 'more than a month has passed since').toEqual(['a+late new'])
  })

  test('costs nobody a reading of all that ever happened', async () => {
    await user().mine.add(role({ role: 'office' }))
    await user().cursors.put(cursor('mine', day(15)))
    await user().internal.bulkAdd(Array.from({ length: 500 }, (_, n) => event(`past ${n}`, 1, day(1, 1))))
    let read = 0
    const count = (one: unknown) => { read += 1; return one }
    user().internal.hook('reading', count)
    const { all } = await listTold(today, await findSeen(await findKnown()))
    user().internal.hook('reading').unsubscribe(count)
    expect([all.map(({ id }) => id).sort(), read]).toEqual([['a', 'b'], 0])
  })

  test('has seen it only once, though two tabs show it at the same time', async () => {
    await user().mine.add(role({ role: 'office' }))
    const { all, known } = await listTold(today, await findSeen(await findKnown()))
    await Promise.all(all.map((one) => keepSeen([one], known)))
    expect(Object.keys((await db.fact('seen'))!.u!.told).sort()).toEqual(['a', 'b'])
    const writing = vi.spyOn(db, 'keepFact')
    await keepSeen(all, known)
    expect(writing, 'what changes nothing is not written').not.toHaveBeenCalled()
    writing.mockRestore()
  })
})
