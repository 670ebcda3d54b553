import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Body, ObstacleEvent, ObstacleStatus } from './documents.ts'
import { byMonth, byWhoMustAnswer, courseOf, isSettled, statusByLevel, statuses, stepOf, themesByDistrict, timeAtLevels, type Counted, type Course } from './register-overview.ts'
import { districts, levels, themes } from './vocabulary.ts'

const today = '2026-06-30'
const school: Body = { id: 'ude', name: 'Utdanningsetaten', level: 'organisation' }
const hall: Body = { id: 'byr', name: 'Byrådsavdelingen', level: 'municipality' }
const state: Body = { id: 'nav', name: 'NAV', level: 'state' }
const unknown: Body = { id: 'x', name: 'X', level: 'not-assessed' }
type Event = Parameters<typeof courseOf>[0][number]
const event = (type: ObstacleEvent['type'], at: string, rest: Partial<Event> = {}): Event => ({ type, at: `${at}T08:00:00Z`, by: { role: 'office' }, ...rest })
const counted = (data: Partial<Counted['data']> = {}, course?: Course, late = false): Counted => ({ data: { levels: [], themes: [], districts: [], ...data }, course, late })

describe('a course', () => {
  test('tells when it was entered, whom it waits for, where it has stood and when it was solved', () => {
    const course = courseOf([
      event('created', '2026-01-10'), event('escalated', '2026-02-01', { bodies: [hall, state], date: '2026-01-31' }),
      event('followed-up', '2026-03-01', { way: 'svar', body: 'byr' }), event('moved', '2026-04-01', { from: 'escalated', to: 'resolved' }),
      event('moved', '2026-04-05', { from: 'resolved', to: 'following-up' }), event('moved', '2026-05-02', { from: 'following-up', to: 'resolved' }),
    ], today)
    expect(course.created).toBe('2026-01-10')
    expect(course.resolved).toEqual(['2026-04-01', '2026-05-02'])
    expect(course.waiting.map(({ body }) => body.id)).toEqual(['nav'])
    expect(course.stays.map(({ level, from, until }) => [level, from, until])).toEqual([
      ['organisation', '2026-01-10', '2026-01-31'], ['state', '2026-01-31', '2026-04-01'], ['state', '2026-04-05', '2026-05-02'],
    ])
  })

  test('of what came from a source begins nowhere', () => {
    expect(courseOf([], today)).toEqual({ resolved: [], waiting: [], stays: [] })
  })
})

describe('who must answer', () => {
  test('stands on the highest step of those it waits for', () => {
    expect([stepOf([]), stepOf([unknown]), stepOf([school, state, hall]), stepOf([unknown, school])]).toEqual(['nobody', 'not-assessed', 'state', 'organisation'])
  })

  test('is counted within and over the deadline, and what is settled not at all', () => {
    const waits = (...bodies: Body[]) => courseOf([event('escalated', '2026-01-01', { bodies })], today)
    expect(byWhoMustAnswer([
      counted({}, waits(hall)), counted({}, waits(hall), true), counted({}, waits(hall, school)), counted({}), counted({ status: 'resolved' }, waits(state)),
    ])).toEqual([
      { step: 'organisation', within: 0, late: 0 }, { step: 'municipality', within: 2, late: 1 }, { step: 'state', within: 0, late: 0 }, { step: 'nobody', within: 1, late: 0 },
    ])
  })
})

test('the status is told at each level of an obstacle', () => {
  const [organisation, municipality, , notAssessed] = statusByLevel([counted({ levels: ['organisation', 'municipality'], status: 'closed' }), counted({ levels: ['organisation'] }), counted()])
  expect(organisation!.counts).toMatchObject({ registered: 1, closed: 1, resolved: 0 })
  expect(municipality!.counts).toMatchObject({ registered: 0, closed: 1 })
  expect(notAssessed).toMatchObject({ level: 'not-assessed', counts: { registered: 1 } })
})

test('months without anything stand between those that have something, also over a new year', () => {
  const at = (created?: string, resolved: string[] = []): Counted => counted({}, { ...created ? { created } : {}, resolved, waiting: [], stays: [] })
  expect(byMonth([at('2025-11-30'), at('2025-11-01', ['2026-02-01']), at(undefined, ['2026-01-31']), counted()])).toEqual({
    months: [
      { month: '2025-11', created: 2, resolved: 0 }, { month: '2025-12', created: 0, resolved: 0 },
      { month: '2026-01', created: 0, resolved: 1 }, { month: '2026-02', created: 0, resolved: 1 },
    ],
    undated: 2,
  })
  expect(byMonth([])).toEqual({ months: [], undated: 0 })
})

test('the middle length is that of all stays at the level, also of those that go on', () => {
  const lifted = (from: string, ...rest: Event[]): Counted => counted({}, courseOf([event('escalated', from, { bodies: [hall] }), ...rest], today))
  expect(timeAtLevels([
    lifted('2026-06-20'), lifted('2026-06-01', event('escalated', '2026-06-05', { bodies: [state] })), lifted('2026-06-29'), counted(),
  ], today)).toEqual([
    { level: 'municipality', median: 4, stays: 3, ongoing: 2 },
    { level: 'state', median: 25, stays: 1, ongoing: 1 },
  ])
})

test('themes and districts cross, and what has neither is told too', () => {
  expect(themesByDistrict([
    counted({ themes: ['sprak', 'ansvar'], districts: ['BAL'] }), counted({ themes: ['sprak'], districts: ['BAL', 'BSR'] }), counted({ themes: ['ansvar'] }), counted({ districts: ['BSR'] }),
  ])).toEqual({
    districts: ['BAL', 'BSR', 'none'],
    rows: [{ theme: 'sprak', counts: [2, 1, 0] }, { theme: 'ansvar', counts: [1, 0, 1] }, { theme: 'none', counts: [0, 1, 0] }],
  })
})

describe('of any register', () => {
  const day = fc.integer({ min: 0, max: 1200 }).map((n) => new Date(Date.UTC(2024, 0, 1 + n)).toISOString().slice(0, 10))
  const bodies = fc.subarray([school, hall, state, unknown], { minLength: 1 })
  const events = fc.array(fc.oneof(
    day.map((at) => event('created', at)),
    fc.tuple(day, bodies).map(([at, to]) => event('escalated', at, { bodies: to })),
    fc.tuple(day, fc.constantFrom<ObstacleStatus>(...statuses), fc.constantFrom<ObstacleStatus>(...statuses)).map(([at, from, to]) => event('moved', at, { from, to })),
    fc.tuple(day, fc.constantFrom('ude', 'byr', 'nav')).map(([at, body]) => event('followed-up', at, { way: 'svar', body })),
  ), { maxLength: 8 }).map((all) => all.sort((a, b) => a.at!.localeCompare(b.at!)))
  const register = fc.array(fc.record({
    data: fc.record({ levels: fc.subarray([...levels]), themes: fc.subarray([...themes], { maxLength: 3 }), districts: fc.subarray([...districts]), status: fc.constantFrom<ObstacleStatus>(...statuses) }),
    course: events.map((all) => courseOf(all, '2027-06-01')), late: fc.boolean(),
  }), { maxLength: 20 })
  const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0)

  test('every open obstacle must be answered by somebody, or by nobody, once', () => {
    fc.assert(fc.property(register, (all) => {
      expect(sum(byWhoMustAnswer(all).map(({ within, late }) => within + late))).toBe(all.filter(({ data }) => !isSettled(data)).length)
    }))
  })

  test('every level of every obstacle has its status', () => {
    fc.assert(fc.property(register, (all) => {
      expect(sum(statusByLevel(all).flatMap(({ counts }) => Object.values(counts)))).toBe(sum(all.map(({ data }) => Math.max(1, data.levels.length))))
    }))
  })

  test('what is dated and what is not are all of them, in months that follow one another', () => {
    fc.assert(fc.property(register, (all) => {
      const { months, undated } = byMonth(all)
      expect(sum(months.map(({ created }) => created)) + undated).toBe(all.length)
      expect(months.map(({ month }) => month)).toEqual([...new Set(months.map(({ month }) => month))].sort())
      expect(sum(months.map(({ resolved }) => resolved))).toBe(sum(all.map(({ course }) => course.resolved.length)))
    }))
  })

  test('a middle length lies between the shortest and the longest', () => {
    fc.assert(fc.property(register, (all) => {
      for (const { median, stays, ongoing } of timeAtLevels(all, '2027-06-01')) {
        expect(median).toBeGreaterThanOrEqual(0)
        expect(ongoing).toBeLessThanOrEqual(stays)
      }
      expect(sum(timeAtLevels(all, '2027-06-01').map(({ stays }) => stays))).toBe(sum(all.map(({ course }) => course.stays.length)))
    }))
  })

  test('the matrix holds each of an obstacle\'s themes in each of its districts', () => {
    fc.assert(fc.property(register, (all) => {
      expect(sum(themesByDistrict(all).rows.flatMap(({ counts }) => counts))).toBe(sum(all.map(({ data }) => Math.max(1, data.themes.length) * Math.max(1, data.districts.length))))
    }))
  })
})
