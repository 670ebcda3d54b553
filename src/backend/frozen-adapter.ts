import type { FrozenRow } from '../domain/documents.ts'
import { failure, success, type Result } from '../domain/result.ts'
import type { Bearer } from '../sync/stream-port.ts'
import { ask, isCount, isObject, reacher, type Fetch } from './asking.ts'

const kinds = ['obstacle', 'annexRow', 'event', 'tally']

/** What is in a snapshot of the register. An answer counts only when it was made for the very user whose token was sent. */
export async function fetchFrozen(url: string, key: string, fetch: Fetch, { uid, token }: Bearer, id: string): Promise<Result<FrozenRow[]>> {
  const headers = { apikey: key, Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' }
  const answer = await ask(async () => (await reacher(fetch)(`${url}/rest/v1/rpc/snapshot`, { method: 'POST', headers, body: JSON.stringify({ id }) })).json())
  if (!answer.ok) return answer
  if (!isObject(answer.value) || answer.value.uid !== uid) return failure('unreadable')
  const { rows } = answer.value
  if (rows === null) return failure('not-found')
  if (!Array.isArray(rows) || !rows.every(isFrozen)) return failure('unreadable')
  // A newer server may keep more in a snapshot than this build knows.
  return success(rows.filter(({ kind }) => kinds.includes(kind)))
}

const isFrozen = (row: unknown): row is FrozenRow =>
  isObject(row) && isObject(row.data) && isCount(row.rev) && typeof row.published === 'boolean' && [row.id, row.kind, row.slug].every((text) => typeof text === 'string')
