import type { Tokens } from '../domain/account.ts'
import { failure, success, type ErrorCode, type Result } from '../domain/result.ts'
import type { AuthPort } from '../sync/auth-port.ts'
import { isObject, type Fetch } from './asking.ts'
import { userEraser } from './erase-user.ts'

/** An answer that has not come whole after this long is given up (ms): nobody waits for it to read or to write. */
const patience = 15_000
/** The version of Auth's answers that this reads. One that names it comes from Auth, and not from something on the way. */
const version = '2024-01-01'
const versionHeader = 'X-Supabase-Api-Version'

/** The only words by which a session ends. Whatever else goes wrong, it goes on. */
const ended = ['refresh_token_not_found', 'refresh_token_already_used', 'session_not_found', 'session_expired', 'user_not_found', 'user_banned']
const wrongAddress = ['validation_failed', 'email_address_invalid', 'email_address_not_authorized']
const wrongCode = ['otp_expired', 'validation_failed', 'bad_code_verifier', 'flow_state_not_found', 'flow_state_expired']
const takenAddress = ['email_exists', 'user_already_exists', 'email_conflict_identity_not_deletable']

/** A refusal in Auth's own words, or how the question failed otherwise. */
type Asked = { ok: true; value: unknown } | { ok: false; code: ErrorCode; retryAfter?: number; refusal?: string }

/**
 * Auth's interface, as far as signing in goes. Spoken without Supabase's client, which keeps a session of its own: it ends it for
 * a captive portal's answer, waits half a minute without a network, and reads the device's clock (docs/decisions/signing-in.md).
 */
export function authAdapter(url: string, key: string, fetch: Fetch): AuthPort {
  async function ask(method: string, path: string, body?: object, token?: string): Promise<Asked> {
    const headers = { apikey: key, 'Content-Type': 'application/json', [versionHeader]: version, ...(token && { Authorization: `Bearer ${token}` }) }
    try {
      const answer = await fetch(`${url}/auth/v1${path}`, { method, headers, body: body && JSON.stringify(body), signal: AbortSignal.timeout(patience) })
      return answer.ok ? success(await valueOf(answer)) : await refused(answer)
    } catch (error) {
      return failure((error as Error).name === 'SyntaxError' ? 'unreadable' : 'offline')
    }
  }

  return {
    signInAnonymously: async () => tokensOf(await ask('POST', '/signup', {})),
    refresh: async (refreshToken) => tokensOf(meaning(await ask('POST', '/token?grant_type=refresh_token', { refresh_token: refreshToken }), ended, 'signed-out')),
    sendCode: async (email) => nothing(meaning(await ask('POST', '/otp', { email, create_user: true }), wrongAddress, 'invalid-email')),
    async offerAddress(accessToken, email) {
      const answer = await ask('PUT', '/user', { email }, accessToken)
      if (!answer.ok && answer.refusal && takenAddress.includes(answer.refusal)) return success('taken')
      // A token past its time is refused as a bad one.
      const done = nothing(meaning(meaning(answer, wrongAddress, 'invalid-email'), ['bad_jwt', ...ended], 'signed-out'))
      return done.ok ? success('sent') : done
    },
    enterCode: async ({ email, way }, code) =>
      tokensOf(meaning(await ask('POST', '/verify', { type: way === 'sign-in' ? 'email' : 'email_change', email, token: code }), wrongCode, 'wrong-code')),
    async offersWorkAccount() {
      const answer = await ask('GET', '/settings')
      if (!answer.ok) return failed(answer)
      const { external } = isObject(answer.value) ? answer.value : {}
      return isObject(external) ? success(external.azure === true) : failure('unreadable')
    },
    // A page to go to, and no request of ours; Auth asks for no key there. Without the scope, Entra does not tell the address.
    workAccountAddress: (challenge, returnTo) =>
      `${url}/auth/v1/authorize?${new URLSearchParams({ provider: 'azure', redirect_to: returnTo, scopes: 'email', code_challenge: challenge, code_challenge_method: 's256' })}`,
    enterReturnCode: async (code, verifier) =>
      tokensOf(meaning(await ask('POST', '/token?grant_type=pkce', { auth_code: code, code_verifier: verifier }), wrongCode, 'wrong-code')),
    erase: userEraser(url, key, fetch),
    signOut: async (accessToken) => nothing(await ask('POST', '/logout?scope=local', undefined, accessToken)),
  }
}

/** A success may have nothing to say. */
async function valueOf(answer: Response): Promise<unknown> {
  const text = await answer.text()
  return text === '' ? undefined : JSON.parse(text)
}

/** Auth's word counts only when the answer says itself that it is one of Auth's. */
async function refused(answer: Response): Promise<Asked> {
  const seconds = Number(answer.headers.get('Retry-After'))
  const failed = failure(answer.status === 429 ? 'too-many' : 'server', seconds > 0 ? seconds : undefined)
  if (answer.status === 429 || answer.status >= 500 || (answer.headers.get(versionHeader) ?? '') < version) return failed
  const { code } = JSON.parse(await answer.text()) as { code?: unknown }
  return typeof code === 'string' ? { ...failed, ok: false, refusal: code, code: 'server' } : failed
}

/** What these of Auth's refusals mean to a person. */
const meaning = (answer: Asked, refusals: readonly string[], code: ErrorCode): Asked =>
  !answer.ok && answer.refusal && refusals.includes(answer.refusal) ? { ok: false, code } : answer

const failed = (answer: Asked & { ok: false }): Result<never> => failure(answer.code, answer.retryAfter)
const nothing = (answer: Asked): Result<void> => (answer.ok ? success(undefined) : failed(answer))

function tokensOf(answer: Asked): Result<Tokens> {
  if (!answer.ok) return failed(answer)
  const { access_token: accessToken, refresh_token: refreshToken, user } = isObject(answer.value) ? answer.value : {}
  if (typeof accessToken !== 'string' || typeof refreshToken !== 'string' || !isObject(user) || typeof user.id !== 'string') return failure('unreadable')
  const email = typeof user.email === 'string' && user.email !== '' ? { email: user.email } : {}
  return success({ uid: user.id, anonymous: user.is_anonymous === true, ...email, accessToken, refreshToken })
}
