import { clientVersion } from '../domain/client-version.ts'
import { failure, success, type Result } from '../domain/result.ts'
import type { Stream } from '../domain/sync-status.ts'
import type { PullPage, StreamPort } from './stream-port.ts'
import type { StreamStore } from './stream-store.ts'

const pageSize = 500
const manifestSize = 5000
const fetchSize = 200
/** A server that keeps changing under a repair is asked again this often before the pull gives up for now. */
const rounds = 3

/**
 * Makes the stored stream equal to what the server lets this caller see. Succeeds only when count and digest agree;
 * whatever was stored before a failure stays, and the next pull goes on from there.
 */
export async function pullStream(stream: Stream, port: StreamPort, store: StreamStore, now: () => number): Promise<Result<void>> {
  for (let round = 0; round < rounds; round++) {
    const last = await pullPages(stream, port, store)
    if (!last.ok) return last
    if (!await agrees(store, last.value)) {
      const repaired = await repair(stream, port, store)
      if (!repaired.ok) return repaired
      if (!await agrees(store, last.value)) continue
    }
    await store.verified(now())
    return success(undefined)
  }
  return failure('server')
}

async function agrees(store: StreamStore, page: PullPage): Promise<boolean> {
  const cursor = await store.cursor()
  return cursor?.epoch === page.epoch && cursor.held === page.count && cursor.digest === page.digest
}

/** Pulls page by page until there is no more; answers the last page. */
async function pullPages(stream: Stream, port: StreamPort, store: StreamStore): Promise<Result<PullPage>> {
  for (;;) {
    const cursor = await store.cursor()
    const answer = await port.pull(stream, cursor?.epoch, cursor?.rev ?? 0, pageSize)
    if (!answer.ok) return answer
    const page = answer.value
    if (page.minClient > clientVersion) return failure('outdated')
    // A page that neither begins where we asked nor at the very start is not one we can put in its place.
    if (page.after !== (cursor?.rev ?? 0) && page.after !== 0) return failure('unreadable')
    if (page.hasMore && page.next <= page.after) return failure('unreadable')
    await store.applyPage(page)
    if (!page.hasMore) return success(page)
  }
}

/** Compares what is held with the server's manifest: deletes what is not on it, fetches what is missing or differs. */
async function repair(stream: Stream, port: StreamPort, store: StreamStore): Promise<Result<void>> {
  const manifest = new Map<string, number>()
  let epoch = ''
  for (let after: string | undefined, more = true; more;) {
    const answer = await port.manifest(stream, after, manifestSize)
    if (!answer.ok) return answer
    if (epoch !== '' && answer.value.epoch !== epoch) return success(undefined)
    epoch = answer.value.epoch
    for (const [id, rev] of answer.value.rows) manifest.set(id, rev)
    more = answer.value.hasMore
    after = answer.value.rows.at(-1)?.[0]
    if (more && after === undefined) return failure('unreadable')
  }
  const held = await store.revisions()
  const removed = [...held.keys()].filter((id) => !manifest.has(id))
  const wanted = [...manifest].filter(([id, rev]) => held.get(id) !== rev).map(([id]) => id)
  const rows = []
  for (let i = 0; i < wanted.length; i += fetchSize) {
    const answer = await port.rows(stream, wanted.slice(i, i + fetchSize))
    if (!answer.ok) return answer
    if (answer.value.epoch !== epoch) return success(undefined)
    rows.push(...answer.value.rows)
  }
  await store.repair(epoch, removed, rows)
  return success(undefined)
}
