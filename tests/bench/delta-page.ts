import { streamAdapter } from '../../src/backend/stream-adapter.ts'
import { PublicDatabase } from '../../src/data/public-database.ts'
import { success } from '../../src/domain/result.ts'
import { pullStream } from '../../src/sync/pull-stream.ts'
import { StreamStore } from '../../src/sync/stream-store.ts'
import { SyncLoop } from '../../src/sync/sync-loop.ts'

/** What the page of the measurement does: the real sync and its database, without the app's screens. Times are in ms. */
export interface DeltaDevice {
  /** Makes the library equal to the server's; `held` is how many documents the device has after it. */
  pull(held: number): Promise<number>
  /** One HTTP round trip: what has changed since a revision, read into an object and let go. */
  ask(epoch: string, after: number): Promise<number>
  /** A whole round of the sync, as the app does it for one who has not signed in. */
  sync(): Promise<number>
}

export function openDevice(url: string, key: string): DeltaDevice {
  const db = new PublicDatabase()
  const port = streamAdapter(url, key)
  const store = new StreamStore(db, 'library')
  const nobody = { sync: async () => success(undefined), settlePublished: async () => {} }
  const world = { now: Date.now, random: Math.random, exclusively: <T>(_wait: boolean, work: () => Promise<T>) => work(), schedule: () => () => {} }
  const loop = new SyncLoop(db, port, nobody, world, () => {})
  return {
    pull: async (held) => {
      const time = await timeOf(async () => expectSuccess(await pullStream('library', port, store, Date.now)))
      const count = await db.documents.count()
      if (count !== held) throw new Error(`${count} documents are held, not ${held}`)
      return time
    },
    ask: (epoch, after) => timeOf(async () => {
      const body = JSON.stringify({ stream: 'library', epoch, after_rev: after, page_limit: 500 })
      const answer = await fetch(`${url}/rest/v1/rpc/pull`, { method: 'POST', body, headers: { apikey: key, 'Content-Type': 'application/json' } })
      const { rows } = await answer.json() as { rows: unknown[] }
      if (rows.length !== 1) throw new Error(`${rows.length} documents had changed, not 1`)
    }),
    sync: () => timeOf(async () => expectSuccess(await loop.syncNow())),
  }
}

function expectSuccess(result: Awaited<ReturnType<SyncLoop['syncNow']>>): void {
  if (!result.ok) throw new Error(`the sync failed: ${result.code}`)
}

async function timeOf(work: () => Promise<void>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}

Object.assign(globalThis, { openDevice })
