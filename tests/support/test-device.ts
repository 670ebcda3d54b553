import type { DBCoreTable, Dexie } from 'dexie'
import { authAdapter } from '../../src/backend/auth-adapter.ts'
import { pushAdapter } from '../../src/backend/push-adapter.ts'
import { streamAdapter } from '../../src/backend/stream-adapter.ts'
import { DeviceDatabase } from '../../src/data/device-database.ts'
import { Outbox } from '../../src/data/outbox.ts'
import { randomId, type Writing } from '../../src/data/random-id.ts'
import { PublicDatabase } from '../../src/data/public-database.ts'
import { UserDatabase } from '../../src/data/user-database.ts'
import { Session } from '../../src/sync/session.ts'
import { SyncLoop, type SyncProgress, type SyncWorld } from '../../src/sync/sync-loop.ts'
import { UserSync, type UserDatabases, type UserPorts } from '../../src/sync/user-sync.ts'
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
export class TestBrowser implements SyncWorld, Writing {
  time = 1_800_000_000_000
  chance = 0
  readonly timers = new Map<() => void, number>()
  #holder: Promise<unknown> | undefined
  #ids = 0
  readonly #device: number

  /** Devices of one story have each their number, so that no two make the same id. */
  constructor(device = 1) {
    this.#device = device
  }

  now = () => this.time
  random = () => this.chance
  newId = () => `${String(this.#device).padStart(8, '0')}-0000-4000-8000-${String(this.#ids += 1).padStart(12, '0')}`

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

/** A tab: its databases, what was written in it, and the real sync. */
export interface Tab {
  db: PublicDatabase
  device: DeviceDatabase
  outbox: Outbox
  session: Session
  user: UserSync
  loop: SyncLoop
  fuse: Fuse
  reports: SyncProgress[]
  /** What the server has sent this user, in this tab's own connection. */
  own(uid: string): UserDatabase
  /** Closes the tab, as a person or a kill does: the databases are all that is left. */
  close(): void
}

/** A tab with the real sync, the real adapters and databases of that name; its process can be killed at any step of a database. */
export function openTab(name: string, server: Pick<ModelServer, 'fetch'>, browser: SyncWorld & Partial<Writing> = new TestBrowser()): Tab {
  const fuse = new Fuse()
  const [db, device] = [new PublicDatabase(name), new DeviceDatabase(`${name}-device`)]
  const users = new Map<string, UserDatabase>()
  for (const one of [db, device]) fuseIn(one, fuse)
  const reports: SyncProgress[] = []
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const answer = await server.fetch(input, init)
    // A killed process hears no answer.
    if (fuse.steps <= 0) throw new TypeError('killed')
    return answer
  }
  function own(uid: string): UserDatabase {
    const open = users.get(uid)
    if (open) return open
    const fresh = fuseIn(new UserDatabase(uid, `${name}-user-${uid}`), fuse)
    users.set(uid, fresh)
    return fresh
  }
  const [url, key] = ['http://server.test', 'key']
  const session = new Session(device, authAdapter(url, key, fetch), browser.newId ?? randomId)
  const ports: UserPorts = { streams: (bearer) => streamAdapter(url, key, fetch, bearer), push: (bearer) => pushAdapter(url, key, fetch, bearer) }
  const databases: UserDatabases = {
    open: own,
    async removeOthers(uid) {
      for (const [other, one] of users) {
        if (other === uid) continue
        users.delete(other)
        await one.delete()
      }
    },
  }
  const user = new UserSync(device, session, ports, databases, browser.now)
  return {
    db, device, fuse, reports, session, user, own, outbox: new Outbox(device),
    loop: new SyncLoop(db, streamAdapter(url, key, fetch), user, browser, (progress) => reports.push(progress)),
    close: () => { for (const one of [db, device, ...users.values()]) one.close() },
  }
}

function fuseIn<D extends Dexie>(db: D, fuse: Fuse): D {
  db.use({ stack: 'dbcore', name: 'fuse', create: (core) => ({ ...core, table: (table) => fused(core.table(table), fuse) }) })
  return db
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
