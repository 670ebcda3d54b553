import type { DBCoreTable, Dexie } from 'dexie'

/** How long one step of a database may take (ms): more than the slowest phone needs for all of the content. */
export const patience = 20_000

/** Runs `work` once after `delay` ms; what it answers calls that off. */
export type Schedule = (delay: number, work: () => void) => () => void

export const byTimer: Schedule = (delay, work) => {
  const timer = setTimeout(work, delay)
  return () => clearTimeout(timer)
}

/**
 * Gives up a database that does not answer, as happens in browsers after a long sleep: what waits for it fails, and the next
 * question opens it anew. Without this whoever asked would wait for good, and what they wrote would neither be kept nor refused.
 */
export function watched<D extends Dexie>(db: D, schedule: Schedule = byTimer): D {
  const inTime = <T>(step: Promise<T>): Promise<T> => new Promise((resolve, reject) => {
    const callOff = schedule(patience, () => {
      db.close({ disableAutoOpen: false })
      reject(new Error('the database does not answer'))
    })
    step.finally(callOff).then(resolve, reject)
  })
  const watchedTable = (table: DBCoreTable): DBCoreTable => ({
    ...table,
    mutate: (request) => inTime(table.mutate(request)),
    get: (request) => inTime(table.get(request)),
    getMany: (request) => inTime(table.getMany(request)),
    query: (request) => inTime(table.query(request)),
    openCursor: (request) => inTime(table.openCursor(request)),
    count: (request) => inTime(table.count(request)),
  })
  db.use({ stack: 'dbcore', name: 'watchdog', create: (core) => ({ ...core, table: (name) => watchedTable(core.table(name)) }) })

  const openings = openingsOf(db)
  const open = db.open.bind(db)
  db.open = () => {
    let late = false
    const callOff = schedule(patience, () => {
      late = true
      openings.letGo()
      db.close()
    })
    return open().finally(() => {
      callOff()
      // The close that cancels an opening also forbids the next one.
      if (late) db.close({ disableAutoOpen: false })
    })
  }
  return db
}

/**
 * Watches which connection a database asks for. One that comes when nobody waits for it any more would be taken for the
 * database's own, or be lost sight of, and hold back every upgrade and removal until its tab is closed: it is closed at once.
 */
function openingsOf(db: Dexie): { letGo(): void } {
  const inner = db as unknown as { _deps: { indexedDB: Pick<IDBFactory, 'open' | 'deleteDatabase' | 'databases'> } }
  const factory = inner._deps.indexedDB
  let asked: IDBOpenDBRequest | undefined
  inner._deps = {
    ...inner._deps,
    indexedDB: {
      open: (name, version) => (asked = factory.open(name, version)),
      deleteDatabase: (name) => factory.deleteDatabase(name),
      // Missing in some browsers, and Dexie looks whether it is there.
      databases: factory.databases && (() => factory.databases()),
    },
  }
  return {
    letGo() {
      const request = asked
      if (!request) return
      request.onsuccess = () => request.result.close()
      // An upgrade that nobody makes must not leave a database without its tables.
      request.onupgradeneeded = () => request.transaction?.abort()
      request.onerror = (event) => event.preventDefault()
    },
  }
}
