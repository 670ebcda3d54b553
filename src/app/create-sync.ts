import { shallowRef } from 'vue'
import type { SyncCommands } from '../data/commands.ts'
import { openDatabases } from '../data/databases.ts'
import type { Cursor } from '../data/public-database.ts'
import { failure, type Result } from '../domain/result.ts'
import type { Stream, StreamStatus, SyncStatus } from '../domain/sync-status.ts'
import type { SyncLoop, SyncProgress } from '../sync/sync-loop.ts'

/** After this long without an agreement with the server, content is said to be possibly out of date (ms). */
const staleAfter = 14 * 24 * 60 * 60_000
/** When the code of the sync could not be fetched, it is tried again after this long (ms). */
const again = 30_000

/**
 * The sync as the app sees it: its status and its commands. The status is derived from what is stored, so every tab shows
 * the same, whichever of them does the work. The work itself is fetched when first needed.
 */
export function createSync(): { commands: SyncCommands; start: () => void } {
  let cursors: Cursor[] = []
  let progress: SyncProgress = { busy: false, failures: {} }
  let reportedAt = 0
  const empty: StreamStatus = { state: 'empty', held: 0 }
  const status = shallowRef<SyncStatus>({ online: navigator.onLine, busy: false, library: empty, register: empty })

  function derive(stream: Stream): StreamStatus {
    const { held, total, verifiedAt } = cursors.find((candidate) => candidate.stream === stream) ?? { held: 0 }
    // A failure here says nothing any more when another tab has come through since.
    const failure = verifiedAt !== undefined && verifiedAt > reportedAt ? undefined : progress.failures[stream]
    if (held === 0) return { state: progress.busy ? 'filling' : 'empty', held, failure }
    const state = verifiedAt === undefined ? 'filling' : Date.now() - verifiedAt > staleAfter ? 'stale' : 'current'
    return { state, held, total, syncedAt: verifiedAt, failure }
  }
  function refresh() {
    status.value = { online: navigator.onLine, busy: progress.busy, library: derive('library'), register: derive('register') }
  }

  let loading: Promise<SyncLoop> | undefined
  function loop(): Promise<SyncLoop> {
    loading ??= import('./sync-engine.ts').then(({ createLoop }) => createLoop((next) => {
      progress = next
      reportedAt = Date.now()
      refresh()
    }))
    loading.catch(() => { loading = undefined })
    return loading
  }
  const command = (run: (loop: SyncLoop) => Promise<Result<void>>) => loop().then(run, () => failure('offline'))

  let following: Promise<void> | undefined
  /** Follows what is stored. Whoever shows content says so when the storage does not answer. */
  function follow() {
    following ??= openDatabases().then(({ liveQuery, publicDatabase }) => {
      liveQuery(() => publicDatabase.cursors.toArray()).subscribe((next) => {
        cursors = next
        refresh()
        // A device that holds nothing will ask for its page at once.
        if (next.length === 0) loop().catch(() => { /* whoever needs it tries again, and says so */ })
      })
    })
    following.catch(() => { following = undefined })
  }

  function wake() {
    follow()
    refresh()
    if (navigator.onLine) loop().then((ready) => ready.wake(), () => setTimeout(wake, again))
  }

  return {
    commands: {
      status,
      syncNow: () => command((ready) => ready.syncNow()),
      fetchPage: (kind, slug) => command((ready) => ready.fetchPage(kind, slug)),
      removeContent: () => command((ready) => ready.removeContent()),
    },
    start() {
      follow()
      window.addEventListener('online', wake)
      window.addEventListener('offline', refresh)
      document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'visible') wake() })
      // The first content comes before the rest: the pull waits until the page has had its turn.
      if ('requestIdleCallback' in window) requestIdleCallback(wake, { timeout: 3000 })
      else setTimeout(wake, 1000)
    },
  }
}
