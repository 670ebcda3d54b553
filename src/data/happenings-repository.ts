import type { IsoDate, Obstacle, ObstacleEvent, RegisterRow } from '../domain/documents.ts'
import { begun, countNewIn, dayAfter, month, nearDays, ofCases, ofDeadlines, ofObstacles, ofReports, ownAmong, tell, withTargets, type Deadline, type Happening, type Told } from '../domain/happenings.ts'
import type { Reached } from '../domain/outbox.ts'
import type { Case, InternalRow } from '../domain/own-records.ts'
import { layEvents } from '../domain/register-changes.ts'
import type { OwnReport } from '../domain/own-reports.ts'
import { askedOf } from '../domain/responsibility.ts'
import { noRights, worksWithReports, type Rights } from '../domain/roles.ts'
import { inDevice, inPublic, inUser } from './databases.ts'
import { listFollows } from './follow-repository.ts'
import { listReports } from './report-repository.ts'
import { findRights } from './role-repository.ts'
import { keepFound, keepSeenIn, seenIn } from './seen.ts'
import { stored } from './storage-failure.ts'
import type { Result } from '../domain/result.ts'

/** A row with the epoch that its revision is of. */
type EventRow = (RegisterRow<'event'> | InternalRow<'event'>) & { epoch?: string }

/** What has happened, with what it is about. */
export interface Happenings {
  all: Happening[]
  /** The ids of the events that tell what one has done oneself. */
  own: string[]
  /** The newest that the device has heard from the server, by the server's clock (ms), of what is told to either. */
  known: Record<Happening['to'], number>
  reports: Map<string, OwnReport>
  /** By number, as the two below. */
  cases: Map<string, Case>
  obstacles: Map<string, Obstacle>
  /** What bodies are called, by id. */
  bodies: Map<string, string>
}

/** All there is to tell the device's present user, of what has happened since they last looked and in the month before. `today` is by the device. For `useLive`. */
export async function findHappenings(today: IsoDate): Promise<Happenings> {
  const known = await findKnown()
  const seen = await findSeen(known)
  const since = { person: Math.min(seen.person.newest, known.person) - month, device: Math.min(seen.device.newest, known.device) - month }
  const rights = await findRights()
  const reports = await listReports()
  const cases = worksWithReports(rights) ? await casesSince(since.person) : []
  const followed = await withAllTargets(await listFollows())
  const events = await eventsOf(rights, followed, Math.min(since.person, since.device))
  const deadlines = isAsked(rights) ? await deadlinesAround(today, rights) : []
  const own = await ownIdsIn(events)
  const obstacles = await obstaclesWith([...events.map(({ data }) => data.obstacle), ...deadlines.map(({ obstacle }) => obstacle)])
  const all = [
    ...ofReports(reports),
    ...ofCases(cases, new Set(reports.map(({ id }) => id))),
    ...ofObstacles(events, {
      rights, followed, organisationsOf: (number) => obstacles.get(number)?.organisations ?? [], own,
      toldInCases: new Set(reports.flatMap((report) => report.events.map(({ at }) => at))),
    }),
    ...ofDeadlines(deadlines, today, rights),
  ]
  const bodies = await inPublic((db) => db.register.where('[kind+slug]').between(['body', ''], ['body', '\uffff']).toArray()) as RegisterRow<'body'>[]
  return { all, own: [...own], known, obstacles, bodies: new Map(bodies.map(({ slug, data }) => [slug, data.name])), reports: new Map(reports.map((report) => [report.id, report])), cases: new Map(cases.map((about) => [about.number, about])) }
}

/** What there is to tell, in lines. `seen` is as it was when the page was opened: what was new then stands as new as long as one is there. */
export async function listTold(today: IsoDate, seen: Awaited<ReturnType<typeof findSeen>>): Promise<Happenings & { told: Told[] }> {
  const found = await findHappenings(today)
  return { ...found, told: tell(found.all, seen, startAt(found.known)) }
}

/** Whether there may be something to tell: somebody is signed in, or something is followed. */
export const hasListener = (): Promise<boolean> => inDevice(async (db) => (await db.fact('account')) !== undefined || (await db.follows.count()) > 0)

export interface News extends Pick<Happenings, 'own' | 'known'> { count: number; copies: (Reached | undefined)[] }

/** How much is new, and what to keep of it (`keepNews`); nothing for who has no account and follows nothing. */
export async function findNew(today: IsoDate): Promise<News | undefined> {
  if (!await hasListener()) return undefined
  // Read before the events: what these have come to is among them.
  const copies = [await inPublic((db) => db.cursors.get('register')), await inUser((db) => db.cursors.get('internal'))]
  const { told, own, known } = await listTold(today, await findSeen(await findKnown()))
  return { count: countNewIn(told), own, known, copies }
}

/** Keeps which events are one's own, before they are sent again; and begins to look for who never has, so that nothing from now on is missed however long they are away. */
export async function keepNews({ own, known, copies }: News): Promise<void> {
  await inDevice((db) => keepFound(db, own, copies))
  await keepSeen([], known)
}

/** What the device's present user has seen; who has never looked begins now. */
export async function findSeen(known: Happenings['known']) {
  const [person, device] = await inDevice(async (db) => [await seenIn(db, 'person'), await seenIn(db, 'device')])
  return { person: person ?? begun(startAt(known)), device: device ?? begun(startAt(known)) }
}

const startAt = ({ person, device }: Happenings['known']): number => Math.max(person, device)

/** Keeps that these have been seen; without any, where one begins who has never looked. */
export function keepSeen(shown: readonly Happening[], known: Happenings['known']): Promise<Result<void>> {
  return stored(async () => {
    // A device that has heard nothing yet has nothing to begin from.
    if (startAt(known) === 0) return
    const listening = await inDevice((db) => db.follows.count()) > 0 ? ['person', 'device'] as const : ['person'] as const
    for (const to of listening) await inDevice((db) => keepSeenIn(db, to, shown.filter((one) => one.to === to), known[to], startAt(known)))
  })
}

/** What has happened to an obstacle until now is no news to who begins to follow it: they are reading it. */
export async function seeSoFar(number: string): Promise<void> {
  const followed = await withAllTargets([number])
  const known = await findKnown()
  const shown = ofObstacles(await eventsOf(noRights, followed, 0), { rights: noRights, followed, organisationsOf: () => [], own: new Set(), toldInCases: new Set() })
  await inDevice((db) => keepSeenIn(db, 'device', shown, known.device, startAt(known)))
}

/** The newest row of each stream tells what the server's clock was; never the device's. */
export async function findKnown(): Promise<Happenings['known']> {
  const published = await inPublic((db) => db.cursors.get('register'))
  const own = await inUser((db) => db.cursors.toArray()) ?? []
  return { device: published?.newest ?? 0, person: Math.max(0, ...own.map(({ newest }) => newest ?? 0)) }
}

const isAsked = (rights: Rights): boolean => worksWithReports(rights) || rights.answersFor.length > 0

/** Written as the server writes its times, a day earlier: whatever they look like, none is missed. */
const bound = (time: number): string => new Date(Math.max(0, time - 86_400_000)).toISOString()

/** What was changed after a time may have happened before it, but not the other way round. */
const casesSince = async (since: number): Promise<Case[]> => (await inUser((db) => db.inbox.where('updated').above(bound(since)).toArray()) ?? []).map(({ data }) => data)

async function eventsOf(rights: Rights, followed: ReadonlySet<string>, since: number): Promise<EventRow[]> {
  const lately = ['event', bound(since)]
  const inRange = [lately, ['event', '\uffff']] as const
  const refs = [...followed].map((number) => `obstacle:${number}`)
  const isWide = isAsked(rights)
  const published = await inPublic((db) => (isWide ? db.register.where('[kind+updated]').between(...inRange) : db.register.where('refs').anyOf(refs)).toArray())
  const internal = isWide ? await inUser((db) => db.internal.where('[kind+updated]').between(...inRange).toArray()) ?? [] : []
  return ([...published, ...internal] as EventRow[]).filter(({ kind, data }) => kind === 'event' && Date.parse(data.at) > since)
}

/** The obstacles with these numbers, as far as the device holds them. */
async function obstaclesWith(numbers: readonly string[]): Promise<Map<string, Obstacle>> {
  const keys = [...new Set(numbers)].map((number) => ['obstacle', number])
  const published = await inPublic((db) => db.register.where('[kind+slug]').anyOf(keys).toArray())
  const internal = await inUser((db) => db.internal.where('[kind+slug]').anyOf(keys).toArray()) ?? []
  return new Map(([...published, ...internal] as RegisterRow<'obstacle'>[]).map(({ slug, data }) => [slug, data]))
}

async function withAllTargets(numbers: readonly string[]): Promise<Set<string>> {
  let all = new Set(numbers)
  for (let before = -1; before < all.size;) {
    before = all.size
    const held = await obstaclesWith([...all])
    all = withTargets(all, (number) => held.get(number)?.mergedInto)
  }
  return all
}

/** Those of the events that tell what the device's user has done from here. */
async function ownIdsIn(events: readonly EventRow[]): Promise<Set<string>> {
  const { sought, found } = await inDevice(async (db) => (await db.fact('doings'))?.[(await db.fact('account'))?.uid ?? ''] ?? { sought: [], found: [] })
  return new Set([...found, ...ownAmong(events, sought)])
}

/** The days to answer by that may be told of, with how it stands with who was asked. Only the events that set one have a `due`. */
async function deadlinesAround(today: IsoDate, rights: Rights): Promise<Deadline[]> {
  const rows = (await inUser((db) => db.internal.where('data.due').between(dayAfter(today, -30), dayAfter(today, nearDays), true, true).toArray()) ?? []) as EventRow[]
  const wanted = rows.filter(({ kind, data }) => kind === 'event' && (worksWithReports(rights) || rights.answersFor.includes(data.body!)))
  const numbers = [...new Set(wanted.map(({ data }) => data.obstacle))]
  const obstacles = await obstaclesWith(numbers)
  const refs = numbers.map((number) => `obstacle:${number}`)
  const all = [
    ...await inPublic((db) => db.register.where('refs').anyOf(refs).toArray()),
    ...await inUser((db) => db.internal.where('refs').anyOf(refs).toArray()) ?? [],
  ].filter(({ kind }) => kind === 'event') as EventRow[]
  const asked = new Map(numbers.map((number) => [number, askedOf(layEvents(all.filter(({ data }) => data.obstacle === number), undefined, { role: 'office' }), today)]))
  return wanted.map(({ id, data }: { id: string; data: ObstacleEvent }) => ({
    id, at: data.at, obstacle: data.obstacle, due: data.due!, status: obstacles.get(data.obstacle)?.status ?? 'registered', organisations: obstacles.get(data.obstacle)?.organisations ?? [],
    asked: asked.get(data.obstacle)?.find(({ body }) => body.id === data.body),
  }))
}
