import type { Body, RegisterRow } from '../domain/documents.ts'
import type { ObstacleFields, Operation, OperationPayloads } from '../domain/operations.ts'
import type { InternalRow } from '../domain/own-records.ts'
import { layEvents, layObstacleChanges, layRegister, type ObstacleChanges, type RegisterEntry, type ToldEvent } from '../domain/register-changes.ts'
import { success, type Result } from '../domain/result.ts'
import type { Rights } from '../domain/roles.ts'
import { inDevice, inPublic, inUser } from './databases.ts'
import { Outbox } from './outbox.ts'
import { onThisDevice, type Writing } from './random-id.ts'
import { findRights } from './role-repository.ts'
import { stored } from './storage-failure.ts'
import { ofKind } from './user-database.ts'

/** Enters an obstacle in the register. Answers its id; its number comes from the server. */
export async function createObstacle(obstacle: Omit<OperationPayloads['obstacle.create'], 'id'>, writing: Writing = onThisDevice, draft?: string): Promise<Result<string>> {
  const id = writing.newId()
  const written = await write([{ kind: 'obstacle.create', payload: { ...obstacle, id } }], writing, draft)
  return written.ok ? success(id) : written
}

/** Edits fields of an obstacle that was seen at revision `base`: all of them or, when somebody else has changed one meanwhile, none. */
export function editObstacle(obstacle: string, base: number, fields: Partial<ObstacleFields>, cleared: string[] = [], writing: Writing = onThisDevice, draft?: string): Promise<Result<void>> {
  return write([{ kind: 'obstacle.edit', payload: { obstacle, base, fields, ...cleared.length > 0 ? { cleared } : {} } }], writing, draft)
}

/** Takes an obstacle from one state to another, as it was seen and as it should be. */
export const moveObstacle = (move: OperationPayloads['obstacle.move'], writing: Writing = onThisDevice, draft?: string): Promise<Result<void>> =>
  write([{ kind: 'obstacle.move', payload: move }], writing, draft)

/** Notes what was done about an obstacle, or what a body has answered; the draft it came from goes with the same stroke. */
export const followUpObstacle = (step: Omit<OperationPayloads['obstacle.follow-up'], 'id'>, writing: Writing = onThisDevice, draft?: string): Promise<Result<void>> =>
  write([{ kind: 'obstacle.follow-up', payload: { ...step, id: writing.newId() } }], writing, draft)

/** Shows an obstacle to everyone, or takes it back. */
export const publishObstacle = (obstacle: string, published: boolean, writing: Writing = onThisDevice): Promise<Result<void>> =>
  write([{ kind: 'obstacle.publish', payload: { obstacle, published } }], writing)

/** Asks bodies to act; the draft it came from goes with the same stroke. */
export const escalateObstacle = (lift: Omit<OperationPayloads['obstacle.escalate'], 'id'>, writing: Writing = onThisDevice, draft?: string): Promise<Result<void>> =>
  write([{ kind: 'obstacle.escalate', payload: { ...lift, id: writing.newId() } }], writing, draft)

/** Sets the day by which a body should answer, or takes it away. */
export const setDeadline = (payload: OperationPayloads['obstacle.deadline'], writing: Writing = onThisDevice): Promise<Result<void>> =>
  write([{ kind: 'obstacle.deadline', payload }], writing)

/** Says that one is a duplicate of another, by their ids. */
export const mergeObstacle = (obstacle: string, into: string, writing: Writing = onThisDevice): Promise<Result<void>> =>
  write([{ kind: 'obstacle.merge', payload: { obstacle, into } }], writing)

/** Says that it was no duplicate after all. */
export const partObstacle = (obstacle: string, writing: Writing = onThisDevice): Promise<Result<void>> =>
  write([{ kind: 'obstacle.part', payload: { obstacle } }], writing)

/** Asks those who reported it whether it still stops them. */
export const askReporters = (obstacle: string, writing: Writing = onThisDevice): Promise<Result<void>> =>
  write([{ kind: 'obstacle.ask', payload: { obstacle } }], writing)

/** Takes what somebody wrote out of an event of an obstacle, for good. */
export const redactEvent = (obstacle: string, event: string, writing: Writing = onThisDevice): Promise<Result<void>> =>
  write([{ kind: 'obstacle.redact', payload: { obstacle, event } }], writing)

/** What one has done to obstacles that neither part of the register shows yet, by the obstacle's id. */
export async function listObstacleChanges(): Promise<Map<string, ObstacleChanges>> {
  const published = await inPublic((db) => db.cursors.get('register'))
  const internal = await inUser((db) => db.cursors.get('internal'))
  return layObstacleChanges(await inDevice((db) => new Outbox(db).visible()), [published, internal])
}

/** Every obstacle that the device's user may see, published or not, with what they have done laid over; by year and running number, those without a number first. For `useLive`. */
export async function listRegister(): Promise<RegisterEntry[]> {
  const published = await inPublic((db) => db.register.where('kind').equals('obstacle').toArray()) as RegisterRow<'obstacle'>[]
  const internal = (await inUser((db) => internalOf(db.internal.where('[kind+slug]').between(...ofKind('obstacle')).toArray(), 'obstacle'))) ?? []
  return byNumber(layRegister(published, internal, await listObstacleChanges(), await bodyRows()))
}

/** One obstacle as its workers see it, by its number or, where it has none yet, by its id. For `useLive`. */
export async function findEntry(numberOrId: string): Promise<RegisterEntry | undefined> {
  const published = await inPublic((db) => db.register.where('[kind+slug]').equals(['obstacle', numberOrId]).toArray()) as RegisterRow<'obstacle'>[]
  const internal = (await inUser((db) => internalOf(db.internal.where('[kind+slug]').equals(['obstacle', numberOrId]).toArray(), 'obstacle'))) ?? []
  const id = published[0]?.id ?? internal[0]?.id
  const changes = await listObstacleChanges()
  const own = [...changes].find(([key, { entries }]) => key === id || key === numberOrId || entries.some(({ delivery }) => delivery.state === 'applied' && delivery.result.number === numberOrId))
  return layRegister(published, internal, new Map(own ? [own] : []), await bodyRows())[0]
}

/** The obstacles that point to one of these (`kind:slug`), by number. */
export async function listPointingTo(refs: readonly string[]): Promise<RegisterEntry[]> {
  const published = (await inPublic((db) => db.register.where('refs').anyOf(refs).toArray())).filter((row) => row.kind === 'obstacle') as RegisterRow<'obstacle'>[]
  const internal = (await inUser((db) => internalOf(db.internal.where('refs').anyOf(refs).toArray(), 'obstacle'))) ?? []
  const found = new Set([...published, ...internal].map(({ id }) => id))
  const changes = new Map([...await listObstacleChanges()].filter(([id]) => found.has(id)))
  return byNumber(layRegister(published, internal, changes, await bodyRows()))
}

/** What was done to an obstacle, the first first, as far as the device's user may read it. For `useLive`. */
export async function listEventsOf({ data: { number }, changes }: Pick<RegisterEntry, 'data' | 'changes'>): Promise<ToldEvent[]> {
  const ref = `obstacle:${number}`
  const published = (await inPublic((db) => db.register.where('refs').equals(ref).toArray())).filter((row) => row.kind === 'event') as RegisterRow<'event'>[]
  const internal = (await inUser((db) => internalOf(db.internal.where('refs').equals(ref).toArray(), 'event'))) ?? []
  return layEvents([...published, ...internal], changes, actingAs(await findRights()))
}

/** Every event the device's user may read, by the number of its obstacle, the first first; without what has not been sent. For `useLive`. */
export async function listAllEvents(): Promise<Map<string, ToldEvent[]>> {
  const published = await inPublic((db) => db.register.where('kind').equals('event').toArray()) as RegisterRow<'event'>[]
  const internal = (await inUser((db) => internalOf(db.internal.where('[kind+slug]').between(...ofKind('event')).toArray(), 'event'))) ?? []
  const all = new Map<string, ToldEvent[]>()
  for (const event of layEvents([...published, ...internal], undefined, { role: 'office' })) {
    const of = all.get(event.obstacle)
    if (of) of.push(event)
    else all.set(event.obstacle, [event])
  }
  return all
}

/** Is another when anything of the register may be: what has come from the server, who asks, or what has been done here. For `followQuery`. */
export async function registerMark(): Promise<unknown> {
  return [await inPublic((db) => db.cursors.get('register')), await inUser((db) => db.cursors.get('internal')), await inDevice((db) => new Outbox(db).visible())]
}

/** How many have reported each obstacle, by its number, where that may be told. For `useLive`. */
export async function listTallies(): Promise<Map<string, number>> {
  const rows = await inPublic((db) => db.register.where('kind').equals('tally').toArray())
  return new Map(rows.flatMap((row) => (row.kind === 'tally' && row.data.section === undefined && row.data.ref.startsWith('obstacle:') ? [[row.data.ref.slice('obstacle:'.length), row.data.reports] as const] : [])))
}

/** The bodies that may be responsible, by level and name. For `useLive`. */
export async function listBodies(): Promise<Body[]> {
  const order = { organisation: 0, municipality: 1, state: 2, 'not-assessed': 3 }
  return (await bodyRows()).map(({ data }) => data).sort((a, b) => order[a.level] - order[b.level] || a.name.localeCompare(b.name, 'nb'))
}

const inNumberOrder = new Intl.Collator('nb', { numeric: true }).compare
const byNumber = (entries: RegisterEntry[]) => entries.sort((a, b) => inNumberOrder(a.data.number, b.data.number))

const bodyRows = async (): Promise<RegisterRow<'body'>[]> => await inPublic((db) => db.register.where('kind').equals('body').toArray()) as RegisterRow<'body'>[]

async function internalOf<K extends 'obstacle' | 'event'>(rows: PromiseLike<InternalRow[]>, kind: K): Promise<InternalRow<K>[]> {
  return (await rows).filter((row) => row.kind === kind) as unknown as InternalRow<K>[]
}

/** In which role one's own steps are told before the server has told them. */
const actingAs = ({ isOffice, develops: [organisation], answersFor: [body] }: Rights) =>
  isOffice ? { role: 'office' } : organisation ? { role: 'developer', organisation } : { role: 'recipient', ...body ? { body } : {} }

const write = (operations: Operation[], writing: Writing, draft?: string) => stored(() => inDevice((db) => new Outbox(db).add(operations, writing, draft)))
