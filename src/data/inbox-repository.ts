import { isUnread, judgementOf, layCases, type OpenCase } from '../domain/casework.ts'
import type { Obstacle, ObstacleStatus } from '../domain/documents.ts'
import type { Operation, OperationPayloads } from '../domain/operations.ts'
import { sectionsOf } from '../domain/references.ts'
import type { Result } from '../domain/result.ts'
import type { CaseRow } from '../domain/own-records.ts'
import { worksWithReports } from '../domain/roles.ts'
import type { Level } from '../domain/vocabulary.ts'
import { listRegister } from './casework-repository.ts'
import { inDevice, inPublic, inUser } from './databases.ts'
import type { Draft } from './device-database.ts'
import { Outbox } from './outbox.ts'
import { onThisDevice, type Writing } from './random-id.ts'
import { findRights } from './role-repository.ts'
import { stored } from './storage-failure.ts'
import type { UserDatabase } from './user-database.ts'

/** The reports that the device's user is to work with, as they stand with what has not been sent laid over; in the order to take them. For `useLive`. */
export const listCases = (): Promise<OpenCase[]> => casesOf((inbox) => inbox.toArray())

/**
 * Those of them that are connected to the obstacle of this number, looked up by index; all are gone through only while a connection
 * that was made here has not been sent. For `useLive`.
 */
export async function listCasesOf(number: string): Promise<OpenCase[]> {
  if (number === '') return []
  const cases = await casesOf(async (inbox, moved) => {
    const there = await inbox.where('refs').equals(`obstacle:${number}`).toArray()
    const known = new Set(there.map(({ id }) => id))
    return moved.size === 0 ? there : [...there, ...await inbox.filter(({ id, data }) => moved.has(data.report) && !known.has(id)).toArray()]
  })
  return cases.filter(({ obstacle }) => obstacle === number)
}

/** Some of the reports as they stand; `find` is told which of them have been connected here to another obstacle than the server knows of. */
async function casesOf(find: (inbox: UserDatabase['inbox'], moved: ReadonlySet<string>) => PromiseLike<CaseRow[]>): Promise<OpenCase[]> {
  const entries = await inDevice((db) => new Outbox(db).visible())
  const connections = entries.flatMap(({ kind, payload }) => (kind === 'case.connect' ? [payload] : []))
  const moved = new Set(connections.map(({ report }) => report))
  const connected = connections.map(({ obstacle }) => obstacle)
  const inbox = await inUser(async (db) => ({ rows: await find(db.inbox, moved), copy: await db.cursors.get('inbox') }))
  const rows = [
    ...await inPublic((db) => db.register.where('id').anyOf(connected).toArray()),
    ...await inUser((db) => db.internal.where('id').anyOf(connected).toArray()) ?? [],
  ]
  return layCases(inbox?.rows ?? [], entries, inbox?.copy, {
    numbers: new Map(rows.map(({ id, slug }) => [id, slug])), author: (await findRights()).isOffice ? 'office' : 'developer',
  })
}

/** How many of them nobody has opened yet; nothing for who does not work with any. */
export async function countUnread(): Promise<{ isOffice: boolean; unread: number } | undefined> {
  const rights = await findRights()
  if (!worksWithReports(rights)) return undefined
  const { isOffice } = rights
  const inbox = await inUser(async (db) => ({ rows: await db.inbox.where('data.status').equals('received').toArray(), copy: await db.cursors.get('inbox') }))
  const entries = await inDevice((db) => new Outbox(db).visible())
  const cases = layCases(inbox?.rows ?? [], entries, inbox?.copy, { numbers: new Map(), author: isOffice ? 'office' : 'developer' })
  return { isOffice, unread: cases.filter(isUnread).length }
}

/** An obstacle that a report can be connected to; without a number as long as the server has not given it one. */
export interface KnownObstacle extends Pick<Obstacle, 'title' | 'description'> {
  id: string
  number?: string
  status?: ObstacleStatus
  levels: readonly Level[]
  bodies: readonly string[]
  /** Whether everyone may read it, its writer too. */
  published: boolean
}

/** All of the register that the user may see, published or not, and what has been entered here since; without duplicates. */
export async function listKnownObstacles(): Promise<KnownObstacle[]> {
  const standing = (await listRegister()).filter(({ data, changes }) => data.mergedInto === undefined && changes?.created?.at !== 'needs-help')
  return standing.map(({ id, published, data: { number, title, description, status, levels, bodies } }) =>
    ({ id, ...number ? { number } : {}, title, description, status, levels, bodies: bodies.map(({ name }) => name), published }))
}

/** The parts of pages that the reports connected to an obstacle are about, each once. For `useLive`. */
export async function listReportedSections(number: string): Promise<string[]> {
  return [...new Set((await listCasesOf(number)).flatMap(({ context }) => sectionsOf(context)))]
}

/** Takes back what was done in one stroke, by what its entries are known by; false when some of it has been sent already. */
export const undoCasework = (opIds: readonly string[], draft?: Omit<Draft, 'owner'>): Promise<Result<boolean>> =>
  stored(() => inDevice((db) => new Outbox(db).undo(opIds, draft)))

/** Says that one has read it. Like the verbs below it answers what the entries are known by. */
export const readCase = (report: string, writing?: Writing) => write([{ kind: 'case.read', payload: { report } }], writing)

/** Asks whoever reported it; the draft it came from goes with the same stroke. */
export function askReporter(report: string, text: string, draft?: string, cleared: string[] = [], writing: Writing = onThisDevice): Promise<Result<string[]>> {
  return write([{ kind: 'case.ask', payload: { id: writing.newId(), report, text, ...cleared.length > 0 ? { cleared } : {} } }], writing, draft)
}

/** Connects it to an obstacle, by its id. */
export const connectCase = (about: OpenCase, obstacle: string, writing?: Writing) => connectCases([about], obstacle, writing)

/** Connects several to one obstacle, in one stroke: those that belong elsewhere than where they were connected are moved by it. */
export const connectCases = (cases: readonly OpenCase[], obstacle: string, writing?: Writing) => write(connecting(cases, obstacle), writing)

/** Enters a new obstacle, of the parts of pages that the reports are about, and connects them to it, in one stroke. */
export function makeObstacleOf(cases: readonly OpenCase[], obstacle: Omit<OperationPayloads['obstacle.create'], 'id'>, draft?: string, writing: Writing = onThisDevice): Promise<Result<string[]>> {
  const id = writing.newId()
  const sections = [...new Set(cases.flatMap(({ context }) => sectionsOf(context)))]
  return write([{ kind: 'obstacle.create', payload: { ...obstacle, id, ...sections.length > 0 ? { sections } : {} } }, ...connecting(cases, id)], writing, draft)
}

const connecting = (cases: readonly OpenCase[], obstacle: string) =>
  cases.map((about): Operation => ({ kind: 'case.connect', payload: { report: about.report, obstacle, seen: judgementOf(about) } }))

/** Says that it leads to no obstacle, with the reason that its writer is told; the draft it came from goes with the same stroke. */
export function declineCase(about: OpenCase, reason: string, draft?: string, cleared: string[] = [], writing: Writing = onThisDevice): Promise<Result<string[]>> {
  return write([{ kind: 'case.decline', payload: { report: about.report, reason, seen: judgementOf(about), ...cleared.length > 0 ? { cleared } : {} } }], writing, draft)
}

const write = (operations: Operation[], writing: Writing = onThisDevice, draft?: string) => stored(() => inDevice((db) => new Outbox(db).enter(operations, writing, draft)))
