import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Seminar } from './documents.ts'
import type { Operation } from './operations.ts'
import type { Delivery, OutboxEntry } from './outbox.ts'
import { layFields, laySeminarChanges, laySeminars, type SeminarEntry } from './seminar-changes.ts'
import type { SeminarFields } from './seminars.ts'

const copies = [{ epoch: 'e', rev: 10 }, { epoch: 'e', rev: 8 }]
const waiting: Delivery = { state: 'waiting' }
const refused: Delivery = { state: 'needs-help', code: 'forbidden' }
const applied = (rev: number, result: Record<string, unknown> = {}): Delivery => ({ state: 'applied', stream: 'library', epoch: 'e', rev, result })
const entry = (order: number, operation: Operation, delivery: Delivery = waiting): OutboxEntry =>
  ({ ...operation, order, opId: `op${order}`, owner: 'u', opV: 1, writtenAt: order, delivery, attempts: 0 })
const create = (id = 'a'): Operation => ({ kind: 'seminar.create', payload: { id, host: 'BBJ', title: 'Språk', type: 'webinar', date: '2026-12-04', programme: [{ id: 'start', title: 'Start', from: '09:00' }] } })
const edit = (fields: Partial<SeminarFields>, seminar = 'a'): Operation => ({ kind: 'seminar.edit', payload: { seminar, base: 1, fields } })
const publish = (published: boolean, seminar = 'a'): Operation => ({ kind: 'seminar.publish', payload: { seminar, published } })

const data = (title: string): Seminar => ({
  title, summary: '', services: [], districts: [], ages: [], themes: [], related: [], sources: [], reviewed: '', type: 'seminar', date: '2026-12-04', programme: [], materials: [], sections: [],
})
const row = (id: string, rev: number, title = id) => ({ id, rev, kind: 'seminar' as const, slug: `${id}-2026`, data: data(title), firstPublished: '2026-11-01', updated: '2026-11-01' })
const lay = (published: ReturnType<typeof row>[], joined: ReturnType<typeof row>[], entries: OutboxEntry[] = []) => laySeminars(published, joined, laySeminarChanges(entries, copies))
const shown = ({ id, slug, data: { title }, forMembers }: SeminarEntry) => [id, slug, title, forMembers ? 'members' : 'everyone']

describe('what one has done to a seminar', () => {
  test('is laid upon each other; what is refused is named and not laid', () => {
    const [laid] = lay([], [row('a', 3)], [
      entry(1, edit({ title: 'en', place: 'Rådhuset' })), entry(2, edit({ title: 'to' })), entry(3, edit({ title: 'nei' }), refused), entry(4, publish(true)),
    ])
    expect(laid).toMatchObject({ rev: 3, data: { title: 'to', place: 'Rådhuset' } })
    expect(laid!.forMembers).toBeUndefined()
    expect(laid!.changes!.entries.map(({ delivery: { state } }) => state)).toEqual(['waiting', 'waiting', 'needs-help', 'waiting'])
  })

  test('makes a new one stand before the server has it, by its id until its slug is known', () => {
    expect(lay([], [], [entry(1, create()), entry(2, edit({ title: 'Språk i barnehagen' }))]).map(shown)).toEqual([['a', 'a', 'Språk i barnehagen', 'members']])
    expect(lay([], [], [entry(1, create(), refused)]).map(shown), 'also one that needs help').toEqual([['a', 'a', 'Språk', 'members']])
    const [known] = lay([], [], [entry(1, create(), applied(11, { slug: 'sprak-2026' }))])
    expect(known).toMatchObject({ slug: 'sprak-2026', data: { type: 'webinar', date: '2026-12-04', host: 'BBJ', programme: [{ id: 'start' }] }, changes: { created: { at: 'server' } } })
  })

  test('stands until both parts of the library have come as far', () => {
    expect(laySeminarChanges([entry(1, edit({ title: 'x' }), applied(9))], copies).size).toBe(1)
    expect(laySeminarChanges([entry(1, edit({ title: 'x' }), applied(8))], copies).size).toBe(0)
  })

  test('is none of joining, and none of what is not here', () => {
    expect(laySeminarChanges([entry(1, { kind: 'seminar.join', payload: { id: 'm', seminar: 'a' } }), entry(2, { kind: 'seminar.leave', payload: { seminar: 'a' } })], copies).size).toBe(0)
    expect(lay([], [], [entry(1, edit({ title: 'x' })), entry(2, publish(true))])).toEqual([])
  })
})

test('one that is in both places is shown once, as the later one has it', () => {
  expect(lay([row('a', 4, 'ny')], [row('a', 3, 'gammel')]).map(shown)).toEqual([['a', 'a-2026', 'ny', 'everyone']])
  expect(lay([row('a', 4, 'gammel')], [row('a', 5, 'ny')]).map(shown)).toEqual([['a', 'a-2026', 'ny', 'members']])
  expect(lay([row('a', 4)], [], [entry(1, publish(false))]).map(shown)).toEqual([['a', 'a-2026', 'a', 'members']])
})

describe('whatever is there and whatever has been done', () => {
  const id = fc.constantFrom('a', 'b', 'c')
  const rows = fc.uniqueArray(fc.tuple(id, fc.integer({ min: 1, max: 9 })), { selector: ([one]) => one, maxLength: 3 }).map((all) => all.map(([one, rev]) => row(one, rev)))
  const fields = fc.record({ title: fc.string(), place: fc.option(fc.string()), endDate: fc.option(fc.constant('2026-12-05')), themes: fc.constant([]) }, { requiredKeys: [] }) as fc.Arbitrary<Partial<SeminarFields>>
  const operation = fc.oneof(id.map(create), fc.tuple(fields, id).map(([some, one]) => edit(some, one)), fc.tuple(fc.boolean(), id).map(([shows, one]) => publish(shows, one)))
  const delivery = fc.oneof(fc.constant(waiting), fc.constant(refused), fc.integer({ min: 1, max: 12 }).map((rev) => applied(rev)))
  const entries = fc.array(fc.tuple(operation, delivery), { maxLength: 12 }).map((all) => all.map(([one, state], order) => entry(order, one, state)))

  test('each seminar is shown once, and only what is held or has been made here', () => {
    fc.assert(fc.property(rows, rows, entries, (published, joined, done) => {
      const laid = lay(published, joined, done)
      const ids = laid.map((one) => one.id)
      expect(new Set(ids).size).toBe(ids.length)
      const made = [...laySeminarChanges(done, copies).values()].flatMap(({ seminar, created }) => (created ? [seminar] : []))
      expect(new Set(ids)).toEqual(new Set([...published, ...joined].map((one) => one.id).concat(made)))
    }))
  })

  test('the last word that was not refused holds for each field, and no field is null', () => {
    fc.assert(fc.property(rows, entries, (joined, done) => {
      for (const { id: seminar, data: laid } of lay([], joined, done)) {
        expect(Object.values(laid)).not.toContain(null)
        const said = done.flatMap(({ kind, payload, delivery: { state } }, at) =>
          (kind === 'seminar.edit' && payload.seminar === seminar && state !== 'needs-help' && laySeminarChanges([done[at]!], copies).size > 0 && 'place' in payload.fields ? [payload.fields.place ?? undefined] : []))
        if (said.length > 0 && !done.some(({ kind, payload }) => kind === 'seminar.create' && payload.id === seminar)) expect(laid.place).toEqual(said.at(-1))
      }
    }))
  })

  test('laying changes one after the other is laying them at once', () => {
    fc.assert(fc.property(fields, fields, (first, then) => {
      expect(layFields(layFields(data('x'), first), then)).toEqual(layFields(data('x'), { ...first, ...then }))
    }))
  })
})
