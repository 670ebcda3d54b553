import type { IsoDate, ObstacleEvent, ObstacleStatus } from './documents.ts'
import { sinceConnected } from './case-steps.ts'
import { isSettled } from './obstacle-states.ts'
import type { StillAnswer } from './operations.ts'
import type { Reached } from './outbox.ts'
import type { Case, ReportEvent } from './own-records.ts'
import type { OwnReport } from './own-reports.ts'
import { isOverdue, type Asked } from './responsibility.ts'
import type { Rights } from './roles.ts'
import type { Organisation } from './vocabulary.ts'

/** What it is about, and so where it leads: one's own case, a report to work with (without a number: several), or an obstacle. */
export type About = { page: 'case'; report: string } | { page: 'inbox'; number?: string } | { page: 'obstacle'; number: string }

export type What =
  | { is: 'question' | 'reported' | 'replied' }
  | { is: 'outcome'; event: Omit<ReportEvent, 'report'> }
  | { is: 'still'; answer: StillAnswer }
  | { is: 'done'; event: ObstacleEvent }
  | { is: 'due'; body: string; due: IsoDate; when: 'near' | 'passed' }

/**
 * Something that has happened and that a person would want to know. `at` is by the server's clock (ms). It is told to the `person`
 * who is signed in here, or to whoever uses the `device`, on which an obstacle is followed.
 */
export interface Happening {
  id: string
  at: number
  about: About
  what: What
  to: 'person' | 'device'
  /** It asks something of one, and has had no answer. */
  waits?: true
}

const about = { case: (report: string): About => ({ page: 'case', report }), inbox: (number: string): About => ({ page: 'inbox', number }), obstacle: (number: string): About => ({ page: 'obstacle', number }) }

/** What became of one's own reports: what others said and did, and whether it is one's turn to answer. */
export const ofReports = (reports: readonly OwnReport[]): Happening[] => reports.flatMap((report) => [...questionsIn(report), ...outcomesOf(report)])

function questionsIn({ id: report, messages, status, withdrawn, redactedAt }: OwnReport): Happening[] {
  const isOpen = !withdrawn && redactedAt === undefined && status !== 'declined'
  const last = messages.at(-1)
  return messages.flatMap((message): Happening[] => (message.author === 'reporter' || message.at === undefined ? [] : [{
    id: message.id, at: Date.parse(message.at), about: about.case(report), what: { is: 'question' }, to: 'person', ...isOpen && message === last ? { waits: true } : {},
  }]))
}

function outcomesOf({ id: report, events, sentAt, still, stillAt, withdrawn, redactedAt }: OwnReport): Happening[] {
  const asked = withdrawn || redactedAt !== undefined ? undefined : sinceConnected(events).findLast(({ type }) => type === 'asked')
  // An answer that is on its way has no time of the server's yet.
  const isAnswered = asked !== undefined && still !== undefined && (stillAt === undefined || stillAt >= asked.at)
  return events.filter((event) => !isOwnWord(event, sentAt)).map((event): Happening => ({
    id: `${report} ${event.type} ${event.at}`, at: Date.parse(event.at), about: about.case(report), what: { is: 'outcome', event }, to: 'person',
    ...event === asked && !isAnswered ? { waits: true } : {},
  }))
}

/** What its writer has done: said it otherwise, taken it back, had its words removed, or connected it as they sent it. */
const isOwnWord = ({ type, at, why }: Omit<ReportEvent, 'report'>, sentAt: string | undefined): boolean =>
  type === 'corrected' || type === 'withdrawn' || (type === 'redacted' && why === 'own-wish') || (type === 'connected' && at === sentAt)

/** What is new in the reports one works with: that they came, and what their writers have said since. `own` are one's own reports. */
export function ofCases(cases: readonly Case[], own: ReadonlySet<string>): Happening[] {
  return cases.filter(({ report, redactedAt }) => redactedAt === undefined && !own.has(report)).flatMap(({ report, number, sentAt, messages, still, stillAt }): Happening[] => {
    const at = (id: string, time: string, what: What): Happening => ({ id, at: Date.parse(time), about: about.inbox(number), what, to: 'person' })
    return [
      at(report, sentAt, { is: 'reported' }),
      ...messages.filter(({ author }) => author === 'reporter').map((message) => at(message.id, message.at, { is: 'replied' })),
      ...still !== undefined && stillAt !== undefined ? [at(`${report} still ${stillAt}`, stillAt, { is: 'still', answer: still })] : [],
    ]
  })
}

/** Whom an obstacle's events are told to. */
export interface Listener {
  rights: Rights
  /** The organisations that have an obstacle, by its number. */
  organisationsOf: (number: string) => readonly Organisation[]
  /** The numbers of those that are followed here, and of those they are merged into. */
  followed: ReadonlySet<string>
  /** The ids of events that tell what the person has done themselves, as far as this device knows. */
  own: ReadonlySet<string>
  /** What is told in one's own cases, which the server does at the very same moment. */
  toldInCases: ReadonlySet<string>
}

/** What others did to obstacles: to the office all of it, to developers what is about their organisation's, to recipients what is asked of them, and to anyone about those they follow. */
export function ofObstacles(events: readonly { id: string; data: ObstacleEvent }[], { rights, organisationsOf, followed, own, toldInCases }: Listener): Happening[] {
  return events.flatMap(({ id, data: event }): Happening[] => {
    if (own.has(id)) return []
    const isPersons = rights.isOffice || organisationsOf(event.obstacle).some((one) => rights.develops.includes(one)) || isAskedOf(event, rights)
    const isFollowed = followed.has(event.obstacle) && !toldInCases.has(event.at)
    if (!isPersons && !isFollowed) return []
    return [{ id, at: Date.parse(event.at), about: about.obstacle(event.obstacle), what: { is: 'done', event }, to: isPersons ? 'person' : 'device' }]
  })
}

const isAskedOf = ({ type, bodies = [], body }: ObstacleEvent, { answersFor }: Rights): boolean =>
  (type === 'escalated' && bodies.some(({ id }) => answersFor.includes(id))) || (type === 'deadline' && body !== undefined && answersFor.includes(body))

/** A change of one's own that the server has confirmed, and what it is told as (`signOf`): events tell no names. */
export interface Doing extends Reached { signs: string[] }

/** What an event is known by: the id that who did it has given it or, where the server gives it one, what it says. */
export function signOf({ id, type, obstacleId, to, published, body, due }: Pick<ObstacleEvent, 'type' | 'obstacleId' | 'to' | 'published' | 'body' | 'due'> & { id: string }): string {
  return type === 'followed-up' || type === 'escalated' ? id : [type, obstacleId, to, published, body, due].join(' ')
}

/** An event as it is held, with the epoch of its revision. */
export interface HeldEvent { id: string; rev: number; epoch?: string; data: ObstacleEvent }

/**
 * The ids of the events that these doings are told as. One that its doer gave no id stands at the revision its doing was confirmed
 * at or, sent again since, at a later one; of several that say the same it is the one there or else the last. All of one act have one time.
 */
export function ownAmong(events: readonly HeldEvent[], doings: readonly Doing[]): string[] {
  const instantOf = ({ data }: HeldEvent) => `${data.obstacleId} ${data.at}`
  const instants = new Set(doings.flatMap(({ epoch, rev, signs }) => signs.flatMap((sign) => {
    const same = events.filter((event) => event.id === sign || (signOf({ id: event.id, ...event.data }) === sign && event.epoch === epoch && event.rev >= rev))
    const found = same.find((event) => event.rev === rev) ?? same.sort((a, b) => a.data.at.localeCompare(b.data.at)).at(-1)
    return found ? [instantOf(found)] : []
  })))
  return events.filter((event) => instants.has(instantOf(event))).map(({ id }) => id)
}

/** How many days before a recipient is told that the day to answer by is near. */
export const nearDays = 7

/** A day by which a body should answer, as it was set, and how it stands with that body now. */
export interface Deadline { id: string; at: string; obstacle: string; status: ObstacleStatus; organisations: readonly Organisation[]; due: IsoDate; asked: Asked | undefined }

/** The days to answer by that are near or have gone. `today` is by the device's calendar: only what is told of, never whether it is new, hangs on it. */
export function ofDeadlines(deadlines: readonly Deadline[], today: IsoDate, { isOffice, develops, answersFor }: Rights): Happening[] {
  return deadlines.flatMap(({ id, at, obstacle, status, organisations, due, asked }): Happening[] => {
    // Another day has been set since, or it has answered, or there is nothing to answer any more.
    if (asked?.due !== due || asked.answered !== undefined || isSettled(status)) return []
    const isPassed = isOverdue(asked, today)
    const isTheirs = answersFor.includes(asked.body.id)
    const isTold = isTheirs || (isPassed && (isOffice || organisations.some((one) => develops.includes(one))))
    const soon = dayAfter(due, -nearDays)
    if (!isTold || (!isPassed && (today < soon || at.slice(0, 10) >= soon))) return []
    const when = isPassed ? 'passed' : 'near'
    return [{ id: `${id} ${when}`, at: Date.parse(isPassed ? dayAfter(due, 1) : soon), about: about.obstacle(obstacle), what: { is: 'due', body: asked.body.id, due, when }, to: 'person' }]
  })
}

/** A day as many days after another. */
export const dayAfter = (day: IsoDate, days: number): IsoDate => new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)

/** The numbers of these obstacles, and of those they are merged into. `into` tells what an obstacle is merged into. */
export function withTargets(numbers: Iterable<string>, into: (number: string) => string | undefined): Set<string> {
  const all = new Set(numbers)
  // What is added on the way is come to as well.
  for (const number of all) {
    const target = into(number)
    if (target !== undefined) all.add(target)
  }
  return all
}

/** How far back what has been seen is listed, and how far apart in time what is fetched at the same time can be (ms). */
export const month = 30 * 86_400_000

/**
 * What one has seen: `newest` is the newest that the device had then heard from the server, by the server's clock (ms), and `told`
 * when each happened of what was shown, as far back as a month before that. Neither the device's clock nor revisions decide:
 * an event that is sent again, to others than before, gets a new revision, and after a restore they are given out anew.
 */
export interface Seen { newest: number; told: Record<string, number> }

/** Where one begins who has never looked: what happened in the month before is new. */
export const begun = (known: number): Seen => ({ newest: known, told: {} })

/** Whether one has not seen it. What is older than a month before one looked was there to be seen, or was not for one then. */
export const isUnseen = ({ id, at }: Happening, { newest, told }: Seen): boolean => at > newest - month && !Object.hasOwn(told, id)

/** What one has seen after having been shown this too. `known` is the newest that the device has heard. */
export function see(seen: Seen, shown: readonly Happening[], known: number): Seen {
  const newest = Math.max(seen.newest, known)
  const told = [...Object.entries(seen.told), ...shown.map(({ id, at }) => [id, at] as const)]
  return { newest, told: Object.fromEntries(told.filter(([, at]) => at > newest - month)) }
}

/** One line of what has happened: all that is new about one thing, or all that is not; the first of it first. */
export interface Told { key: string; about: About; happenings: Happening[]; at: number; isNew: boolean; waits: boolean }

/** How much of it is new: lines, and each report though they are told in one. */
export const countNewIn = (told: readonly Told[]): number =>
  told.filter(({ isNew }) => isNew).reduce((sum, { about: { page, ...of }, happenings }) => sum + (page === 'inbox' && !('number' in of) ? happenings.length : 1), 0)

/** What there is to tell, newest first: what is new, what waits for an answer, and what happened in the month before `known`. */
export function tell(happenings: readonly Happening[], seen: Record<Happening['to'], Seen>, known: number): Told[] {
  const lines = new Map<string, Told>()
  const each = new Map(happenings.map((one) => [one.id, one]))
  for (const one of [...each.values()].sort((a, b) => a.at - b.at)) {
    const { at, waits = false } = one
    const isNew = isUnseen(one, seen[one.to])
    if (!isNew && !waits && at <= known - month) continue
    const key = `${waits ? 'waits' : isNew ? 'new' : 'before'} ${one.what.is === 'reported' ? 'reports' : Object.values(one.about).join(' ')}`
    const line = lines.get(key)
    // Only reports are told together though they are not about the same thing.
    if (line) Object.assign(line, { at, isNew: line.isNew || isNew, about: one.what.is === 'reported' ? { page: 'inbox' } : one.about, happenings: [...line.happenings, one] })
    else lines.set(key, { key, about: one.about, happenings: [one], at, isNew, waits })
  }
  return [...lines.values()].reverse().sort((a, b) => b.at - a.at)
}
