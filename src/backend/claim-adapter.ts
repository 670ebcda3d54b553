import { failure, success, type Result } from '../domain/result.ts'
import type { ClaimPort } from '../sync/claim-port.ts'
import type { Bearer } from '../sync/stream-port.ts'
import { ask, isCount, isObject, reacher, type Fetch, type Wire } from './asking.ts'

/** The server's word on who reported what. An answer counts only when it was made for the very user whose token was sent. */
export function claimAdapter(url: string, key: string, fetch: Fetch): ClaimPort {
  const reach = reacher(fetch)

  async function call(routine: string, { uid, token }: Bearer, body: object): Promise<Result<Wire>> {
    const headers = { apikey: key, Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' }
    const answer = await ask(async () => (await reach(`${url}/rest/v1/rpc/${routine}`, { method: 'POST', headers, body: JSON.stringify(body) })).json())
    if (!answer.ok) return answer
    return isObject(answer.value) && answer.value.uid === uid ? success(answer.value) : failure('unreadable')
  }

  return {
    async begin(bearer) {
      const answer = await call('begin_claim', bearer, {})
      if (!answer.ok) return answer
      return typeof answer.value.ticket === 'string' ? success(answer.value.ticket) : failure('unreadable')
    },
    async claim(bearer, ticket) {
      const answer = await call('claim', bearer, { ticket })
      if (!answer.ok) return answer
      const { status, after } = answer.value
      if (status === 'retry' && isCount(after)) return failure('too-many', after)
      return status === 'claimed' || status === 'refused' ? success(status) : failure('unreadable')
    },
  }
}
