import { rejectionCodes, type RejectionCode } from '../domain/operations.ts'
import type { MineRow } from '../domain/own-records.ts'
import { failure, success, type Result } from '../domain/result.ts'
import type { CasePort } from '../sync/case-port.ts'
import { ask, isCount, isObject, reacher, type Fetch, type Wire } from './asking.ts'
import { isRows, toRows } from './wire-rows.ts'

/** What the server knows by a follow-up code. By `fetch` alone, and without a token: whose device it is has no part in it. */
export function caseAdapter(url: string, key: string, fetch: Fetch): CasePort {
  const reach = reacher(fetch)
  const headers = { apikey: key, 'Content-Type': 'application/json' }

  async function call(routine: string, args: object): Promise<Result<Wire>> {
    const answer = await ask(async () => (await reach(`${url}/rest/v1/rpc/${routine}`, { method: 'POST', headers, body: JSON.stringify(args) })).json())
    // There is nobody to sign in: it is the app's own key that was refused.
    if (!answer.ok) return answer.code === 'signed-out' ? failure('server') : answer
    if (!isObject(answer.value)) return failure('unreadable')
    return isCount(answer.value.after) ? failure('too-many', answer.value.after) : success(answer.value)
  }

  return {
    async find(hash) {
      const answer = await call('case_by_code', { code_hash: hash })
      if (!answer.ok) return answer
      const { rows } = answer.value
      if (!isRows(rows, hash)) return failure('unreadable')
      if (rows.length === 0) return failure('not-found')
      return rows.filter(({ kind }) => kind === 'report').length === 1 ? success(toRows(rows) as MineRow[]) : failure('unreadable')
    },
    async say(hash, { id, text, cleared }) {
      const answer = await call('answer_by_code', { code_hash: hash, id, text, cleared })
      if (!answer.ok) return answer
      const { status, code } = answer.value
      if (status === 'applied') return success(undefined)
      if (status !== 'rejected' || typeof code !== 'string') return failure('unreadable')
      return code === 'not-found' ? failure('not-found') : success((rejectionCodes as readonly string[]).includes(code) ? code as RejectionCode : 'unexpected')
    },
  }
}
