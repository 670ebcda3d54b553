import { expect, test } from 'vitest'
import type { Operation } from './operations.ts'
import type { Delivery, OutboxEntry } from './outbox.ts'
import { layObstacleChanges } from './register-changes.ts'

const copies = [{ epoch: 'e', rev: 10 }, { epoch: 'e', rev: 8 }]
const applied = (rev: number): Delivery => ({ state: 'applied', stream: 'register', epoch: 'e', rev, result: {} })
const entry = (order: number, operation: Operation, delivery: Delivery = { state: 'waiting' }): OutboxEntry =>
  ({ ...operation, order, opId: `op${order}`, owner: 'u', opV: 1, writtenAt: order, delivery, attempts: 0 })
const edit = (fields: object): Operation => ({ kind: 'obstacle.edit', payload: { obstacle: 'a', base: 1, fields } })

test('changes of an obstacle are laid upon each other; what is refused is named and not laid', () => {
  const laid = layObstacleChanges([
    entry(1, edit({ title: 'en', description: 'x' })), entry(2, edit({ title: 'to' })), entry(3, edit({ title: 'nei' }), { state: 'needs-help', code: 'forbidden' }),
    entry(4, { kind: 'obstacle.move', payload: { obstacle: 'a', from: 'assessed', to: 'escalated' } }), entry(5, { kind: 'obstacle.publish', payload: { obstacle: 'a', published: true } }),
  ], copies)
  expect(laid.get('a')).toMatchObject({ fields: { title: 'to', description: 'x' }, status: 'escalated', published: true })
  expect(laid.get('a')!.entries.map(({ delivery: { state } }) => state)).toEqual(['waiting', 'waiting', 'needs-help', 'waiting', 'waiting'])
})

test('a new obstacle stands before the server has it, and reports are none', () => {
  const laid = layObstacleChanges([
    entry(1, { kind: 'obstacle.create', payload: { id: 'a', title: 'Ventetid', description: 'Lang' } }), entry(2, { kind: 'report.withdraw', payload: { report: 'r' } }),
  ], [undefined, undefined])
  expect([...laid.values()]).toMatchObject([{ obstacle: 'a', created: { at: 'device' }, status: 'registered', fields: { title: 'Ventetid' } }])
  expect(laid.get('a')!.fields).not.toHaveProperty('id')
})

test('a change stands until both parts of the register have come as far', () => {
  expect(layObstacleChanges([entry(1, edit({ title: 'x' }), applied(9))], copies).size).toBe(1)
  expect(layObstacleChanges([entry(1, edit({ title: 'x' }), applied(8))], copies).size).toBe(0)
})
