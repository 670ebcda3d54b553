import type { DBCoreTable } from 'dexie'
import { streamAdapter } from '../../src/backend/stream-adapter.ts'
import { PublicDatabase } from '../../src/data/public-database.ts'
import { SyncLoop, type SyncProgress, type SyncWorld } from '../../src/sync/sync-loop.ts'
import type { ModelServer } from './model-server.ts'

/** What is left of a process until it is killed: so many more steps in its database. */
export class Fuse {
  steps = Infinity

  burn(): void {
    if (this.steps <= 0) throw new Error('killed')
    this.steps--
  }
}

/** A browser's timers, locks and clock, turned by hand. Share one between the tabs of a device. */
export class TestBrowser implements SyncWorld {
  time = 1_800_000_000_000
  chance = 0
  readonly timers = new Map<() => void, number>()
  #holder: Promise<unknown> | undefined

  now = () => this.time
  random = () => this.chance

  schedule = (delay: number, work: () => void) => {
    this.timers.set(work, delay)
    return () => { this.timers.delete(work) }
  }

  exclusively = async <T>(wait: boolean, work: () => Promise<T>): Promise<T | undefined> => {
    while (this.#holder) {
      if (!wait) return undefined
      await this.#holder.catch(() => {})
    }
    const running = work()
    this.#holder = running
    try {
      return await running
    } finally {
      this.#holder = undefined
    }
  }

  /** Lets the only timer that should be there ring; answers how long it waited. */
  ring(): number {
    const [[work, delay]] = this.timers as unknown as [[() => void, number]]
    this.timers.delete(work)
    work()
    return delay
  }
}

export interface Tab { db: PublicDatabase; loop: SyncLoop; fuse: Fuse; reports: SyncProgress[] }

/** A tab with the real sync, the real adapter and a database of that name; its process can be killed at any step of the database. */
export function openTab(name: string, server: Pick<ModelServer, 'fetch'>, browser: SyncWorld = new TestBrowser()): Tab {
  const fuse = new Fuse()
  const db = new PublicDatabase(name)
  db.use({ stack: 'dbcore', name: 'fuse', create: (core) => ({ ...core, table: (table) => fused(core.table(table), fuse) }) })
  const reports: SyncProgress[] = []
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const answer = await server.fetch(input, init)
    // A killed process hears no answer.
    if (fuse.steps <= 0) throw new TypeError('killed')
    return answer
  }
  const port = streamAdapter('http://server.test', 'key', fetch)
  return { db, fuse, reports, loop: new SyncLoop(db, port, browser, (progress) => reports.push(progress)) }
}

function fused(table: DBCoreTable, fuse: Fuse): DBCoreTable {
  return {
    ...table,
    mutate: async (request) => { fuse.burn(); return table.mutate(request) },
    get: async (request) => { fuse.burn(); return table.get(request) },
    getMany: async (request) => { fuse.burn(); return table.getMany(request) },
    query: async (request) => { fuse.burn(); return table.query(request) },
  }
}
