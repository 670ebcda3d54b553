import { Pool, type PoolClient } from 'pg'
import { outliveConnections } from '../postgres/outlive-connections.ts'
import { checkApiKey } from '../gateway/api-key.ts'
import { json, unsupported, type Answer, type Request, type Service } from '../gateway/http.ts'
import type { Secrets } from '../gateway/secrets.ts'
import type { Tokens } from '../gateway/tokens.ts'
import { withConnection } from '../rest/transaction.ts'
import { authenticate } from './bearer.ts'
import { checkedEmail, sendNewEmailCode, sendSignInCode, useCode } from './codes.ts'
import { Limits } from './limits.ts'
import type { Mailbox } from './mailbox.ts'
import { answerToRefusal, AuthRefusal } from './refusal.ts'
import { endSessions, openSession, refreshSession, type LogoutScope, type TokenMaker } from './sessions.ts'
import { changeMetadata, createUser, findUser, userJson } from './users.ts'

export interface AuthService {
  answer: Service
  close(): Promise<void>
}

interface AuthContext extends TokenMaker {
  pool: Pool
  mailbox: Mailbox
  limits: Limits
}

type Body = Record<string, unknown>
type Handler = (context: AuthContext, request: Request, client: PoolClient) => Promise<Answer>

/** `/auth/v1`: anonymous sign-in, e-mail code, refresh, user, sign-out and the public keys. */
export function authService(
  adminAddress: string,
  secrets: Secrets,
  tokens: Tokens,
  mailbox: Mailbox,
  publicUrl: string,
): AuthService {
  const pool = new Pool({ connectionString: adminAddress, max: 5, connectionTimeoutMillis: 10_000 })
  outliveConnections(pool)
  const limits = new Limits()
  const context = { pool, tokens, mailbox: limits.ofMailbox(mailbox), limits, issuer: `${publicUrl}/auth/v1` }
  return { answer: (request) => answer(context, request, secrets), close: () => pool.end() }
}

const fixed: Record<string, () => Answer> = {
  'GET /health': () =>
    json(200, {
      version: 'stand-in',
      name: 'GoTrue',
      description: 'GoTrue is a user registration and authentication API',
    }),
  'GET /settings': () => json(200, settings),
}

const handlers: Record<string, Handler> = {
  'POST /signup': signUp,
  'POST /otp': requestCode,
  'POST /verify': verify,
  'POST /token': token,
  'GET /user': showUser,
  'PUT /user': changeUser,
  'POST /logout': logOut,
}

const settings = {
  external: { anonymous_users: true, azure: false, email: true, phone: false },
  disable_signup: false,
  mailer_autoconfirm: false,
  phone_autoconfirm: false,
  sms_provider: '',
  saml_enabled: false,
}

async function answer(context: AuthContext, request: Request, secrets: Secrets): Promise<Answer> {
  const route = `${request.method} ${request.path}`
  if (route === 'GET /.well-known/jwks.json') {
    return json(200, { keys: [context.tokens.publicKey()] }, { 'cache-control': 'public, max-age=600' })
  }
  const key = checkApiKey(request, secrets.secretKey)
  if (!key.ok) return key.answer
  if (fixed[route]) return fixed[route]()
  const handler = handlers[route]
  if (!handler) return unsupported(`${request.method} /auth/v1${request.path}`)
  try {
    context.limits.count(route, request.headers['cf-connecting-ip'] ?? '')
    return await inTransaction(context, request, handler)
  } catch (error) {
    if (error instanceof AuthRefusal) return answerToRefusal(error, request.headers['x-supabase-api-version'])
    throw error
  }
}

/** What a handler answers is committed, also a refusal that it answers rather than throws. */
function inTransaction(context: AuthContext, request: Request, handler: Handler): Promise<Answer> {
  return withConnection(context.pool, async (client) => {
    await client.query('begin')
    const answered = await handler(context, request, client)
    await client.query('commit')
    return answered
  })
}

async function bodyOf(request: Request): Promise<Body> {
  const text = (await request.body()).toString('utf8')
  if (text === '') return {}
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Body
  } catch {
    // Answered below, as any other body that is no object.
  }
  throw new AuthRefusal(400, 'bad_json', 'Could not parse request body as JSON')
}

const object = (value: unknown) =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Body) : {}

async function signUp(context: AuthContext, request: Request, client: PoolClient): Promise<Answer> {
  const body = await bodyOf(request)
  if (body.email || body.phone || body.password) return unsupported('sign-up with a password')
  const user = await createUser(client, { anonymous: true, metadata: object(body.data) })
  return json(200, await openSession(client, context, user, 'anonymous', request.headers['user-agent']))
}

async function requestCode({ mailbox }: AuthContext, request: Request, client: PoolClient): Promise<Answer> {
  const body = await bodyOf(request)
  if (body.phone) throw new AuthRefusal(400, 'phone_provider_disabled', 'Unsupported phone provider')
  const email = checkedEmail(body.email)
  await sendSignInCode(client, mailbox, { email, createUser: body.create_user !== false, metadata: object(body.data) })
  return json(200, {})
}

async function verify(context: AuthContext, request: Request, client: PoolClient): Promise<Answer> {
  const { type, token, token_hash: tokenHash, email } = await bodyOf(request)
  if (typeof type !== 'string' || type === '')
    throw new AuthRefusal(400, 'validation_failed', 'Verify requires a verification type')
  if (tokenHash) return unsupported('verification by token hash')
  if (typeof token !== 'string' || token === '')
    throw new AuthRefusal(400, 'validation_failed', 'Verify requires either a token or a token hash')
  if (!email)
    throw new AuthRefusal(
      400,
      'validation_failed',
      'Only an email address or phone number should be provided on verify',
    )
  const user = await useCode(client, type, checkedEmail(email), token)
  return json(200, await openSession(client, context, user, 'otp', request.headers['user-agent']))
}

async function token(context: AuthContext, request: Request, client: PoolClient): Promise<Answer> {
  const grant = request.query.get('grant_type')
  if (grant === 'password' || grant === 'pkce' || grant === 'id_token' || grant === 'web3')
    return unsupported(`grant_type=${grant}`)
  if (grant !== 'refresh_token') throw new AuthRefusal(400, 'invalid_credentials', 'unsupported_grant_type')
  const { refresh_token: refreshToken } = await bodyOf(request)
  if (typeof refreshToken !== 'string' || !/^[a-z0-9]{12}$/.test(refreshToken)) {
    throw new AuthRefusal(400, 'validation_failed', 'Refresh token is not valid')
  }
  const refreshed = await refreshSession(client, context, refreshToken)
  if (refreshed.ok) return json(200, refreshed.session)
  return answerToRefusal(refreshed.refusal, request.headers['x-supabase-api-version'])
}

async function showUser({ tokens }: AuthContext, request: Request, client: PoolClient): Promise<Answer> {
  const { user } = await authenticate(client, request, tokens)
  return json(200, await userJson(client, user))
}

async function changeUser({ tokens, mailbox }: AuthContext, request: Request, client: PoolClient): Promise<Answer> {
  const { user } = await authenticate(client, request, tokens)
  const body = await bodyOf(request)
  if (body.password || body.phone) return unsupported('changing a password or a phone number')
  if (body.app_metadata) throw new AuthRefusal(403, 'not_admin', 'Updating app_metadata requires admin privileges')
  const email = body.email ? checkedEmail(body.email) : undefined
  if (email && user.email && email !== user.email) return unsupported('changing from one e-mail address to another')
  if (body.data) await changeMetadata(client, user.id, object(body.data))
  if (email && email !== user.email) await sendNewEmailCode(client, mailbox, user, email)
  return json(200, await userJson(client, (await findUser(client, 'id', user.id)) ?? user))
}

async function logOut({ tokens }: AuthContext, request: Request, client: PoolClient): Promise<Answer> {
  const { user, sessionId } = await authenticate(client, request, tokens)
  const scope = request.query.get('scope') || 'global'
  if (!['global', 'local', 'others'].includes(scope)) {
    throw new AuthRefusal(400, 'validation_failed', `Unsupported logout scope "${scope}"`)
  }
  await endSessions(client, scope as LogoutScope, user.id, sessionId)
  return { status: 204 }
}
