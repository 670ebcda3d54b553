import type { Body, IsoDate, IsoMonth, Obstacle, ObstacleEvent, ObstacleStatus } from './documents.ts'
import { askedOf, lengthOf, staysOf, waitedFor, type Asked, type Stay } from './responsibility.ts'
import { districts, levels, themes, type District, type Level, type Theme } from './vocabulary.ts'

/** What an obstacle's events tell of its way, and so little that ten thousand of them are held at once. */
export interface Course {
  /** When it was entered here; absent for what came from a source. */
  created?: IsoDate
  /** The days it was solved: more than one when it was taken up again between. */
  resolved: IsoDate[]
  /** Those it waits for, the one asked longest ago first. */
  waiting: Asked[]
  stays: Stay[]
}

type Event = Pick<ObstacleEvent, 'type' | 'date' | 'bodies' | 'body' | 'due' | 'way' | 'from' | 'to' | 'by'> & { at?: string }

/** The course that these events tell of, in the order they were told. */
export function courseOf(events: readonly Event[], today: IsoDate): Course {
  const dayOf = ({ date, at }: Event): IsoDate => date ?? at?.slice(0, 10) ?? today
  const created = events.find(({ type }) => type === 'created')
  return {
    ...created ? { created: dayOf(created) } : {},
    resolved: events.filter(({ type, to }) => type === 'moved' && to === 'resolved').map(dayOf),
    waiting: waitedFor(askedOf(events, today)),
    stays: staysOf(events, today),
  }
}

/** An obstacle as the overview counts it. `late` when one whose deadline is known to who looks has not answered in time. */
export interface Counted { data: Pick<Obstacle, 'levels' | 'themes' | 'districts' | 'status'>; course?: Course; late: boolean }

/** Whether it has come to one of its two ends. */
export const isSettled = ({ status }: { status?: ObstacleStatus }): boolean => status === 'resolved' || status === 'closed'

/** The steps an obstacle can stand on, and what there is to say of the rest. */
export type Step = Level | 'not-assessed' | 'nobody'

/** The highest step that any of the bodies stands on; `nobody` when there are none. */
export function stepOf(bodies: readonly Body[]): Step {
  if (bodies.length === 0) return 'nobody'
  return levels.findLast((level) => bodies.some((body) => body.level === level)) ?? 'not-assessed'
}

/** The open ones by who must answer, each once; steps that nothing stands on are left out, but for the three of the ladder. */
export function byWhoMustAnswer(all: readonly Counted[]): { step: Step; within: number; late: number }[] {
  const rows = [...levels, 'not-assessed' as const, 'nobody' as const].map((step) => ({ step: step as Step, within: 0, late: 0 }))
  for (const { data, course, late } of all) {
    if (isSettled(data)) continue
    const step = stepOf(course?.waiting.map(({ body }) => body) ?? [])
    rows.find((row) => row.step === step)![late ? 'late' : 'within'] += 1
  }
  return rows.filter(({ step, within, late }) => levels.some((level) => level === step) || within + late > 0)
}

export const statuses = ['registered', 'assessed', 'escalated', 'following-up', 'resolved', 'closed'] as const satisfies readonly ObstacleStatus[]

/** How many of each level have come how far; one of several levels at each of them. */
export function statusByLevel(all: readonly Counted[]): { level: Level | 'not-assessed'; counts: Record<ObstacleStatus, number> }[] {
  const rows = [...levels, 'not-assessed' as const].map((level) => ({ level, counts: Object.fromEntries(statuses.map((status) => [status, 0])) as Record<ObstacleStatus, number> }))
  for (const { data } of all) {
    const own: readonly (Level | 'not-assessed')[] = data.levels.length > 0 ? data.levels : ['not-assessed']
    for (const row of rows) if (own.includes(row.level)) row.counts[data.status ?? 'registered'] += 1
  }
  return rows.filter(({ level, counts }) => level !== 'not-assessed' || Object.values(counts).some((count) => count > 0))
}

/** Those entered and those solved in each month from the first that has any to the last; `undated` is how many no event tells the beginning of. */
export function byMonth(all: readonly Counted[]): { months: { month: IsoMonth; created: number; resolved: number }[]; undated: number } {
  const found = new Map<IsoMonth, { created: number; resolved: number }>()
  const count = (day: IsoDate, what: 'created' | 'resolved') => {
    const month = day.slice(0, 7)
    const counts = found.get(month) ?? { created: 0, resolved: 0 }
    counts[what] += 1
    found.set(month, counts)
  }
  let undated = 0
  for (const { course } of all) {
    if (course?.created === undefined) undated += 1
    else count(course.created, 'created')
    for (const day of course?.resolved ?? []) count(day, 'resolved')
  }
  const known = [...found.keys()].sort()
  return { months: monthsFrom(known[0], known.at(-1)).map((month) => ({ month, created: 0, resolved: 0, ...found.get(month) })), undated }
}

function monthsFrom(first: IsoMonth | undefined, last: IsoMonth | undefined): IsoMonth[] {
  if (first === undefined || last === undefined) return []
  const numberOf = (month: IsoMonth) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1
  const from = numberOf(first)
  return Array.from({ length: numberOf(last) - from + 1 }, (_, i) => `${Math.floor((from + i) / 12)}`.padStart(4, '0') + `-${`${(from + i) % 12 + 1}`.padStart(2, '0')}`)
}

/** How long obstacles stood at each level, as far as it is known when they came there: the middle length in days, of how many, and how many stand there still. */
export function timeAtLevels(all: readonly Counted[], today: IsoDate): { level: Level; median: number; stays: number; ongoing: number }[] {
  return levels.flatMap((level) => {
    const stays = all.flatMap(({ course }) => course?.stays.filter((stay) => stay.level === level) ?? [])
    if (stays.length === 0) return []
    return [{ level, median: medianOf(stays.map((stay) => lengthOf(stay, today))), stays: stays.length, ongoing: stays.filter(({ until }) => until === undefined).length }]
  })
}

/** The middle of some numbers, of which there is at least one. */
function medianOf(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  const half = sorted.length / 2
  return half % 1 === 0 ? (sorted[half - 1]! + sorted[half]!) / 2 : sorted[Math.floor(half)]!
}

/** How many obstacles have a theme and concern a district. What has none of either is counted under `none`; rows and columns that hold nothing are left out. */
export function themesByDistrict(all: readonly Counted[]): { districts: (District | 'none')[]; rows: { theme: Theme | 'none'; counts: number[] }[] } {
  const counts = new Map<string, number>()
  const orNone = <T>(values: readonly T[]): readonly (T | 'none')[] => (values.length > 0 ? values : ['none'])
  for (const { data } of all) {
    for (const theme of orNone(data.themes)) for (const district of orNone(data.districts)) {
      const cell = `${theme} ${district}`
      counts.set(cell, (counts.get(cell) ?? 0) + 1)
    }
  }
  const columns = [...districts, 'none' as const].filter((district) => [...themes, 'none'].some((theme) => counts.has(`${theme} ${district}`)))
  const rows = [...themes, 'none' as const].map((theme) => ({ theme, counts: columns.map((district) => counts.get(`${theme} ${district}`) ?? 0) }))
  return { districts: columns, rows: rows.filter((row) => row.counts.some((count) => count > 0)) }
}
