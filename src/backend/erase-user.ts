import { success, type Result } from '../domain/result.ts'
import { ask, reacher, type Fetch } from './asking.ts'

/** Asks the server to erase the user who bears a token. */
export function userEraser(url: string, key: string, fetch: Fetch): (accessToken: string) => Promise<Result<void>> {
  const reach = reacher(fetch)
  return async (accessToken) => {
    const headers = { apikey: key, Authorization: `Bearer ${accessToken}`, 'Content-Type': 'application/json' }
    const answer = await ask(() => reach(`${url}/rest/v1/rpc/erase_me`, { method: 'POST', headers, body: '{}' }).then(isNothing))
    return answer.ok ? success(undefined) : answer
  }
}

/** A captive portal's page comes as a success too; the server has nothing to say. */
async function isNothing(answer: Response): Promise<void> {
  if (answer.status !== 204) throw new SyntaxError('not the answer of the server')
}
