import { Dexie, type DBCoreTable } from 'dexie'
import { authAdapter } from '../../src/backend/auth-adapter.ts'
import { caseAdapter } from '../../src/backend/case-adapter.ts'
import { claimAdapter } from '../../src/backend/claim-adapter.ts'
import { pushAdapter } from '../../src/backend/push-adapter.ts'
import { streamAdapter } from '../../src/backend/stream-adapter.ts'
import { DeviceDatabase } from '../../src/data/device-database.ts'
import { Outbox } from '../../src/data/outbox.ts'
import { randomId, type Writing } from '../../src/data/random-id.ts'
import { PublicDatabase } from '../../src/data/public-database.ts'
import { remover, UserDatabase } from '../../src/data/user-database.ts'
import { Session } from '../../src/sync/session.ts'
import { SyncLoop, type SyncProgress, type SyncWorld } from '../../src/sync/sync-loop.ts'
import { UserSync, type UserDatabases, type UserPorts } from '../../src/sync/user-sync.ts'
import type { ModelServer } from './model-server.ts'

/** What is left of a process until it is killed: so many more steps in its databases and on the network. */
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

/** What a story may want otherwise of a tab: the build it runs, and what befalls its databases beside a kill. */
export interface TabOptions { Device?: typeof DeviceDatabase; beset?: (db: Dexie, fuse: Fuse) => void }

/** A tab with the real sync, the real adapters and databases of that name; its process can be killed at any step. */
export function openTab(
  name: string, server: Pick<ModelServer, 'fetch'>, browser: SyncWorld & Partial<Writing> = new TestBrowser(), { Device = DeviceDatabase, beset = fuseIn }: TabOptions = {},
): Tab {
  const fuse = new Fuse()
  const [db, device] = [new PublicDatabase(name), new Device(`${name}-device`)]
  const users = new Map<string, UserDatabase>()
  for (const one of [db, device]) beset(one, fuse)
  const reports: SyncProgress[] = []
  const fetch: typeof globalThis.fetch = async (input, init) => {
    fuse.burn()
    const answer = await server.fetch(input, init)
    // A killed process hears no answer.
    if (fuse.steps <= 0) throw new TypeError('killed')
    return answer
  }
  function own(uid: string): UserDatabase {
    const open = users.get(uid)
    if (open) return open
    const fresh = new UserDatabase(uid, `${name}-user-${uid}`)
    beset(fresh, fuse)
    users.set(uid, fresh)
    return fresh
  }
  const [url, key] = ['http://server.test', 'key']
  const session = new Session(device, authAdapter(url, key, fetch), claimAdapter(url, key, fetch), { now: browser.now, newId: browser.newId ?? randomId })
  const ports: UserPorts = { streams: (bearer) => streamAdapter(url, key, fetch, bearer), push: (bearer) => pushAdapter(url, key, fetch, bearer), cases: caseAdapter(url, key, fetch) }
  const remove = remover(browser.schedule)
  const databases: UserDatabases = {
    open: own,
    async removeOthers(uid) {
      for (const [other, one] of users) {
        if (other === uid) continue
        users.delete(other)
        one.close()
      }
      const names = await Dexie.getDatabaseNames()
      await Promise.all(names.filter((one) => one.startsWith(`${name}-user-`) && one !== `${name}-user-${uid}`).map(remove))
    },
  }
  const user = new UserSync(device, session, ports, databases, browser.now)
  return {
    db, device, fuse, reports, session, user, own, outbox: new Outbox(device),
    loop: new SyncLoop(db, streamAdapter(url, key, fetch), user, browser, (progress) => reports.push(progress)),
    close: () => { for (const one of [db, device, ...users.values()]) one.close() },
  }
}

function fuseIn(db: Dexie, fuse: Fuse): void {
  beforeEachStep(db, async (_, step) => { fuse.burn(); return step() })
}

/** One step of a database: what it belongs to, and whether it writes. */
export interface Step { trans: object; writes: boolean }

/** Lets `before` stand around every step of a database, inside of what else is laid around them. */
export function beforeEachStep(db: Dexie, before: <T>(asked: Step, step: () => Promise<T>) => Promise<T>): void {
  const around = (table: DBCoreTable): DBCoreTable => {
    const step = <R extends { trans: object }, T>(work: (request: R) => Promise<T>, writes = false) =>
      (request: R) => before({ trans: request.trans, writes }, () => work(request))
    return {
      ...table, mutate: step(table.mutate, true),
      get: step(table.get), getMany: step(table.getMany), query: step(table.query), openCursor: step(table.openCursor), count: step(table.count),
    }
  }
  db.use({ stack: 'dbcore', name: 'beset', level: 1, create: (core) => ({ ...core, table: (name) => around(core.table(name)) }) })
}
