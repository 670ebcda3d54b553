import type { LibraryRow } from '../domain/documents.ts'
import type { Operation, OperationPayloads } from '../domain/operations.ts'
import type { JoinedRow } from '../domain/own-records.ts'
import { success, type Result } from '../domain/result.ts'
import { laySeminarChanges, laySeminars, type SeminarChanges, type SeminarEntry } from '../domain/seminar-changes.ts'
import type { SeminarFields } from '../domain/seminars.ts'
import { inDevice, inPublic, inUser } from './databases.ts'
import { Outbox } from './outbox.ts'
import { onThisDevice, type Writing } from './random-id.ts'
import { stored } from './storage-failure.ts'
import { ofKind } from './user-database.ts'

/** Makes a seminar, for its hosts and who joins it. Answers its id; its slug comes from the server. The draft it came from goes with the same stroke. */
export async function createSeminar(seminar: Omit<OperationPayloads['seminar.create'], 'id'>, writing: Writing = onThisDevice, draft?: string): Promise<Result<string>> {
  const id = writing.newId()
  const written = await write([{ kind: 'seminar.create', payload: { ...seminar, id } }], writing, draft)
  return written.ok ? success(id) : written
}

/** Edits fields of a seminar that was seen at revision `base`: all of them or, when somebody else has changed one meanwhile, none. */
export const editSeminar = (seminar: string, base: number, fields: Partial<SeminarFields>, cleared: string[] = [], writing: Writing = onThisDevice, draft?: string): Promise<Result<void>> =>
  write([{ kind: 'seminar.edit', payload: { seminar, base, fields, ...cleared.length > 0 ? { cleared } : {} } }], writing, draft)

/** Shows a seminar and its files to everyone, or takes it back. */
export const publishSeminar = (seminar: string, published: boolean, writing: Writing = onThisDevice): Promise<Result<void>> =>
  write([{ kind: 'seminar.publish', payload: { seminar, published } }], writing)

/** Every seminar that the device's user may read, with what they have done as its host laid over, in no set order. For `useLive`. */
export async function listSeminars(): Promise<SeminarEntry[]> {
  const published = await inPublic((db) => db.documents.where('[kind+slug]').between(...ofKind('seminar')).toArray()) as unknown as LibraryRow<'seminar'>[]
  const joined = await inUser((db) => db.joined.where('[kind+slug]').between(...ofKind('seminar')).toArray()) as unknown as HiddenRow[] | undefined
  return laySeminars(published, joined ?? [], await seminarChanges())
}

/** One seminar by its slug, or by its id, which is all it is known by until the server has it. For `useLive`. */
export async function findSeminar(slugOrId: string): Promise<SeminarEntry | undefined> {
  const published = await inPublic(async (db) => await db.documents.get({ kind: 'seminar', slug: slugOrId }) ?? await db.documents.get(slugOrId)) as LibraryRow<'seminar'> | undefined
  const joined = await inUser(async (db) => await db.joined.get({ kind: 'seminar', slug: slugOrId }) ?? await db.joined.get(slugOrId)) as HiddenRow | undefined
  const changes = await seminarChanges()
  const id = published?.id ?? joined?.id
  const own = [...changes].find(([key, { slug }]) => key === id || key === slugOrId || slug === slugOrId)
  return laySeminars(published ? [published] : [], joined ? [joined] : [], new Map(own ? [own] : []))[0]
}

/** How many of the files of a seminar that is not published not everyone may fetch yet. For `useLive`. */
export async function countClosedFiles(slug: string): Promise<number> {
  const files = await inUser((db) => db.joined.where('refs').equals(`seminar:${slug}`).toArray()) ?? []
  return files.filter((row) => row.kind === 'file' && !row.data.open).length
}

type HiddenRow = Extract<JoinedRow, { kind: 'seminar' }>

async function seminarChanges(): Promise<Map<string, SeminarChanges>> {
  const entries = await inDevice((db) => new Outbox(db).visible())
  const copies = [await inPublic((db) => db.cursors.get('library')), await inUser((db) => db.cursors.get('joined'))]
  return laySeminarChanges(entries, copies)
}

const write = (operations: Operation[], writing: Writing, draft?: string) => stored(() => inDevice((db) => new Outbox(db).add(operations, writing, draft)))
