import type { Cursor } from '../data/public-database.ts'
import { clientVersion } from '../domain/client-version.ts'
import { failure, success, type Result } from '../domain/result.ts'
import type { AnyStream } from '../domain/sync-status.ts'
import type { PullPage, StreamPort } from './stream-port.ts'
import type { StreamStore } from './stream-store.ts'

/** The part of the port that keeps a stream equal. */
export type PullingPort = Pick<StreamPort, 'pull' | 'manifest' | 'rows'>

/** The first page is small, so that there soon is something to read. */
const firstPage = 60
const pageSize = 500
const manifestSize = 5000
const fetchSize = 200
/** A server that keeps changing under a repair, or keeps starting over, is asked again this often before the pull gives up for now. */
const rounds = 4

/**
 * Makes the stored stream equal to what the server lets this caller see. Succeeds only when count and digest agree;
 * whatever was stored before a failure stays, and the next pull goes on from there.
 */
export async function pullStream(stream: AnyStream, port: PullingPort, store: StreamStore, now: () => number): Promise<Result<void>> {
  for (let round = 0; round < rounds; round++) {
    const last = await pullPages(stream, port, store)
    if (!last.ok) return last
    if (await store.verify(last.value, now())) return success(undefined)
    const repaired = await repair(stream, port, store, last.value.epoch)
    if (!repaired.ok) return repaired
  }
  return failure('server')
}

/** Pulls page by page until there is no more; answers the last page. */
async function pullPages(stream: AnyStream, port: PullingPort, store: StreamStore): Promise<Result<PullPage>> {
  for (let restarts = 0; restarts < rounds;) {
    const cursor = await store.cursor()
    const after = cursor?.rev ?? 0
    const answer = await port.pull(stream, cursor?.epoch, after, after === 0 ? firstPage : pageSize)
    if (!answer.ok) return answer
    const page = answer.value
    if (page.minClient > clientVersion) return failure('outdated')
    if (!hasItsPlace(page, cursor)) return failure('unreadable')
    if (page.after < after) restarts++
    // A page is refused when another tab has moved the cursor meanwhile: then on from where it stands now.
    if (await store.applyPage(page) && !page.hasMore) return success(page)
  }
  return failure('server')
}

/** Whether a page begins where we asked or at the very start, keeps within its bounds, and gets on. */
function hasItsPlace({ epoch, after, next, hasMore, rows }: PullPage, cursor: Cursor | undefined): boolean {
  const asked = cursor?.epoch === epoch ? cursor.rev : 0
  return (after === asked || after === 0) && (hasMore ? next > after : next >= after) && rows.every(({ rev }) => rev > after && rev <= next)
}

/**
 * Compares what is held with the server's manifest: deletes what is not on it, fetches what is missing or differs. Stops
 * when the server has another epoch by then: the next round starts over.
 */
async function repair(stream: AnyStream, port: PullingPort, store: StreamStore, epoch: string): Promise<Result<void>> {
  const held = await store.revisions()
  const manifest = new Map<string, number>()
  for (let after: string | undefined, more = true; more;) {
    const answer = await port.manifest(stream, after, manifestSize)
    if (!answer.ok) return answer
    const page = answer.value
    if (page.epoch !== epoch) return success(undefined)
    const last = page.rows.at(-1)?.[0]
    if (page.hasMore && (last === undefined || last === after)) return failure('unreadable')
    for (const [id, rev] of page.rows) manifest.set(id, rev)
    more = page.hasMore
    after = last
  }
  await store.mend(epoch, held, [...held.keys()].filter((id) => !manifest.has(id)), [])
  const wanted = [...manifest].filter(([id, rev]) => held.get(id) !== rev).map(([id]) => id)
  for (let i = 0; i < wanted.length; i += fetchSize) {
    const answer = await port.rows(stream, wanted.slice(i, i + fetchSize))
    if (!answer.ok) return answer
    if (answer.value.epoch !== epoch) return success(undefined)
    await store.mend(epoch, held, [], answer.value.rows)
  }
  return success(undefined)
}
