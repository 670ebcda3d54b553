import { Dexie, type EntityTable } from 'dexie'
import type { InternalRow, MineRow } from '../domain/own-records.ts'
import type { UserStream } from '../domain/sync-status.ts'
import type { Cursor } from './public-database.ts'
import { byTimer, patience, watched, type Schedule } from './watchdog.ts'

export type StoredMineRow = MineRow & { refs: string[] }
export type StoredInternalRow = InternalRow & { refs: string[] }

const prefix = 'feltboka-user-'

/** What the server lets one user see and not everyone. Filled by the server alone, so it is safe to remove and fetch again. */
export class UserDatabase extends Dexie {
  declare mine: EntityTable<StoredMineRow, 'id'>
  declare internal: EntityTable<StoredInternalRow, 'id'>
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
  await Promise.all(names.filter((name) => name.startsWith(prefix) && name !== prefix + uid).map((name) => removeDatabase(name)))
}

/**
 * Removes a database, or leaves it to go when who keeps it open lets go. Of a removal that stands behind another one a browser
 * says nothing at all: it is not waited for longer than the slowest takes.
 */
export function removeDatabase(name: string, schedule: Schedule = byTimer): Promise<void> {
  return new Promise<void>((resolve, reject) => {
    const callOff = schedule(patience, resolve)
    const db = new Dexie(name)
    db.on('blocked', () => resolve())
    db.delete().finally(callOff).then(resolve, reject)
  })
}
