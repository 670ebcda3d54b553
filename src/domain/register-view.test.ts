import { expect, test } from 'vitest'
import type { RegisterRow } from './documents.ts'
import type { Operation } from './operations.ts'
import type { Delivery, OutboxEntry } from './outbox.ts'
import { layEvents, layObstacleChanges, layRegister } from './register-changes.ts'

const entry = (order: number, operation: Operation, delivery: Delivery = { state: 'waiting' }): OutboxEntry =>
  ({ ...operation, order, opId: `op${order}`, owner: 'u', opV: 1, writtenAt: order, delivery, attempts: 0 })
const changed = (...entries: OutboxEntry[]) => layObstacleChanges(entries, [undefined, undefined])
const row = (id: string, rev: number, data: object = {}) =>
  ({ id, rev, kind: 'obstacle', slug: `H-${id}`, data: { number: `H-${id}`, title: id, bodies: [], addressedTo: [], status: 'assessed', ...data }, firstPublished: '', updated: '' }) as unknown as RegisterRow<'obstacle'>
const body = (id: string) => ({ id, rev: 1, kind: 'body', slug: id, data: { id, name: id.toUpperCase(), level: 'state' }, firstPublished: '', updated: '' }) as unknown as RegisterRow<'body'>
const event = (id: string, at: string, rev: number, data: object = {}) =>
  ({ id, rev, kind: 'event', slug: id, data: { obstacle: 'H-a', obstacleId: 'a', type: 'edited', by: { role: 'office' }, at, ...data }, firstPublished: null, updated: '' }) as unknown as RegisterRow<'event'>

test('the register holds each obstacle once, as the later of its two parts has it', () => {
  expect(layRegister([row('a', 3)], [row('a', 5), row('b', 4)], new Map(), []).map(({ id, rev, published }) => [id, rev, published])).toEqual([['a', 5, false], ['b', 4, false]])
  expect(layRegister([row('a', 7)], [row('a', 5)], new Map(), [])).toMatchObject([{ rev: 7, published: true }])
})

test('what one has done shows at once: words, names of bodies, who it was lifted to, what it was merged into', () => {
  const changes = changed(
    entry(1, { kind: 'obstacle.edit', payload: { obstacle: 'a', base: 1, fields: { title: 'Ny', bodyIds: ['nav'] } } }),
    entry(2, { kind: 'obstacle.escalate', payload: { id: 'e', obstacle: 'a', bodies: ['nav'], date: '2026-11-26' } }),
    entry(3, { kind: 'obstacle.merge', payload: { obstacle: 'b', into: 'a' } }),
  )
  const [a, b] = layRegister([row('a', 1), row('b', 1)], [], changes, [body('nav')])
  expect(a!.data).toMatchObject({ title: 'Ny', bodies: [{ id: 'nav', name: 'NAV' }], addressedTo: ['nav'], status: 'escalated' })
  expect(b!.data.mergedInto).toBe('H-a')
  const [, parted] = layRegister([row('a', 1), row('b', 1, { mergedInto: 'H-a' })], [], changed(entry(1, { kind: 'obstacle.part', payload: { obstacle: 'b' } })), [])
  expect(parted!.data.mergedInto).toBeUndefined()
})

test('a new obstacle has no number until the server has answered', () => {
  const create: Operation = { kind: 'obstacle.create', payload: { id: 'n', title: 'Kø', description: 'Lang', cleared: ['1'] } }
  expect(layRegister([], [], changed(entry(1, create)), [])).toMatchObject([{ id: 'n', rev: 0, published: false, data: { number: '', title: 'Kø', status: 'registered' } }])
  expect(layRegister([], [], changed(entry(1, create, { state: 'applied', stream: 'register', epoch: 'e', rev: 9, result: { number: 'H-2026-9' } })), [])[0]!.data.number).toBe('H-2026-9')
})

test('what was done stands in the order it was told, one\'s own last, and each once', () => {
  const changes = changed(
    entry(1, { kind: 'obstacle.follow-up', payload: { id: 'e3', obstacle: 'a', way: 'veiledning', text: 'Kurs', date: '2026-11-26', public: true } }),
    entry(2, { kind: 'obstacle.move', payload: { obstacle: 'a', from: 'registered', to: 'assessed' } }),
  ).get('a')
  const lift: Operation = { kind: 'obstacle.escalate', payload: { id: 'e9', obstacle: 'a', bodies: ['nav'], date: '2026-11-26', due: '2027-01-31' } }
  expect(layEvents([], changed(entry(1, lift)).get('a'), { role: 'office' })).toMatchObject([{ type: 'escalated', id: 'e9' }, { type: 'deadline', body: 'nav', due: '2027-01-31' }])
  expect(layEvents([event('e9', '2026-01-01', 1, { type: 'escalated' })], changed(entry(1, lift)).get('a'), { role: 'office' })).toHaveLength(1)
  const rows = [event('e2', '2026-01-02', 9), event('e1', '2026-01-01', 12), event('e3', '2026-01-03', 10, { type: 'followed-up', way: 'veiledning' })]
  expect(layEvents(rows, changes, { role: 'office' }).map(({ id, where: { at } }) => [id, at])).toEqual([['e1', 'fetched'], ['e2', 'fetched'], ['e3', 'fetched'], ['op2', 'device']])
})
