import type { PostgrestClient } from '@supabase/postgrest-js'
import { failure, success, type Result } from '../domain/result.ts'
import type { ManifestPage, PullPage, RowsPage, StreamPort, StreamRow } from '../sync/stream-port.ts'
import { backendUrl, publishableKey } from './backend-address.ts'

let client: Promise<PostgrestClient> | undefined

/** The client is loaded with the first pull, after the first content is on screen. */
function postgrest(): Promise<PostgrestClient> {
  client ??= import('@supabase/postgrest-js').then(({ PostgrestClient }) =>
    new PostgrestClient(`${backendUrl}/rest/v1`, { headers: { apikey: publishableKey } }))
  client.catch(() => { client = undefined })
  return client
}

type Answer = { data: unknown; error: { code?: string } | null; status: number; retryAfter?: number }

async function rpc(name: string, args: Record<string, unknown>): Promise<Result<unknown>> {
  try {
    const { data, error, status } = await (await postgrest()).rpc(name, args)
    return read({ data, error, status })
  } catch {
    // The chunk could not be fetched, or the network went away in the middle of the answer.
    return failure('offline')
  }
}

/** The cold page goes by `fetch` alone: it must not wait for a client library. */
async function ask(name: string, args: Record<string, unknown>): Promise<Result<unknown>> {
  let answer: Response
  try {
    answer = await fetch(`${backendUrl}/rest/v1/rpc/${name}`, {
      method: 'POST', body: JSON.stringify(args), headers: { apikey: publishableKey, 'Content-Type': 'application/json' },
    })
  } catch {
    return failure('offline')
  }
  const retryAfter = Number(answer.headers.get('Retry-After')) || undefined
  try {
    return read({ data: await answer.json(), error: answer.ok ? null : {}, status: answer.status, retryAfter })
  } catch {
    return answer.ok ? failure('unreadable') : read({ data: null, error: {}, status: answer.status, retryAfter })
  }
}

function read({ data, error, status, retryAfter }: Answer): Result<unknown> {
  if (status === 429) return failure('too-many', retryAfter)
  if (status === 0) return failure('offline')
  if (error) return failure('server', retryAfter)
  // A captive portal answers 200 with its own page; PostgREST answers an object.
  return typeof data === 'object' && data !== null ? success(data) : failure('unreadable')
}

interface WireRow { id: string; rev: number; kind: string; slug: string; data: object; first_published: string; updated: string }

const isRows = (value: unknown): value is WireRow[] =>
  Array.isArray(value) && value.every((row) => typeof row === 'object' && row !== null && typeof row.id === 'string'
    && Number.isSafeInteger(row.rev) && typeof row.kind === 'string' && typeof row.slug === 'string' && typeof row.data === 'object')

const toRows = (rows: WireRow[]): StreamRow[] =>
  rows.map(({ first_published, ...row }) => ({ ...row, firstPublished: first_published }) as StreamRow)

function pullPage(value: unknown): Result<PullPage> {
  const v = value as Record<string, unknown>
  const numbers = [v.after, v.next, v.count, v.digest, v.min_client]
  if (typeof v.epoch !== 'string' || !isRows(v.rows) || typeof v.has_more !== 'boolean' || !numbers.every(Number.isSafeInteger)) return failure('unreadable')
  return success({
    uid: (v.uid as string | null) ?? null, epoch: v.epoch, after: v.after as number, rows: toRows(v.rows), next: v.next as number,
    hasMore: v.has_more, count: v.count as number, digest: v.digest as number, minClient: v.min_client as number,
  })
}

function manifestPage(value: unknown): Result<ManifestPage> {
  const v = value as Record<string, unknown>
  const whole = typeof v.epoch === 'string' && typeof v.has_more === 'boolean' && Array.isArray(v.rows)
    && v.rows.every((row) => Array.isArray(row) && typeof row[0] === 'string' && Number.isSafeInteger(row[1]))
  return whole ? success({ epoch: v.epoch as string, rows: v.rows as [string, number][], hasMore: v.has_more as boolean }) : failure('unreadable')
}

function rowsPage(value: unknown): Result<RowsPage> {
  const v = value as Record<string, unknown>
  return typeof v.epoch === 'string' && isRows(v.rows) ? success({ epoch: v.epoch, rows: toRows(v.rows) }) : failure('unreadable')
}

async function through<T>(answer: Promise<Result<unknown>>, shape: (value: unknown) => Result<T>): Promise<Result<T>> {
  const result = await answer
  return result.ok ? shape(result.value) : result
}

/** The server's read side, as the sync asks for it. Every answer is checked for its shape before anything is stored. */
export const streamAdapter: StreamPort = {
  pull: (stream, epoch, after, limit) => through(rpc('pull', { stream, epoch: epoch ?? null, after_rev: after, page_limit: limit }), pullPage),
  manifest: (stream, afterId, limit) => through(rpc('manifest', { stream, after_id: afterId ?? null, page_limit: limit }), manifestPage),
  rows: (stream, ids) => through(rpc('rows', { stream, ids }), rowsPage),
  page: (kind, slug) => through(ask('page', { kind, slug }), rowsPage),
}
