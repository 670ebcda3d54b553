import type { PoolClient } from 'pg'
import type { Request } from '../gateway/http.ts'
import type { Claims, Tokens } from '../gateway/tokens.ts'
import { AuthRefusal } from './refusal.ts'
import { findUser, type UserRow } from './users.ts'

export interface Authenticated {
  user: UserRow
  sessionId: string | undefined
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

async function claimsOf({ headers }: Request, tokens: Tokens): Promise<Claims> {
  const token = /^Bearer\s+(\S+)$/i.exec(headers.authorization ?? '')?.[1]
  if (!token) throw new AuthRefusal(401, 'no_authorization', 'This endpoint requires a valid Bearer token')
  const verified = await tokens.verify(token)
  const invalid = (why: string) =>
    new AuthRefusal(403, 'bad_jwt', `invalid JWT: unable to parse or verify signature, ${why}`)
  if (!verified.ok)
    throw invalid(
      verified.fault === 'parts'
        ? 'token is malformed: token contains an invalid number of segments'
        : 'token signature is invalid',
    )
  if (typeof verified.claims.exp === 'number' && verified.claims.exp <= Date.now() / 1000) {
    throw invalid('token has invalid claims: token is expired')
  }
  return verified.claims
}

/** The user and session behind a request's bearer token, both still there. */
export async function authenticate(client: PoolClient, request: Request, tokens: Tokens): Promise<Authenticated> {
  const { sub, session_id: sessionId } = await claimsOf(request, tokens)
  if (!sub) throw new AuthRefusal(403, 'bad_jwt', 'invalid claim: missing sub claim')
  if (!uuid.test(sub)) throw new AuthRefusal(400, 'bad_jwt', 'invalid claim: sub claim must be a UUID')
  const user = await findUser(client, 'id', sub)
  if (!user) throw new AuthRefusal(403, 'user_not_found', 'User from sub claim in JWT does not exist')
  if (user.banned_until && user.banned_until > new Date()) throw new AuthRefusal(403, 'user_banned', 'User is banned')
  if (typeof sessionId !== 'string') return { user, sessionId: undefined }
  const { rowCount } = await client.query('select from auth.sessions where id = $1', [sessionId])
  if (!rowCount) throw new AuthRefusal(403, 'session_not_found', 'Session from session_id claim in JWT does not exist')
  return { user, sessionId }
}
