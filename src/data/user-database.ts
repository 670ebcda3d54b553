import { Dexie, type EntityTable } from 'dexie'
import type { FrozenRow } from '../domain/documents.ts'
import type { CaseRow, InternalRow, JoinedRow, MineRow } from '../domain/own-records.ts'
import type { UserStream } from '../domain/sync-status.ts'
import type { Cursor } from './public-database.ts'
import { byTimer, patience, watched, type Schedule } from './watchdog.ts'

export type StoredMineRow = MineRow & { refs: string[] }
export type StoredInternalRow = InternalRow & { refs: string[] }
export type StoredCaseRow = CaseRow & { refs: string[] }
export type StoredJoinedRow = JoinedRow & { refs: string[] }

/** What is in a snapshot of the register, by its id. It is fetched once: only words that are taken out of it change it, and its row's revision then. */
export interface StoredSnapshot { id: string; rows: FrozenRow[]; rev?: number }

/** The bounds of the rows of one kind in the index `[kind+slug]`, for `between`. */
export const ofKind = (kind: string): [from: [string, string], to: [string, string]] => [[kind, ''], [kind, '\uffff']]

const prefix = 'feltboka-user-'

/** What the server lets one user see and not everyone. Filled by the server alone, so it is safe to remove and fetch again. */
export class UserDatabase extends Dexie {
  declare mine: EntityTable<StoredMineRow, 'id'>
  declare internal: EntityTable<StoredInternalRow, 'id'>
  declare inbox: EntityTable<StoredCaseRow, 'id'>
  declare joined: EntityTable<StoredJoinedRow, 'id'>
  declare snapshots: EntityTable<StoredSnapshot, 'id'>
  declare cursors: EntityTable<Cursor, 'stream'>
  readonly uid: string

  constructor(uid: string, name = prefix + uid) {
    super(name)
    this.uid = uid
    this.version(1).stores({
      mine: 'id, [kind+slug], *refs, [id+rev]',
      internal: 'id, [kind+slug], *refs, [id+rev]',
      cursors: 'stream',
    })
    this.version(2).stores({ inbox: 'id, [kind+slug], *refs, [id+rev]' })
    this.version(3).stores({ inbox: 'id, [kind+slug], *refs, [id+rev], data.status' })
    this.version(4).stores({ snapshots: 'id' })
    this.version(5).stores({ internal: 'id, [kind+slug], *refs, [id+rev], [kind+updated], data.due', inbox: 'id, [kind+slug], *refs, [id+rev], data.status, updated' })
    this.version(6).stores({ joined: 'id, [kind+slug], *refs, [id+rev]' })
  }

  rowsOf(stream: UserStream) {
    return this[stream]
  }
}

let opened: UserDatabase | undefined

/** The database of the device's present user. Another user's is closed. */
export function userDatabase(uid: string): UserDatabase {
  if (opened?.uid !== uid) {
    opened?.close()
    opened = watched(new UserDatabase(uid))
  }
  return opened
}

/**
 * Removes from the device what the server sent for any other user than this one. Nothing is lost by it: it is fetched again.
 * One that a tab keeps open, which the system may have frozen, goes when that tab lets go of it, and is not waited for.
 */
export async function removeOtherUsers(uid: string | undefined): Promise<void> {
  if (opened && opened.uid !== uid) {
    opened.close()
    opened = undefined
  }
  const names = await Dexie.getDatabaseNames()
  await Promise.all(names.filter((name) => name.startsWith(prefix) && name !== prefix + uid).map(removeDatabase))
}

/**
 * How one tab removes a database, or leaves it to go when who keeps it open lets go: until then it is not asked again. Of a
 * removal that stands behind another one a browser says nothing at all: it is not waited for longer than the slowest takes.
 */
export function remover(schedule: Schedule = byTimer): (name: string) => Promise<void> {
  const leaving = new Set<string>()
  return (name) => new Promise<void>((resolve, reject) => {
    if (leaving.has(name)) return resolve()
    leaving.add(name)
    const callOff = schedule(patience, resolve)
    const db = new Dexie(name)
    db.on('blocked', () => resolve())
    db.delete().finally(() => {
      leaving.delete(name)
      callOff()
    }).then(resolve, reject)
  })
}

const removeDatabase = remover()
