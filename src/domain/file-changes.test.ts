import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { layFiles, type CarriedRow } from './file-changes.ts'
import type { CarriedFile } from './files.ts'
import type { Operation } from './operations.ts'
import type { Delivery, OutboxEntry } from './outbox.ts'

const carried = (id: string, more: Partial<CarriedFile> = {}): CarriedFile =>
  ({ ref: 'seminar:a', title: id, name: `${id}.pdf`, type: 'application/pdf', bytes: 10, sha256: id, place: 1, open: false, ...more })
const row = (id: string, more: Partial<CarriedFile> = {}, rev = 1): CarriedRow => ({ id, rev, data: carried(id, more) })
const waiting: Delivery = { state: 'waiting' }
const refused: Delivery = { state: 'needs-help', code: 'forbidden' }
let order = 0
const entry = (operation: Operation, delivery: Delivery = waiting): OutboxEntry => ({ ...operation, order: order += 1, opId: `op-${order}`, owner: 'me', opV: 1, writtenAt: 0, attempts: 0, delivery } as OutboxEntry)
const add = (id: string, delivery?: Delivery) => {
  const { ref, title, name, type, bytes, sha256, open } = carried(id)
  return entry({ kind: 'file.add', payload: { id, ref, title, name, type, bytes, sha256, open } }, delivery)
}
const shown = (rows: CarriedRow[], entries: OutboxEntry[] = []) => layFiles(rows, entries, []).map(({ id, title, place, open, unsent }) => [id, title, place, open, unsent])

describe('the files of a page', () => {
  test('stand in their order, and of one that is in two places the newer is shown', () => {
    expect(shown([row('b', { place: 2 }), row('a'), row('b', { place: 3, open: true }, 5)])).toEqual([['a', 'a', 1, false, undefined], ['b', 'b', 3, true, undefined]])
  })
  test('have with them what one has added, last, also when the server will not have it', () => {
    expect(shown([row('a', { place: 4 })], [add('b'), add('c', refused)])).toEqual([['a', 'a', 4, false, undefined], ['b', 'b', 5, false, 'waiting'], ['c', 'c', 6, false, 'needs-help']])
  })
  test('are as one has changed them, but for what was refused', () => {
    expect(shown([row('a'), row('b', { place: 2 }), row('c', { place: 3 })], [
      entry({ kind: 'file.edit', payload: { file: 'a', title: 'Ny', place: 9 } }), entry({ kind: 'file.remove', payload: { file: 'b' } }),
      entry({ kind: 'file.open', payload: { file: 'c' } }), entry({ kind: 'file.edit', payload: { file: 'c', title: 'Nei' } }, refused), entry({ kind: 'file.remove', payload: { file: 'c' } }, refused),
    ])).toEqual([['c', 'c', 3, true, undefined], ['a', 'Ny', 9, false, 'waiting']])
  })
  test('are not told twice of what the device holds already', () => {
    const done: Delivery = { state: 'applied', stream: 'library', epoch: 'e', rev: 7, result: {} }
    const removed = entry({ kind: 'file.remove', payload: { file: 'a' } }, done)
    expect(layFiles([row('a')], [removed], [{ epoch: 'e', rev: 6 }, { epoch: 'e', rev: 6 }] as never)).toEqual([])
    expect(layFiles([row('a')], [removed], [{ epoch: 'e', rev: 7 }, { epoch: 'e', rev: 8 }] as never)).toHaveLength(1)
  })
})

test('no order of changes makes a file that was neither there nor added, or shows one twice', () => {
  const id = fc.constantFrom('a', 'b', 'c', 'd')
  const change = fc.oneof(
    id.map((one) => add(one)), id.map((file) => entry({ kind: 'file.edit', payload: { file, title: 'x' } })),
    id.map((file) => entry({ kind: 'file.open', payload: { file } })), id.map((file) => entry({ kind: 'file.remove', payload: { file } })),
  )
  fc.assert(fc.property(fc.uniqueArray(id), fc.array(change, { maxLength: 8 }), (there, changes) => {
    const ids = layFiles(there.map((one) => row(one)), changes, []).map((file) => file.id)
    expect(new Set(ids).size).toBe(ids.length)
    const known = new Set([...there, ...changes.flatMap((one) => (one.kind === 'file.add' ? [one.payload.id] : []))])
    for (const one of ids) expect(known.has(one)).toBe(true)
    const gone = changes.filter((one) => one.kind === 'file.remove').map(({ payload }) => payload.file)
    for (const one of gone) if (!changes.some((other) => other.kind === 'file.add' && other.payload.id === one)) expect(ids).not.toContain(one)
  }))
})
