import type { PullPage } from './stream-port.ts'
import type { StreamStore } from './stream-store.ts'

/** Where a first fill comes from: the latest snapshot, as pages in the order of revisions. None when there is no such thing. */
export interface SnapshotPort {
  /** `held`: how far this store has come already. What lies before it is left out, and all of it when the epoch is another. */
  pages(held: { epoch: string; rev: number } | undefined): AsyncIterable<PullPage>
}

/**
 * Fills a store from the snapshot, page by page, each stored whole with its cursor, so that it can be broken off anywhere
 * and goes on from there. A store that has come as far as the snapshot is left alone. What the snapshot lacks by now, a
 * pull brings; and it is the pull that finds out whether all of it is right.
 */
export async function fillStream(store: StreamStore, snapshot: SnapshotPort): Promise<void> {
  for await (const page of snapshot.pages(await store.cursor())) {
    // Another tab has moved the cursor, or the server has started over: what is right now is for the pull to say.
    if (!await store.applyPage(page)) return
  }
}
