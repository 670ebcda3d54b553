import { backendUrl, publishableKey } from '../backend/backend-address.ts'
import { streamAdapter } from '../backend/stream-adapter.ts'
import { fetchBegun } from '../data/begun-page.ts'
import { publicDatabase } from '../data/public-database.ts'
import { SyncLoop, type SyncProgress, type SyncWorld } from '../sync/sync-loop.ts'
import { inOneTab } from './one-tab.ts'

const world: SyncWorld = {
  now: () => Date.now(),
  random: () => Math.random(),
  exclusively: inOneTab,
  schedule(delay, work) {
    const timer = setTimeout(work, delay)
    return () => clearTimeout(timer)
  },
}

/** The sync on this device, with its database, its network and its tabs. A chunk of its own: nothing on the first screen needs it. */
export function createLoop(report: (progress: SyncProgress) => void): SyncLoop {
  return new SyncLoop(publicDatabase, streamAdapter(backendUrl, publishableKey, fetchBegun), world, report)
}
