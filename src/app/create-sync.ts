import { liveQuery } from 'dexie'
import { shallowRef } from 'vue'
import { streamAdapter } from '../backend/stream-adapter.ts'
import type { SyncCommands } from '../data/commands.ts'
import { publicDatabase, type Cursor } from '../data/public-database.ts'
import type { StreamStatus, SyncStatus } from '../domain/sync-status.ts'
import { SyncLoop, type SyncProgress, type SyncWorld } from '../sync/sync-loop.ts'

/** After this long without an agreement with the server, content is said to be possibly out of date (ms). */
const staleAfter = 14 * 24 * 60 * 60_000

const world: SyncWorld = {
  now: () => Date.now(),
  random: () => Math.random(),
  exclusively: (wait, work) => navigator.locks.request('feltboka-sync', { ifAvailable: !wait }, (lock) => (lock ? work() : undefined)),
  schedule: (delay, work) => {
    const timer = setTimeout(work, delay)
    return () => clearTimeout(timer)
  },
}

/**
 * Puts the sync together with this device: its database, its network and its tabs. The status is derived from what is
 * stored, so every tab shows the same, whichever of them does the work.
 */
export function createSync(): { commands: SyncCommands; start: () => void } {
  let cursors: Cursor[] = []
  let progress: SyncProgress = { busy: false, failures: {} }
  const empty: StreamStatus = { state: 'empty', held: 0 }
  const status = shallowRef<SyncStatus>({ online: navigator.onLine, busy: false, library: empty, register: empty })

  function derive(stream: 'library' | 'register'): StreamStatus {
    const cursor = cursors.find((candidate) => candidate.stream === stream)
    const failure = progress.failures[stream]
    if (!cursor || cursor.held === 0) return { state: progress.busy ? 'filling' : 'empty', held: 0, failure }
    const { held, total, verifiedAt } = cursor
    const state = verifiedAt === undefined ? 'filling' : Date.now() - verifiedAt > staleAfter ? 'stale' : 'current'
    return { state, held, total, syncedAt: verifiedAt, failure }
  }
  function refresh() {
    status.value = { online: navigator.onLine, busy: progress.busy, library: derive('library'), register: derive('register') }
  }

  const loop = new SyncLoop(publicDatabase, streamAdapter, world, (next) => { progress = next; refresh() })

  return {
    commands: {
      status,
      syncNow: () => loop.syncNow(),
      fetchPage: (kind, slug) => loop.fetchPage(kind, slug),
      removeContent: () => loop.removeContent(),
    },
    start() {
      liveQuery(() => publicDatabase.cursors.toArray()).subscribe((next) => { cursors = next; refresh() })
      const wake = () => { refresh(); if (navigator.onLine) void loop.wake() }
      window.addEventListener('online', wake)
      window.addEventListener('offline', refresh)
      document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'visible') wake() })
      // The first content comes before the rest: the pull waits until the page has had its turn.
      if ('requestIdleCallback' in window) requestIdleCallback(wake, { timeout: 3000 })
      else setTimeout(wake, 1000)
    },
  }
}
