import type { PostgrestClient } from '@supabase/postgrest-js'
import { failure, success, type Result } from '../domain/result.ts'
import type { Bearer, ManifestPage, PullPage, RowsPage, StreamPort } from '../sync/stream-port.ts'
import { ask, isCount, isObject, reacher, type Fetch, type Wire } from './asking.ts'
import { isRows, toRows } from './wire-rows.ts'

/**
 * The server's read side, as the sync asks for it. Every answer is checked for its shape before anything is stored.
 * `url` and `key` are the server's address and the key that names this app to it. Without `bearer` it is asked what
 * everyone may read.
 */
export function streamAdapter(url: string, key: string, fetch: Fetch = globalThis.fetch.bind(globalThis), bearer?: Bearer): StreamPort {
  const root = `${url}/rest/v1`
  const reach = reacher(fetch)
  const headers = { apikey: key, ...(bearer && { Authorization: `Bearer ${bearer.token}` }) }
  let client: Promise<PostgrestClient> | undefined

  /** The client is loaded with the first pull, after the first content is on screen. */
  function postgrest(): Promise<PostgrestClient> {
    client ??= import('@supabase/postgrest-js').then(({ PostgrestClient }) => new PostgrestClient(root, { headers, fetch: reach }))
    client.catch(() => { client = undefined })
    return client
  }

  const rpc = (name: string, args: Record<string, unknown>) => ask(async () => (await (await postgrest()).rpc(name, args).throwOnError()).data)

  /** The cold page goes by `fetch` alone: it must not wait for a client library. */
  const page = (args: Record<string, unknown>) => ask(async () => (await reach(`${root}/rpc/page`, {
    method: 'POST', body: JSON.stringify(args), headers: { ...headers, 'Content-Type': 'application/json' },
  })).json())

  /** An object made for who asked, in the shape asked for; else unreadable. A token lost on the way would give an empty answer, for everyone. */
  function read<T>(answer: Result<unknown>, shape: (wire: Wire) => T | undefined): Result<T> {
    // Without a token there is nobody to sign in: it is the app's own key that was refused.
    if (!answer.ok) return answer.code === 'signed-out' && !bearer ? failure('server', answer.retryAfter) : answer
    const value = isObject(answer.value) && (answer.value.uid ?? null) === (bearer?.uid ?? null) ? shape(answer.value) : undefined
    return value === undefined ? failure('unreadable') : success(value)
  }

  return {
    pull: async (stream, epoch, after, limit) => read(await rpc('pull', { stream, epoch: epoch ?? null, after_rev: after, page_limit: limit }), pullPage),
    manifest: async (stream, afterId, limit) => read(await rpc('manifest', { stream, after_id: afterId ?? null, page_limit: limit }), manifestPage),
    rows: async (stream, ids) => read(await rpc('rows', { stream, ids }), rowsPage),
    page: async (kind, slug) => read(await page({ kind, slug }), rowsPage),
  }
}

function pullPage({ uid, epoch, after, rows, next, has_more: hasMore, count, digest, min_client: minClient }: Wire): PullPage | undefined {
  if (typeof epoch !== 'string' || !isRows(rows, uid) || typeof hasMore !== 'boolean') return undefined
  if (!isCount(after) || !isCount(next) || !isCount(count) || !isCount(digest) || !isCount(minClient)) return undefined
  return { epoch, after, rows: toRows(rows), next, hasMore, count, digest, minClient }
}

function manifestPage({ epoch, rows, has_more: hasMore }: Wire): ManifestPage | undefined {
  const whole = Array.isArray(rows) && rows.every((row) => Array.isArray(row) && typeof row[0] === 'string' && isCount(row[1]))
  return typeof epoch === 'string' && whole && typeof hasMore === 'boolean' ? { epoch, rows: rows as [string, number][], hasMore } : undefined
}

function rowsPage({ uid, epoch, rows }: Wire): RowsPage | undefined {
  return typeof epoch === 'string' && isRows(rows, uid) ? { epoch, rows: toRows(rows) } : undefined
}
