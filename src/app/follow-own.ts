import { deviceDatabase as db } from '../data/device-database.ts'
import { isEvicted, seeEviction } from '../data/eviction.ts'
import { followQuery } from '../data/follow-query.ts'
import { randomId } from '../data/random-id.ts'
import { stored } from '../data/storage-failure.ts'
import { ownStatus } from '../domain/own-status.ts'
import type { Result } from '../domain/result.ts'
import type { SharedDevice } from '../domain/shared-device.ts'
import type { OwnStatus } from '../domain/sync-status.ts'
import { askToKeep, sendInBackground } from './browser-favours.ts'

/** What became known of a person's own. */
export interface OwnNews { own?: OwnStatus; evicted?: boolean; shared?: SharedDevice }
export interface FollowedOwn { seeEviction(): Promise<Result<void>> }

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
