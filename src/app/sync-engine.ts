import { backendUrl, publishableKey } from '../backend/backend-address.ts'
import { streamAdapter } from '../backend/stream-adapter.ts'
import { fetchBegun } from '../data/begun-page.ts'
import { deviceDatabase } from '../data/device-database.ts'
import { publicDatabase } from '../data/public-database.ts'
import { stored } from '../data/storage-failure.ts'
import { failure, success, type Result } from '../domain/result.ts'
import type { Session } from '../sync/session.ts'
import { SyncLoop, type SyncProgress, type SyncWorld, type UserPart } from '../sync/sync-loop.ts'
import { fillInWorker } from './fill-in-worker.ts'
import { inOneTab } from './one-tab.ts'
import type { UserEngine } from './user-engine.ts'

const world: SyncWorld = {
  now: () => Date.now(),
  random: () => Math.random(),
  exclusively: (wait, work) => inOneTab(wait, work),
  fill: fillInWorker,
  schedule(delay, work) {
    const timer = setTimeout(work, delay)
    return () => clearTimeout(timer)
  },
}

let loading: Promise<UserEngine> | undefined
/** Signing in and sending, fetched when there first is a user, or something to send. */
function userEngine(): Promise<UserEngine> {
  loading ??= import('./user-engine.ts').then(({ createUserEngine }) => createUserEngine(world.now))
  loading.catch(() => { loading = undefined })
  return loading
}

/** Whether a seminar's code waits for the network. */
async function waitingCode(): Promise<boolean> {
  const kept = await deviceDatabase.fact('joining')
  return kept !== undefined && kept.came === undefined
}

const user: UserPart = {
  async sync() {
    const needed = await stored(async () => loading !== undefined || (await deviceDatabase.fact('account')) !== undefined || (await waitingCode()) || (await deviceDatabase.outbox.count()) > 0)
    if (!needed.ok) return needed
    const engine = needed.value ? await userEngine().catch(() => undefined) : undefined
    if (!engine) return needed.value ? failure('offline') : success(undefined)
    // What is sent and fetched does not wait for it. Who must sign in again is told so where the code was typed.
    const joined = await waitingCode() ? await import('./attend-seminars.ts').then(({ seminarsOf }) => seminarsOf(engine.session).join(), () => failure('offline')) : success(undefined)
    const synced = await engine.sync.sync()
    return synced.ok && !joined.ok && joined.code !== 'signed-out' ? joined : synced
  },
  async settlePublished(stream, published) {
    await (await loading)?.sync.settlePublished(stream, published)
  },
}

export interface SyncEngine {
  loop: SyncLoop
  /** Does something about who one is, and lets the sync follow it. */
  asUser(run: (session: Session) => Promise<Result<void>>): Promise<Result<void>>
  /** Asks something about who one is or may be, which changes nothing. */
  withSession<T>(run: (session: Session) => Promise<Result<T>>): Promise<Result<T>>
}

/** The sync on this device, with its databases, its network and its tabs. A chunk of its own: nothing on the first screen needs it. */
export function createEngine(report: (progress: SyncProgress) => void): SyncEngine {
  const loop = new SyncLoop(publicDatabase, streamAdapter(backendUrl, publishableKey, fetchBegun), user, world, report)
  async function withSession<T>(run: (session: Session) => Promise<Result<T>>): Promise<Result<T>> {
    const engine = await userEngine().catch(() => undefined)
    if (!engine) return failure('offline')
    const done = await stored(() => run(engine.session))
    return done.ok ? done.value : done
  }
  return {
    loop,
    withSession,
    async asUser(run) {
      const done = await withSession(run)
      await stored(async () => (await loading)?.sync.keepOnlyPresent())
      void loop.send()
      return done
    },
  }
}
