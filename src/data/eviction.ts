import type { DeviceDatabase } from './device-database.ts'

/** Where the mark is kept beside the database: a store that browsers clear by other rules than theirs. */
export type MarkStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

const key = 'feltboka:device'

/**
 * Whether the browser has removed the device's database, and with it what was not sent, since the last time. The same mark
 * lies in the database and beside it; one that lies beside it alone tells. True until `seeEviction`.
 */
export async function isEvicted(db: DeviceDatabase, store: MarkStore, newId: () => string): Promise<boolean> {
  const beside = store.getItem(key)
  const within = await db.fact('mark')
  if (beside !== null) return within === undefined
  // The database first: a kill in between must not look like a removal.
  const mark = within ?? newId()
  if (within === undefined) await db.keepFact('mark', mark)
  store.setItem(key, mark)
  return false
}

/** A person has seen it: from now on the new database is the one to watch. */
export async function seeEviction(db: DeviceDatabase, store: MarkStore, newId: () => string): Promise<void> {
  store.removeItem(key)
  await isEvicted(db, store, newId)
}
