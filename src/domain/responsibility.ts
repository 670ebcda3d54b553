import type { Body, IsoDate, ObstacleEvent } from './documents.ts'
import type { Level } from './vocabulary.ts'

/** A body that an obstacle was lifted to, and how it stands with its answer. Dates are days in Oslo. */
export interface Asked {
  body: Body
  /** When it was last asked. */
  since: IsoDate
  /** By when it should answer; absent where nobody has said, and for who may not know. */
  due?: IsoDate
  /** When it has answered since it was last asked. */
  answered?: IsoDate
}

/** A stay on one step of the ladder: from a day to another, or until now. */
export interface Stay { level: Level; from: IsoDate; until?: IsoDate; bodies: Body[] }

type Event = Pick<ObstacleEvent, 'type' | 'date' | 'bodies' | 'body' | 'due' | 'way' | 'from' | 'to' | 'by'> & { at?: string }

/** The day an event is about: the one it says, or the one it was told on. What has not been sent is about today. */
const dayOf = ({ date, at }: Event, today: IsoDate): IsoDate => date ?? at?.slice(0, 10) ?? today

/** Those who were asked to act, in the order they were first asked. `events` in the order they were told. */
export function askedOf(events: readonly Event[], today: IsoDate): Asked[] {
  const asked = new Map<string, Asked>()
  for (const event of events) {
    if (event.type === 'escalated') for (const body of event.bodies ?? []) asked.set(body.id, { body, since: dayOf(event, today) })
    const about = event.body === undefined ? undefined : asked.get(event.body)
    if (event.type === 'deadline' && about) asked.set(about.body.id, { ...about, due: event.due })
    if (event.type === 'followed-up' && event.way === 'svar' && about) asked.set(about.body.id, { ...about, answered: dayOf(event, today) })
  }
  return [...asked.values()]
}

/** Those of them who have not answered, the one asked longest ago first. */
export const waitedFor = (asked: readonly Asked[]): Asked[] =>
  asked.filter(({ answered }) => answered === undefined).sort((a, b) => a.since.localeCompare(b.since))

/** Whether the day by which it should have answered has gone. */
export const isOverdue = ({ due, answered }: Asked, today: IsoDate): boolean => answered === undefined && due !== undefined && due < today

/**
 * The steps of the ladder it is known to have been on, one after the other: from the day it was entered with those who follow it up,
 * then with whoever it was lifted to, until it was settled. Of one that came from a source nothing is known before it was lifted.
 * Lifted to several levels at once it stands on the highest.
 */
export function staysOf(events: readonly Event[], today: IsoDate): Stay[] {
  const created = events.find(({ type }) => type === 'created')
  const stays: Stay[] = created ? [{ level: 'organisation', from: dayOf(created, today), bodies: [] }] : []
  for (const event of events) {
    const day = dayOf(event, today)
    const isSettled = event.type === 'moved' && (event.to === 'resolved' || event.to === 'closed')
    const isReopened = event.type === 'moved' && (event.from === 'resolved' || event.from === 'closed')
    const last = stays.at(-1)
    if (isSettled && last) last.until ??= day
    if (isReopened && last?.until !== undefined) stays.push({ level: last.level, from: day, bodies: last.bodies })
    const level = event.type === 'escalated' ? highest(event.bodies ?? []) : undefined
    if (level === undefined) continue
    const bodies = (event.bodies ?? []).filter((body) => body.level === level)
    if (last?.level === level && last.until === undefined) {
      last.bodies = [...last.bodies.filter((body) => !bodies.some(({ id }) => id === body.id)), ...bodies]
    } else {
      if (last) last.until ??= day
      stays.push({ level, from: day, bodies })
    }
  }
  return stays
}

const rank = { 'not-assessed': -1, organisation: 0, municipality: 1, state: 2 } as const

/** The highest step that any of them stands on. */
function highest(bodies: readonly Body[]): Level | undefined {
  const [top] = [...bodies].sort((a, b) => rank[b.level] - rank[a.level])
  return top === undefined || top.level === 'not-assessed' ? undefined : top.level
}

/** Whole days from one day to another; none where the second comes first. */
export const daysBetween = (from: IsoDate, to: IsoDate): number => Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000))

/** How long it was on a step, in days. */
export const lengthOf = ({ from, until }: Stay, today: IsoDate): number => daysBetween(from, until ?? today)
