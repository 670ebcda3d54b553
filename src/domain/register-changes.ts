import type { ObstacleEvent, ObstacleStatus, RegisterRow } from './documents.ts'
import { subjectOf, type ObstacleFields } from './operations.ts'
import { isReached, type OutboxEntry, type Reached } from './outbox.ts'
import type { InternalRow } from './own-records.ts'
import { whereIs, type Whereabouts } from './own-reports.ts'

/** What one has done to an obstacle that the register does not show yet, to be laid over it. */
export interface ObstacleChanges {
  obstacle: string
  /** Set when the obstacle itself is new: there is no row of it yet. */
  created?: Whereabouts
  fields: Partial<ObstacleFields>
  status?: ObstacleStatus
  published?: boolean
  /** The id of the obstacle it was merged into; false when it was parted from one. */
  mergedInto?: string | false
  /** Bodies it was lifted to, beside those in `fields`. */
  addressedTo: string[]
  /** Every operation in it, refused ones too, in order; what is refused is not among the fields. */
  entries: OutboxEntry[]
}

/** An obstacle as its workers see it: as the server has it, with what one has done since laid over. */
export interface RegisterEntry {
  id: string
  /** The revision it was seen at; 0 for what the server does not have yet. */
  rev: number
  published: boolean
  data: RegisterRow<'obstacle'>['data']
  changes?: ObstacleChanges
}

/** Changes by obstacle. `copies` are the two places an obstacle may be fetched to: what is in both is no longer a change. */
export function layObstacleChanges(entries: readonly OutboxEntry[], copies: readonly (Reached | undefined)[]): Map<string, ObstacleChanges> {
  const all = new Map<string, ObstacleChanges>()
  for (const entry of entries) {
    if (!entry.kind.startsWith('obstacle.') || isReached(entry, copies)) continue
    const obstacle = subjectOf(entry)
    all.set(obstacle, layOn(all.get(obstacle) ?? { obstacle, fields: {}, addressedTo: [], entries: [] }, entry))
  }
  return all
}

function layOn(laid: ObstacleChanges, entry: OutboxEntry): ObstacleChanges {
  const where = whereIs(entry)
  const next = { ...laid, entries: [...laid.entries, entry] }
  if (entry.kind === 'obstacle.create') {
    const { id: obstacle, ...fields } = entry.payload
    delete fields.cleared
    return { ...next, obstacle, created: where, status: 'registered', fields }
  }
  if (where.at === 'needs-help') return next
  switch (entry.kind) {
    case 'obstacle.edit': return { ...next, fields: { ...next.fields, ...entry.payload.fields } }
    case 'obstacle.move': return { ...next, status: entry.payload.to }
    case 'obstacle.publish': return { ...next, published: entry.payload.published }
    case 'obstacle.merge': return { ...next, mergedInto: entry.payload.into }
    case 'obstacle.part': return { ...next, mergedInto: false }
    case 'obstacle.escalate': return { ...next, addressedTo: [...next.addressedTo, ...entry.payload.bodies] }
    default: return next
  }
}

type ObstacleRow = RegisterRow<'obstacle'> | InternalRow<'obstacle'>

/**
 * The register as its workers see it. An obstacle that was published a moment ago may be in both parts: the later one holds.
 * `bodies` names those that are responsible.
 */
export function layRegister(published: readonly ObstacleRow[], internal: readonly ObstacleRow[], changes: ReadonlyMap<string, ObstacleChanges>, bodies: readonly RegisterRow<'body'>[]): RegisterEntry[] {
  const rows = new Map<string, RegisterEntry>()
  for (const [part, isPublished] of [[published, true], [internal, false]] as const) {
    for (const { id, rev, data } of part) if (!rows.has(id) || rows.get(id)!.rev < rev) rows.set(id, { id, rev, published: isPublished, data })
  }
  const numberOf = (id: string) => rows.get(id)?.data.number
  for (const [id, changed] of changes) {
    const before = rows.get(id) ?? (changed.created && { id, rev: 0, published: false, data: unnumbered })
    if (before) rows.set(id, { ...before, published: changed.published ?? before.published, data: layData(before.data, changed, bodies, numberOf), changes: changed })
  }
  return [...rows.values()]
}

/** What a new obstacle is before the server has given it a number. */
const unnumbered: RegisterEntry['data'] = {
  number: '', title: '', description: '', kind: 'not-assessed', levels: [], bodies: [], gap: false, services: [], districts: [], themes: [],
  models: [], projects: [], insights: [], sections: [], status: 'registered', organisations: [], addressedTo: [], sources: [], reviewed: '', asOf: '',
}

function layData(data: RegisterEntry['data'], { fields, status, mergedInto, addressedTo, entries }: ObstacleChanges, bodies: readonly RegisterRow<'body'>[], numberOf: (id: string) => string | undefined): RegisterEntry['data'] {
  const { bodyIds, ...rest } = fields
  const made = entries.find((entry) => entry.kind === 'obstacle.create')?.delivery
  const known = bodyIds?.flatMap((id) => data.bodies.find((body) => body.id === id) ?? bodies.find(({ slug }) => slug === id)?.data ?? [])
  return {
    ...data, ...rest as Partial<RegisterEntry['data']>,
    ...(known ? { bodies: known } : {}),
    // Lifting makes what is assessed lifted, on the server as here.
    status: status ?? (addressedTo.length > 0 && data.status === 'assessed' ? 'escalated' : data.status),
    addressedTo: [...new Set([...(rest.addressedTo ?? data.addressedTo ?? []), ...addressedTo])],
    ...(mergedInto === undefined ? {} : { mergedInto: mergedInto === false ? undefined : numberOf(mergedInto) ?? mergedInto }),
    ...(made?.state === 'applied' && typeof made.result.number === 'string' ? { number: made.result.number } : {}),
  }
}

/** An event with where it is: one's own that the register does not show yet have no time of the server's. */
export type ToldEvent = Omit<ObstacleEvent, 'at'> & { id: string; at?: string; where: Whereabouts }

/** What was done to an obstacle, the first first: as the server tells it, and after that what one has done since. */
export function layEvents(events: readonly (RegisterRow<'event'> | InternalRow<'event'>)[], changes: ObstacleChanges | undefined, by: ObstacleEvent['by']): ToldEvent[] {
  const told = new Map(events.map(({ id, rev, data }) => [id, { ...data, id, rev, where: { at: 'fetched' } as const }]))
  const inOrder = [...told.values()].sort((a, b) => a.at.localeCompare(b.at) || a.rev - b.rev).map(({ rev: _, ...event }): ToldEvent => event)
  const mine = (changes?.entries ?? []).flatMap((entry): ToldEvent[] => {
    const own = eventsOf(entry)
    return own.some(({ id }) => told.has(id)) ? [] : own.map((event) => ({ ...event, obstacle: '', obstacleId: subjectOf(entry), by, where: whereIs(entry) }))
  })
  return [...inOrder, ...mine]
}

type NewEvent = Pick<ToldEvent, 'id' | 'type'> & Partial<ToldEvent>

/** What an operation will be told as: one event, and with a day to answer by one for each who is asked. */
export function eventsOf(entry: OutboxEntry): NewEvent[] {
  const { due, bodies } = entry.kind === 'obstacle.escalate' ? entry.payload : { due: undefined, bodies: [] }
  const days = due === undefined ? [] : bodies.map((body): NewEvent => ({ id: `${entry.opId} ${body}`, type: 'deadline', body, due }))
  return [...[eventOf(entry)].filter((event) => event !== undefined), ...days]
}

/** `id` is the event's own where the operation gives it one. */
function eventOf(entry: OutboxEntry): NewEvent | undefined {
  const id = entry.opId
  switch (entry.kind) {
    case 'obstacle.create': return { id, type: 'created' }
    case 'obstacle.move': return { id, type: 'moved', from: entry.payload.from, to: entry.payload.to, reason: entry.payload.reason }
    case 'obstacle.follow-up': return { type: 'followed-up', ...entry.payload }
    case 'obstacle.publish': return { id, type: 'published', published: entry.payload.published }
    case 'obstacle.escalate': return { type: 'escalated', id: entry.payload.id, text: entry.payload.text, date: entry.payload.date, bodies: entry.payload.bodies.map((body) => ({ id: body, name: body, level: 'not-assessed' })) }
    case 'obstacle.deadline': return { id, type: 'deadline', body: entry.payload.body, due: entry.payload.due }
    case 'obstacle.merge': return { id, type: 'merged', into: entry.payload.into }
    case 'obstacle.part': return { id, type: 'parted' }
    case 'obstacle.ask': return { id, type: 'asked' }
    case 'obstacle.redact': return { id, type: 'redacted', event: entry.payload.event }
    case 'obstacle.edit': return { id, type: 'edited', fields: Object.fromEntries(Object.entries(entry.payload.fields).map(([field, to]) => [field, { from: undefined, to }])) }
    default: return undefined
  }
}
