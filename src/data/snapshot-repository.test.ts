import 'fake-indexeddb/auto'
import { afterEach, expect, test } from 'vitest'
import type { FrozenRow } from '../domain/documents.ts'
import { failure, success } from '../domain/result.ts'
import { deviceDatabase as db } from './device-database.ts'
import { Outbox } from './outbox.ts'
import { publicDatabase } from './public-database.ts'
import { findFrozen, findRegisterNow, freezeRegister, keepSnapshot, listNamedProjects, listSnapshots, viewOf } from './snapshot-repository.ts'
import { removeOtherUsers, userDatabase } from './user-database.ts'

const signIn = (uid: string) => db.keepFact('account', { uid, anonymous: false, accessToken: '', refreshToken: '' })
const told = (id: string, name: string, takenAt: string) => ({ id, rev: 1, kind: 'snapshot' as const, slug: id, data: { name, takenAt, obstacles: 2 }, firstPublished: null, updated: '', refs: [] })
const frozen = (id: string, rev: number, kind: FrozenRow['kind'], slug: string, data: object, published = true) => ({ id, rev, kind, slug, published, data }) as FrozenRow

afterEach(async () => {
  await Promise.all([db.outbox, db.facts, publicDatabase.register, publicDatabase.documents].map((table) => table.clear()))
  await removeOtherUsers(undefined)
})

test('those that everyone sees, those of the office and those one has asked for are told, the latest first', async () => {
  await signIn('u')
  await publicDatabase.register.put({ ...told('a', 'Årsrapport 2024', '2024-12-31T11:00:00Z'), firstPublished: '' })
  await userDatabase('u').internal.put(told('b', 'Til styret', '2026-11-26T10:00:00Z'))
  const asked = await freezeRegister('Ny')
  expect(await keepSnapshot('u', 'a', [])).toEqual(success(undefined))
  expect((await listSnapshots()).map(({ id, name, isHere, where }) => [id, name, isHere, where.at])).toEqual([
    [asked.ok && asked.value, 'Ny', false, 'device'], ['b', 'Til styret', false, 'fetched'], ['a', 'Årsrapport 2024', true, 'fetched'],
  ])
})

test('one that has come is told once, also before the outbox has let go of it', async () => {
  await signIn('u')
  const asked = await freezeRegister('Ny')
  const [entry] = await new Outbox(db).all()
  await db.outbox.update(entry!.order, { delivery: { state: 'applied', stream: 'register', epoch: 'e', rev: 7, result: {} } })
  await userDatabase('u').internal.put(told(asked.ok ? asked.value : '', 'Ny', '2026-11-26T10:00:00Z'))
  expect((await listSnapshots()).map(({ name, where }) => [name, where.at])).toEqual([['Ny', 'fetched']])
})

test('what is in one is kept for the user who fetched it, and for no other', async () => {
  await signIn('u')
  await keepSnapshot('u', 'a', [frozen('o', 1, 'obstacle', 'H-2024-1', { number: 'H-2024-1' })])
  expect((await findFrozen('a', '2024-12-31'))?.obstacles.map(({ data }) => data.number)).toEqual(['H-2024-1'])
  expect(await findFrozen('b', '2024-12-31')).toBeUndefined()
  await signIn('v')
  expect(await findFrozen('a', '2024-12-31')).toBeUndefined()
  expect(await keepSnapshot('u', 'a', [])).toEqual(failure('signed-out'))
})

test('one that words have been taken out of since is fetched anew', async () => {
  await signIn('u')
  await userDatabase('u').internal.put(told('b', 'Til styret', '2026-11-26T10:00:00Z'))
  await keepSnapshot('u', 'b', [frozen('o', 1, 'obstacle', 'H-2024-1', { number: 'H-2024-1' })])
  const isHere = async () => [(await listSnapshots())[0]!.isHere, (await findFrozen('b', '2026-11-26')) !== undefined]
  expect(await isHere()).toEqual([true, true])
  await userDatabase('u').internal.update('b', { rev: 2 })
  expect(await isHere()).toEqual([false, false])
  await keepSnapshot('u', 'b', [])
  expect(await isHere()).toEqual([true, true])
})

test('a snapshot reads as the register did: by number, each event once and in order, and how many have reported', () => {
  const event = (id: string, rev: number, at: string, published: boolean) => frozen(id, rev, 'event', id, { obstacle: 'H-2024-2', at, type: 'edited' }, published)
  const view = viewOf([
    frozen('y', 2, 'obstacle', 'H-2024-10', { number: 'H-2024-10' }, false), frozen('x', 1, 'obstacle', 'H-2024-2', { number: 'H-2024-2' }),
    event('late', 3, '2024-02-02', true), event('early', 9, '2024-01-01', false), event('late', 5, '2024-02-02', false),
    frozen('t', 4, 'tally', 'obstacle:H-2024-2', { ref: 'obstacle:H-2024-2', reports: 7 }), frozen('r', 6, 'annexRow', 'rad', { key: 'rad' }),
  ], '2024-12-31')
  expect(view.obstacles.map(({ id, published }) => [id, published])).toEqual([['x', true], ['y', false]])
  expect(view.events.get('H-2024-2')!.map(({ id, published }) => [id, published])).toEqual([['early', false], ['late', false]])
  expect([view.day, view.reports.get('H-2024-2'), view.annexRows]).toEqual(['2024-12-31', 7, [{ key: 'rad' }]])
})

test('the register of now is both its parts, and of a page\'s reports nothing is taken for an obstacle\'s', async () => {
  await signIn('u')
  const row = (id: string, kind: string, slug: string, data: object) => ({ id, rev: 1, kind, slug, data, firstPublished: '', updated: '', refs: [] }) as never
  await publicDatabase.register.bulkPut([
    row('o', 'obstacle', 'H-2026-1', { number: 'H-2026-1' }), row('e', 'event', 'e', { obstacle: 'H-2026-1', at: '2026-01-01', type: 'created' }), row('a', 'annexRow', 'rad', { key: 'rad' }),
    row('t', 'tally', 'obstacle:H-2026-1', { ref: 'obstacle:H-2026-1', reports: 5 }), row('m', 'tally', 'model:x', { ref: 'model:x', reports: 9 }),
  ])
  await userDatabase('u').internal.bulkPut([row('p', 'obstacle', 'H-2026-2', { number: 'H-2026-2' }), row('f', 'event', 'f', { obstacle: 'H-2026-1', at: '2026-02-01', type: 'deadline' })])
  await publicDatabase.documents.put(row('d', 'project', 'sprak', { title: 'Språk', ownerText: 'BBJ' }))
  const view = await findRegisterNow('2026-11-26')
  expect(view.obstacles.map(({ id, published }) => [id, published])).toEqual([['o', true], ['p', false]])
  expect(view.events.get('H-2026-1')!.map(({ id, published }) => [id, published])).toEqual([['e', true], ['f', false]])
  expect([...view.reports]).toEqual([['H-2026-1', 5]])
  expect(await listNamedProjects()).toEqual([{ slug: 'sprak', title: 'Språk', ownerText: 'BBJ' }])
})

test('what documents are made of is the same whatever stands in the office\'s inbox, and however many have reported where', async () => {
  await signIn('u')
  const row = (id: string, kind: string, slug: string, data: object) => ({ id, rev: 1, kind, slug, data, firstPublished: '', updated: '', refs: [] }) as never
  await publicDatabase.register.bulkPut([row('o', 'obstacle', 'H-2026-1', { number: 'H-2026-1' }), row('t', 'tally', 'obstacle:H-2026-1', { ref: 'obstacle:H-2026-1', reports: 5 })])
  const before = await findRegisterNow('2026-11-26')
  const report = (n: number) => ({ report: `r${n}`, number: `M-2026-${n}`, form: 'hindring', status: 'connected', obstacle: 'H-2026-1', place: { workplace: `Lia ${n}`, district: 'BAL', service: 'skole' }, sentAt: '', messages: [], events: [] })
  await userDatabase('u').inbox.bulkPut([1, 2, 3].map((n) => row(`c${n}`, 'case', `M-2026-${n}`, report(n))))
  await publicDatabase.register.put(row('c', 'reportCount', '2026/BAL/skole', { year: 2026, district: 'BAL', service: 'skole', reports: 5 }))
  expect(await findRegisterNow('2026-11-26')).toEqual(before)
})
