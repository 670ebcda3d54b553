import { deviceDatabase as db } from '../data/device-database.ts'
import { isEvicted, seeEviction } from '../data/eviction.ts'
import { followQuery } from '../data/follow-query.ts'
import { hasListener } from '../data/happenings-repository.ts'
import { randomId } from '../data/random-id.ts'
import { findRights } from '../data/role-repository.ts'
import { stored } from '../data/storage-failure.ts'
import { ownStatus } from '../domain/own-status.ts'
import type { Result } from '../domain/result.ts'
import { worksWithReports } from '../domain/roles.ts'
import type { SharedDevice } from '../domain/shared-device.ts'
import type { OwnStatus, SyncStatus } from '../domain/sync-status.ts'
import { askToKeep, sendInBackground } from './browser-favours.ts'

/** What became known of a person's own. */
export interface OwnNews { own?: OwnStatus; evicted?: boolean; shared?: SharedDevice; work?: SyncStatus['work']; news?: SyncStatus['news'] }
export interface FollowedOwn { seeEviction(): Promise<Result<void>> }

/** Code that was not brought by the network is asked for again after this long (ms). */
const again = 5_000

/** Begins what the code does, once, however often it is asked to; until the code has come it is asked for again. */
function onceFetched<T>(fetchCode: () => Promise<T>, begin: (code: T) => void): () => void {
  let begun = false
  function fetchIt() {
    fetchCode().then(begin, () => setTimeout(fetchIt, again))
  }
  return () => {
    if (begun) return
    begun = true
    fetchIt()
  }
}

/**
 * Follows what a person has written, and who they are, in every tab alike; `written` is called when there is something new to
 * send. Fetched after the first content: nobody has written anything before that.
 */
export function followOwn(tell: (news: OwnNews) => void, written: () => void): FollowedOwn {
  let known: Set<string> | undefined
  followQuery(async () => ({ entries: await db.outbox.toArray(), present: await db.present() }), {
    next({ entries, present }) {
      tell({ own: ownStatus(entries, present.account, present), shared: present.shared })
      const waiting = entries.flatMap(({ opId, delivery }) => (delivery.state === 'waiting' ? [opId] : []))
      const isNew = known !== undefined && waiting.some((opId) => !known!.has(opId))
      known = new Set(waiting)
      if (!isNew) return
      void askToKeep()
      void sendInBackground()
      written()
    },
    // What cannot be read is not said to be sent.
    error: () => tell({ own: undefined }),
  })
  const followWork = onceFetched(() => import('./follow-work.ts'), ({ followWork }) => followWork((work) => tell({ work })))
  followQuery(findRights, {
    next(rights) {
      if (worksWithReports(rights)) followWork()
      else tell({ work: undefined })
    },
    error: () => { /* what was known still stands */ },
  })
  const followNews = onceFetched(() => import('./follow-news.ts'), ({ followNews }) => followNews((news) => tell({ news })))
  followQuery(hasListener, {
    next(has) { if (has) followNews() },
    error: () => { /* what was known still stands */ },
  })
  navigator.serviceWorker?.addEventListener('message', ({ data }) => { if ((data as { type?: string } | null)?.type === 'SEND') written() })
  // Asked for in here: where a browser keeps its storage shut, the name alone throws.
  const look = async () => tell({ evicted: await isEvicted(db, localStorage, randomId) })
  look().catch(() => { /* said by whoever reads there */ })
  return {
    seeEviction: () => stored(async () => {
      await seeEviction(db, localStorage, randomId)
      tell({ evicted: false })
    }),
  }
}
