import { followQuery } from '../data/follow-query.ts'
import { countUnread } from '../data/inbox-repository.ts'
import type { SyncStatus } from '../domain/sync-status.ts'

/** Follows how many reports nobody has opened yet, for who works with reports; from then on also that they do no more. */
export function followWork(tell: (work: SyncStatus['work']) => void): void {
  followQuery(countUnread, { next: tell, error: () => { /* what was known still stands */ } })
}
