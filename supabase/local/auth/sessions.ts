import { randomBytes, randomUUID } from 'node:crypto'
import type { PoolClient } from 'pg'
import { authSettings } from '../settings.ts'
import { AuthRefusal } from './refusal.ts'
import { only, userJson, type UserRow } from './users.ts'
import type { Tokens } from '../gateway/tokens.ts'

export type SignInMethod = 'anonymous' | 'otp'

export interface TokenMaker {
  tokens: Tokens
  issuer: string
}

/** Twelve characters, as Auth's own. */
function newRefreshToken(): string {
  const alphabet = 'abcdefghijklmnopqrstuvwxyz234567'
  return Array.from(randomBytes(12), (byte) => alphabet[byte % 32]).join('')
}

/** Opens a session for a user who has just proved who they are, and answers with it. */
export async function openSession(
  client: PoolClient,
  maker: TokenMaker,
  user: UserRow,
  method: SignInMethod,
  userAgent: string | undefined,
) {
  const sessionId = randomUUID()
  await client.query(
    `insert into auth.sessions (id, user_id, aal, user_agent, created_at, updated_at) values ($1, $2, 'aal1', $3, now(), now())`,
    [sessionId, user.id, userAgent ?? null],
  )
  await client.query(
    `insert into auth.mfa_amr_claims (id, session_id, authentication_method, created_at, updated_at) values ($1, $2, $3, now(), now())`,
    [randomUUID(), sessionId, method],
  )
  const { rows } = await client.query<UserRow>(
    'update auth.users set last_sign_in_at = now(), updated_at = now() where id = $1 returning *',
    [user.id],
  )
  const refreshToken = await addRefreshToken(client, user.id, sessionId, null)
  return sessionAnswer(client, maker, only(rows), sessionId, refreshToken)
}

async function addRefreshToken(
  client: PoolClient,
  userId: string,
  sessionId: string,
  parent: string | null,
): Promise<string> {
  const token = newRefreshToken()
  await client.query(
    `insert into auth.refresh_tokens (instance_id, token, user_id, parent, session_id, revoked, created_at, updated_at)
     values ('00000000-0000-0000-0000-000000000000', $1, $2, $3, $4, false, now(), now())`,
    [token, userId, parent, sessionId],
  )
  return token
}

async function sessionAnswer(
  client: PoolClient,
  { tokens, issuer }: TokenMaker,
  user: UserRow,
  sessionId: string,
  refreshToken: string,
) {
  const now = Math.floor(Date.now() / 1000)
  const expiresAt = now + authSettings.accessTokenSeconds
  const { rows: methods } = await client.query<{ method: string; timestamp: number }>(
    `select authentication_method as method, extract(epoch from created_at)::int as timestamp from auth.mfa_amr_claims where session_id = $1`,
    [sessionId],
  )
  const accessToken = await tokens.sign({
    iss: issuer,
    sub: user.id,
    aud: user.aud,
    exp: expiresAt,
    iat: now,
    email: user.email ?? '',
    phone: user.phone ?? '',
    app_metadata: user.raw_app_meta_data,
    user_metadata: user.raw_user_meta_data,
    role: user.role,
    aal: 'aal1',
    amr: methods,
    session_id: sessionId,
    is_anonymous: user.is_anonymous,
  })
  return {
    access_token: accessToken,
    token_type: 'bearer',
    expires_in: authSettings.accessTokenSeconds,
    expires_at: expiresAt,
    refresh_token: refreshToken,
    user: await userJson(client, user),
  }
}

interface RefreshRow {
  id: string
  token: string
  session_id: string | null
  revoked: boolean
  recently_used: boolean
}

export type Refreshed =
  { ok: true; session: Awaited<ReturnType<typeof sessionAnswer>> } | { ok: false; refusal: AuthRefusal }

const refuse = (code: string, message: string): Refreshed => ({
  ok: false,
  refusal: new AuthRefusal(400, code, `Invalid Refresh Token: ${message}`),
})

/**
 * Trades a refresh token for the next one. A token that was used already is still good while its successor is unused
 * (the client never got the answer) and for a few seconds (two tabs at once): both get the active token. Otherwise
 * somebody has copied it and the whole family ends; that refusal is a value, because it has to be committed.
 */
export async function refreshSession(client: PoolClient, maker: TokenMaker, token: string): Promise<Refreshed> {
  const { rows } = await client.query<RefreshRow>(
    `select t.id, t.token, t.session_id, t.revoked, t.updated_at > now() - make_interval(secs => $2) as recently_used
     from auth.refresh_tokens as t where t.token = $1 for update`,
    [token, authSettings.refreshReuseSeconds],
  )
  const used = rows[0]
  if (!used) return refuse('refresh_token_not_found', 'Refresh Token Not Found')
  if (!used.session_id) return refuse('session_not_found', 'No Valid Session Found')
  const user = await ownerOf(client, used.session_id)
  if (user.banned_until && user.banned_until > new Date()) return refuse('user_banned', 'User Banned')
  const next = await nextToken(client, used, used.session_id, user.id)
  if (next === undefined) return refuse('refresh_token_already_used', 'Already Used')
  await client.query(
    `update auth.sessions set refreshed_at = now() at time zone 'utc', updated_at = now() where id = $1`,
    [used.session_id],
  )
  return { ok: true, session: await sessionAnswer(client, maker, user, used.session_id, next) }
}

/** Locks the session, so that two refreshes of one session happen one after the other. */
async function ownerOf(client: PoolClient, sessionId: string): Promise<UserRow> {
  const { rows } = await client.query<UserRow>(
    'select u.* from auth.sessions as s join auth.users as u on u.id = s.user_id where s.id = $1 for update of s',
    [sessionId],
  )
  return only(rows)
}

async function nextToken(
  client: PoolClient,
  used: RefreshRow,
  sessionId: string,
  userId: string,
): Promise<string | undefined> {
  if (!used.revoked) {
    await client.query('update auth.refresh_tokens set revoked = true, updated_at = now() where id = $1', [used.id])
    return addRefreshToken(client, userId, sessionId, used.token)
  }
  const { rows } = await client.query<{ token: string; parent: string | null }>(
    'select token, parent from auth.refresh_tokens where session_id = $1 and not revoked order by id desc limit 1',
    [sessionId],
  )
  const active = rows[0]
  if (active && (active.parent === used.token || used.recently_used)) return active.token
  await client.query(
    'update auth.refresh_tokens set revoked = true, updated_at = now() where session_id = $1 and not revoked',
    [sessionId],
  )
  return undefined
}

export type LogoutScope = 'global' | 'local' | 'others'

/** Ends sessions of a user: all, this one, or all others. */
export async function endSessions(
  client: PoolClient,
  scope: LogoutScope,
  userId: string,
  sessionId: string | undefined,
): Promise<void> {
  if (scope === 'local' && sessionId) await client.query('delete from auth.sessions where id = $1', [sessionId])
  else if (scope === 'others' && sessionId)
    await client.query('delete from auth.sessions where user_id = $1 and id <> $2', [userId, sessionId])
  else await client.query('delete from auth.sessions where user_id = $1', [userId])
}
