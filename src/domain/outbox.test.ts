import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { subjectOf, type Operation } from './operations.ts'
import { isReached, isTooLarge, nextBatch, type Delivery, type OutboxEntry } from './outbox.ts'

const waiting: Delivery = { state: 'waiting' }
const refused: Delivery = { state: 'needs-help', code: 'invalid' }
const applied: Delivery = { state: 'applied', stream: 'mine', epoch: 'e', rev: 1, result: {} }

let orders = 0
const entry = (operation: Operation, delivery: Delivery = waiting): OutboxEntry => {
  const order = orders += 1
  return { ...operation, order, opId: `op-${order}`, owner: 'u', opV: 1, writtenAt: 0, delivery, attempts: 0 }
}
const submit = (id: string, delivery?: Delivery) =>
  entry({ kind: 'report.submit', payload: { id, form: 'hindring', formVersion: 1, answers: {}, hidePlace: false } }, delivery)
const message = (report: string, delivery?: Delivery, text = 'x') => entry({ kind: 'report.message', payload: { id: `m${orders}`, report, text } }, delivery)
const join = (seminar: string) => entry({ kind: 'seminar.join', payload: { id: `j${orders}`, seminar } })
const leave = (seminar: string) => entry({ kind: 'seminar.leave', payload: { seminar } })

describe('the next batch', () => {
  test('is what waits, in its order', () => {
    const [a, b, c] = [submit('a'), submit('b'), join('s')]
    expect(nextBatch([a, b, c])).toEqual([a, b, c])
  })

  test('has one operation about a thing at a time, so that one put off is not overtaken', () => {
    const [joined, left, other] = [join('s'), leave('s'), join('t')]
    expect(nextBatch([joined, left, other])).toEqual([joined, other])
  })

  test('has nothing about a report whose making needs help, and goes on when it is on the server', () => {
    expect(nextBatch([submit('a', refused), message('a')])).toEqual([])
    const word = message('a')
    expect(nextBatch([submit('a', applied), word])).toEqual([word])
  })

  test('says again that an obstacle is one\'s own too only when the first is known to be taken back', () => {
    const same = (id: string, obstacle: string, delivery?: Delivery) =>
      entry({ kind: 'report.submit', payload: { id, form: 'gjelder-oss-ogsa', formVersion: 1, answers: {}, hidePlace: false, obstacle } }, delivery)
    const back = (report: string) => entry({ kind: 'report.withdraw', payload: { report } })
    const [first, taken, again, word, other] = [same('a', 'H-1'), back('a'), same('b', 'H-1'), message('b'), same('c', 'H-2')]
    expect(nextBatch([first, taken, again, word, other])).toEqual([first, other])
    expect(nextBatch([taken, again, word]), 'the server takes them in their order').toEqual([taken, again])
    expect(nextBatch([same('d', 'H-1', refused), again]), 'what was refused was never said').toEqual([again])
  })

  test('connects a report to an obstacle only once that is on the server', () => {
    const make = (delivery?: Delivery) => entry({ kind: 'obstacle.create', payload: { id: 'o', title: 'Kø', description: 'Lang' } }, delivery)
    const connect = (obstacle = 'o') => entry({ kind: 'case.connect', payload: { report: 'a', obstacle, seen: { status: 'read' } } })
    const [made, connected] = [make(), connect()]
    expect(nextBatch([made, connected])).toEqual([made])
    expect(nextBatch([make(refused), connected])).toEqual([])
    expect(nextBatch([make(applied), connected])).toEqual([connected])
    expect(nextBatch([make(refused), connect('another')])).toHaveLength(1)
  })

  test('has nothing about an obstacle that is to be merged into one whose making needs help', () => {
    const made = (delivery: Delivery) => entry({ kind: 'obstacle.create', payload: { id: 'o', title: 'Kø', description: 'Lang' } }, delivery)
    const merged = entry({ kind: 'obstacle.merge', payload: { obstacle: 'p', into: 'o' } })
    const followed = entry({ kind: 'obstacle.follow-up', payload: { id: 'f', obstacle: 'p', way: 'veiledning', text: 'x', date: '2026-01-01', public: false } })
    expect(nextBatch([made(refused), merged, followed])).toEqual([])
    expect(nextBatch([made(applied), merged, followed])).toEqual([merged])
    expect(nextBatch([made(refused), followed]), 'nor is it held by anything else').toEqual([followed])
  })

  test('gives a seminar its files once it is there, and shows it to everyone after what was done to files', () => {
    const make = (delivery?: Delivery) => entry({ kind: 'seminar.create', payload: { id: 's', host: 'BBJ', title: 'Språk', type: 'seminar', date: '2026-12-04' } }, delivery)
    const add = (ref: string, delivery?: Delivery) => entry({ kind: 'file.add', payload: { id: `f${orders}`, ref, title: 'Fil', name: 'f.pdf', type: 'application/pdf', bytes: 1, sha256: '', open: false } }, delivery)
    const publish = (seminar = 's') => entry({ kind: 'seminar.publish', payload: { seminar, published: true } })
    const open = entry({ kind: 'file.open', payload: { file: 'g' } })
    const [made, added, opened, published] = [make(), add('seminar:s'), open, publish()]
    expect(nextBatch([made, added, opened, published])).toEqual([made, opened])
    expect(nextBatch([make(applied), added, opened, published])).toEqual([added, opened])
    expect(nextBatch([make(applied), published])).toEqual([published])
    const other = publish('t')
    expect(nextBatch([make(refused), added, published, other]), 'what is stuck holds nothing else back').toEqual([other])
    expect(nextBatch([add('seminar:t', refused), other])).toEqual([other])
    expect(nextBatch([added]), 'a seminar that is known by its slug is there').toEqual([added])
  })

  test('is not held up by a refusal that nothing builds on', () => {
    const next = message('a')
    expect(nextBatch([message('a', refused), next])).toEqual([next])
  })

  test('has at most 50 operations', () => {
    expect(nextBatch(Array.from({ length: 70 }, (_, n) => submit(`r${n}`))).length).toBe(50)
  })

  test('of one that is alone larger than a batch is that one', () => {
    const large = message('a', waiting, 'x'.repeat(600_000))
    expect(nextBatch([large, submit('b')])).toEqual([large])
  })

  const states = fc.constantFrom(waiting, waiting, waiting, refused, applied)
  const thing = fc.constantFrom('a', 'b', 'c', 'd')
  const some = fc.array(fc.oneof(
    fc.tuple(thing, states).map(([id, state]) => submit(id, state)),
    fc.tuple(thing, states, fc.nat(200)).map(([id, state, kilo]) => message(id, state, 'å'.repeat(kilo * 500))),
    thing.map(join), thing.map(leave),
  ), { maxLength: 30 })

  test('keeps its limits and its order, whatever waits, and is empty only when nothing may go', () => {
    fc.assert(fc.property(some, fc.integer({ min: 1, max: 50 }), (entries, most) => {
      const batch = nextBatch(entries, most)
      expect(batch.length).toBeLessThanOrEqual(most)
      if (batch.length > 1) expect(new TextEncoder().encode(JSON.stringify(batch)).length).toBeLessThanOrEqual(512_000)
      expect(batch).toEqual(entries.filter((one) => batch.includes(one)))
      for (const one of batch) {
        const before = entries.slice(0, entries.indexOf(one)).filter((other) => subjectOf(other) === subjectOf(one))
        expect(before.filter(({ delivery }) => delivery.state === 'waiting')).toEqual([])
      }
      const first = entries.find(({ delivery }) => delivery.state === 'waiting')
      const blocked = first && entries.some((other) => other.order < first.order && other.kind === 'report.submit' && other.delivery.state === 'needs-help' && subjectOf(other) === subjectOf(first))
      if (first && !blocked) expect(batch[0]).toBe(first)
    }))
  })
})

test('a payload of more than the server takes is known before it is sent', () => {
  expect(isTooLarge(message('a', waiting, 'æ'.repeat(32_700)))).toBe(false)
  expect(isTooLarge(message('a', waiting, 'æ'.repeat(32_800)))).toBe(true)
})

test('what the server has done is to be seen when every copy it could show in has come as far, in the same epoch', () => {
  const done = submit('a', { ...applied, rev: 7 } as Delivery)
  expect(isReached(done, [{ epoch: 'e', rev: 7 }])).toBe(true)
  expect(isReached(done, [{ epoch: 'e', rev: 6 }])).toBe(false)
  expect(isReached(done, [{ epoch: 'f', rev: 9 }])).toBe(false)
  expect(isReached(done, [{ epoch: 'e', rev: 7 }, undefined])).toBe(false)
  expect(isReached(submit('b'), [{ epoch: 'e', rev: 7 }])).toBe(false)
})
