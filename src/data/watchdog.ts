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

  const open = db.open.bind(db)
  let givenUp = false
  db.open = () => {
    // One that came through after it was given up is taken for open by Dexie and is not: it would be waited for without end.
    if (givenUp && db.isOpen()) db.close({ disableAutoOpen: false })
    givenUp = false
    let late = false
    const callOff = schedule(patience, () => {
      late = givenUp = true
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
