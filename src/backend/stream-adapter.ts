import type { PostgrestClient } from '@supabase/postgrest-js'
import { failure, success, type Result } from '../domain/result.ts'
import type { ManifestPage, PullPage, RowsPage, StreamPort, StreamRow } from '../sync/stream-port.ts'

/** An answer that has not come whole after this long is given up (ms). */
const patience = 60_000

/** An answer that is none: its HTTP status as an error code, and for how long the server asks to be left alone. */
class Refusal extends Error {
  readonly result: Result<never>

  constructor({ status, headers }: Response) {
    super(`status ${status}`)
    // Seconds only: a date would have to be read by this device's clock, which may be wrong.
    const seconds = Number(headers.get('Retry-After'))
    this.result = failure(status === 429 ? 'too-many' : 'server', seconds > 0 ? seconds : undefined)
  }
}

/**
 * The server's read side, as the sync asks for it. Every answer is checked for its shape before anything is stored.
 * `url` and `key` are the server's address and the key that names this app to it.
 */
export function streamAdapter(url: string, key: string, fetch: typeof globalThis.fetch = globalThis.fetch.bind(globalThis)): StreamPort {
  const root = `${url}/rest/v1`
  let client: Promise<PostgrestClient> | undefined

  /** The Supabase client tells its caller nothing of an answer's headers, and its own time limit ends before the body; so both are seen to here. */
  async function reach(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
    const answer = await fetch(input, { ...init, signal: AbortSignal.timeout(patience) })
    if (!answer.ok) throw new Refusal(answer)
    return answer
  }

  /** The client is loaded with the first pull, after the first content is on screen. */
  function postgrest(): Promise<PostgrestClient> {
    client ??= import('@supabase/postgrest-js').then(({ PostgrestClient }) => new PostgrestClient(root, { headers: { apikey: key }, fetch: reach }))
    client.catch(() => { client = undefined })
    return client
  }

  const rpc = (name: string, args: Record<string, unknown>) => result(async () => (await (await postgrest()).rpc(name, args).throwOnError()).data)

  /** The cold page goes by `fetch` alone: it must not wait for a client library. */
  const page = (args: Record<string, unknown>) => result(async () => (await reach(`${root}/rpc/page`, {
    method: 'POST', body: JSON.stringify(args), headers: { apikey: key, 'Content-Type': 'application/json' },
  })).json())

  return {
    pull: async (stream, epoch, after, limit) => read(await rpc('pull', { stream, epoch: epoch ?? null, after_rev: after, page_limit: limit }), pullPage),
    manifest: async (stream, afterId, limit) => read(await rpc('manifest', { stream, after_id: afterId ?? null, page_limit: limit }), manifestPage),
    rows: async (stream, ids) => read(await rpc('rows', { stream, ids }), rowsPage),
    page: async (kind, slug) => read(await page({ kind, slug }), rowsPage),
  }
}

async function result(answer: () => Promise<unknown>): Promise<Result<unknown>> {
  try {
    return success(await answer())
  } catch (error) {
    if (error instanceof Refusal) return error.result
    // A body that came whole and is not JSON, such as a captive portal's page. All else is the network, before or in the middle of it.
    const { name } = error as Error
    return failure(name === 'PostgrestError' || name === 'SyntaxError' ? 'unreadable' : 'offline')
  }
}

type Wire = Record<string, unknown>
interface WireRow { id: string; rev: number; kind: string; slug: string; data: object; first_published: string; updated: string }

/** An object for everyone, in the shape asked for; else unreadable. An answer for a user does not belong among what everyone may read. */
function read<T>(answer: Result<unknown>, shape: (wire: Wire) => T | undefined): Result<T> {
  if (!answer.ok) return answer
  const value = isObject(answer.value) && (answer.value.uid ?? null) === null ? shape(answer.value) : undefined
  return value === undefined ? failure('unreadable') : success(value)
}

const isObject = (value: unknown): value is Wire => typeof value === 'object' && value !== null && !Array.isArray(value)
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0

const isRows = (value: unknown): value is WireRow[] =>
  Array.isArray(value) && value.every((row) => isObject(row) && isObject(row.data) && isCount(row.rev)
    && [row.id, row.kind, row.slug, row.first_published, row.updated].every((text) => typeof text === 'string'))

const toRows = (rows: WireRow[]): StreamRow[] =>
  rows.map(({ first_published, ...row }) => ({ ...row, firstPublished: first_published }) as StreamRow)

function pullPage({ epoch, after, rows, next, has_more: hasMore, count, digest, min_client: minClient }: Wire): PullPage | undefined {
  if (typeof epoch !== 'string' || !isRows(rows) || typeof hasMore !== 'boolean') return undefined
  if (!isCount(after) || !isCount(next) || !isCount(count) || !isCount(digest) || !isCount(minClient)) return undefined
  return { epoch, after, rows: toRows(rows), next, hasMore, count, digest, minClient }
}

function manifestPage({ epoch, rows, has_more: hasMore }: Wire): ManifestPage | undefined {
  const whole = Array.isArray(rows) && rows.every((row) => Array.isArray(row) && typeof row[0] === 'string' && isCount(row[1]))
  return typeof epoch === 'string' && whole && typeof hasMore === 'boolean' ? { epoch, rows: rows as [string, number][], hasMore } : undefined
}

function rowsPage({ epoch, rows }: Wire): RowsPage | undefined {
  return typeof epoch === 'string' && isRows(rows) ? { epoch, rows: toRows(rows) } : undefined
}
