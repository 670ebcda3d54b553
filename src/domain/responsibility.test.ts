import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Body } from './documents.ts'
import { askedOf, daysBetween, isOverdue, lengthOf, staysOf, waitedFor } from './responsibility.ts'

const today = '2026-11-26'
const hls: Body = { id: 'hls', name: 'Byrådsavdeling for helse', level: 'municipality' }
const nav: Body = { id: 'nav', name: 'NAV', level: 'state' }
const by = { role: 'office' }
type Events = Parameters<typeof askedOf>[0]
const lifted = (at: string, ...bodies: Body[]): Events[number] => ({ type: 'escalated', at, by, bodies })
const answer = (at: string, body: string): Events[number] => ({ type: 'followed-up', way: 'svar', at, by, body })
const moved = (at: string, from: string, to: 'resolved' | 'closed' | 'following-up'): Events[number] => ({ type: 'moved', at, by, from, to })

describe('those who were asked', () => {
  test('owe an answer until they have given one, and again when they are asked again', () => {
    expect(askedOf([lifted('2026-01-06T10:00', hls)], today)).toEqual([{ body: hls, since: '2026-01-06' }])
    expect(askedOf([lifted('2026-01-06', hls), answer('2026-02-01', 'hls')], today)).toEqual([{ body: hls, since: '2026-01-06', answered: '2026-02-01' }])
    expect(askedOf([lifted('2026-01-06', hls), answer('2026-02-01', 'hls'), lifted('2026-03-01', hls)], today)).toEqual([{ body: hls, since: '2026-03-01' }])
  })

  test('answer for themselves alone, and only once they are asked', () => {
    expect(waitedFor(askedOf([answer('2026-01-01', 'hls'), lifted('2026-01-06', hls, nav), answer('2026-02-01', 'nav')], today)).map(({ body }) => body.id)).toEqual(['hls'])
  })

  test('are late when their day has gone, on that day they are not', () => {
    const [asked] = askedOf([lifted('2026-01-06', hls), { type: 'deadline', at: '2026-01-06', by, body: 'hls', due: '2026-11-26' }], today)
    expect(isOverdue(asked!, today)).toBe(false)
    expect(isOverdue(asked!, '2026-11-27')).toBe(true)
    expect(isOverdue({ ...asked!, answered: today }, '2026-11-27')).toBe(false)
    const [free] = askedOf([lifted('2026-01-06', hls), { type: 'deadline', at: '2026-01-06', by, body: 'hls', due: '2026-02-01' }, { type: 'deadline', at: '2026-01-07', by, body: 'hls' }], today)
    expect(isOverdue(free!, today), 'its date was taken away').toBe(false)
  })
})

describe('the steps it has been on', () => {
  test('are those it was lifted to, each from one day to the next', () => {
    const stays = staysOf([{ type: 'created', at: '2025-11-14', by }, lifted('2026-01-06', hls), lifted('2026-02-01', hls), lifted('2026-03-12', nav)], today)
    expect(stays).toEqual([
      { level: 'organisation', from: '2025-11-14', until: '2026-01-06', bodies: [] },
      { level: 'municipality', from: '2026-01-06', until: '2026-03-12', bodies: [hls] },
      { level: 'state', from: '2026-03-12', bodies: [nav] },
    ])
    expect(stays.map((stay) => lengthOf(stay, today))).toEqual([53, 65, 259])
  })

  test('end when it is settled, and go on when it is opened again', () => {
    const stays = staysOf([lifted('2025-01-10', hls), moved('2025-02-10', 'following-up', 'resolved'), moved('2025-03-10', 'resolved', 'following-up')], today)
    expect(stays.map(({ level, from, until }) => [level, from, until])).toEqual([
      ['municipality', '2025-01-10', '2025-02-10'], ['municipality', '2025-03-10', undefined],
    ])
  })

  test('never overlap, leave no gap but while it was settled, and only the last goes on', () => {
    const day = fc.integer({ min: 0, max: 700 }).map((n) => new Date(Date.UTC(2025, 0, 1) + n * 86_400_000).toISOString().slice(0, 10))
    const event = fc.oneof(
      fc.tuple(day, fc.subarray([hls, nav], { minLength: 1 })).map(([at, bodies]) => lifted(at, ...bodies)),
      fc.tuple(day, fc.constantFrom('hls', 'nav')).map(([at, body]) => answer(at, body)),
      day.map((at) => moved(at, 'following-up', 'closed')), day.map((at) => moved(at, 'closed', 'following-up')),
    )
    fc.assert(fc.property(fc.array(event), (events) => {
      const inOrder = events.sort((a, b) => a.at!.localeCompare(b.at!))
      const stays = staysOf([{ type: 'created', at: '2024-12-31', by }, ...inOrder], '2027-01-01')
      expect(stays[0]!.from).toBe('2024-12-31')
      expect(staysOf(inOrder, '2027-01-01').length).toBeLessThanOrEqual(stays.length)
      for (const [i, stay] of stays.entries()) {
        expect(stay.until === undefined).toBe(i === stays.length - 1 && stay.until === undefined)
        if (i > 0) expect(stays[i - 1]!.until! <= stay.from).toBe(true)
        expect(lengthOf(stay, '2027-01-01')).toBeGreaterThanOrEqual(0)
      }
      const wasSettled = inOrder.some(({ type }) => type === 'moved')
      if (!wasSettled) expect(stays.reduce((sum, stay) => sum + lengthOf(stay, '2027-01-01'), 0)).toBe(daysBetween('2024-12-31', '2027-01-01'))
    }))
  })
})
