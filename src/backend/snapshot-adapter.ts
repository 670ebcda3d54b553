import type { SnapshotPort } from '../sync/fill-stream.ts'
import type { PullPage } from '../sync/stream-port.ts'
import { isCount, isObject } from './asking.ts'
import { isRows, toRows, type WireRow } from './wire-rows.ts'

/** The first page is small, so that there soon is something to read; one transaction a page costs least at this size. */
const firstPage = 60
const pageSize = 500

interface Head { stream: string; epoch: string; rev: number; rows: number }

/**
 * The snapshot that `npm run release` wrote beside the app. It is read line by line as it comes. Whatever is not as it
 * should be ends it: the pages until then stand, and the pull goes on from there. When nothing more has come for `patience`
 * ms it is given up.
 */
export function snapshotAdapter(
  origin: string, stream: string, fetch: typeof globalThis.fetch = globalThis.fetch.bind(globalThis), patience = 30_000,
): SnapshotPort {
  const inTime: InTime = (step) => withinTime(step, patience)
  return {
    async *pages(held) {
      const latest = await inTime(latestOf(origin, stream, fetch))
      if (!latest || (held && (held.epoch !== latest.epoch || held.rev >= latest.rev))) return
      const lines = linesOf(await inTime(fetch(`${origin}/snapshots/${latest.file}`)), inTime)
      const head = (await lines.next()).value as unknown
      if (!isHead(head) || head.stream !== stream || head.epoch !== latest.epoch || head.rev !== latest.rev) return
      yield* pagesOf(head, lines, held?.rev ?? 0)
    },
  }
}

async function latestOf(origin: string, stream: string, fetch: typeof globalThis.fetch) {
  const answer = await fetch(`${origin}/snapshots/latest.json`, { cache: 'no-cache' })
  // A host without a release, or one that answers everything with the app's page.
  if (!answer.ok || !answer.headers.get('Content-Type')?.includes('json')) return undefined
  const latest = (await answer.json() as Record<string, unknown>)[stream]
  const named = isObject(latest) && typeof latest.epoch === 'string' && isCount(latest.rev) && /^[a-z]+-[0-9a-f]+\.ndjson$/.test(String(latest.file))
  return named ? latest as unknown as { epoch: string; rev: number; file: string } : undefined
}

const isHead = (head: unknown): head is Head => isObject(head) && typeof head.epoch === 'string' && isCount(head.rev) && isCount(head.rows)

/** Rows put together to pages. Each page but the last ends at its last row; the last reaches as far as the snapshot does. */
async function* pagesOf({ epoch, rev, rows: count }: Head, lines: AsyncIterable<unknown>, held: number): AsyncGenerator<PullPage> {
  let after = held
  let rows: WireRow[] = []
  let last = 0
  let seen = 0
  const page = (next: number): PullPage => {
    const made = { epoch, after, rows: toRows(rows), next, hasMore: next < rev, count, digest: 0, minClient: 0 }
    after = next
    rows = []
    return made
  }
  for await (const line of lines) {
    if (!isRows([line], null) || (line as WireRow).rev <= last || (line as WireRow).rev > rev) return
    const row = line as WireRow
    last = row.rev
    seen++
    if (row.rev <= held) continue
    rows.push(row)
    if (rows.length === (after === 0 ? firstPage : pageSize)) yield page(last)
  }
  // One that was cut short at the end of a line is not whole either.
  if (seen === count) yield page(rev)
  else if (rows.length > 0) yield page(last)
}

type InTime = <T>(step: Promise<T>) => Promise<T>

function withinTime<T>(step: Promise<T>, patience: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout>
  const late = new Promise<never>((_, reject) => { timer = setTimeout(() => reject(new DOMException('nothing more came', 'TimeoutError')), patience) })
  return Promise.race([step, late]).finally(() => clearTimeout(timer))
}

/** The lines of a body, each read as JSON, as they come. A line that is not, or a body that breaks off, throws. */
async function* linesOf(answer: Response, inTime: InTime): AsyncGenerator<unknown, undefined> {
  if (!answer.ok || !answer.body) return undefined
  let rest = ''
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader()
  for (;;) {
    const { done, value } = await inTime(reader.read())
    if (done) break
    const lines = (rest + value).split('\n')
    rest = lines.pop()!
    for (const line of lines) yield JSON.parse(line)
  }
  if (rest) yield JSON.parse(rest)
  return undefined
}
