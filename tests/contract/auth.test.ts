import { randomUUID } from 'node:crypto'
import { createLocalJWKSet, jwtVerify, type JSONWebKeySet } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTarget, type ContractTarget } from './target.ts'

let target: ContractTarget

beforeAll(async () => {
  target = await openTarget()
})
afterAll(() => target.stop())

interface Session {
  access_token: string
  refresh_token: string
  expires_in: number
  expires_at: number
  token_type: string
  user: { id: string; email: string; is_anonymous: boolean; [key: string]: unknown }
}

interface Sent {
  method?: string
  body?: unknown
  token?: string
  version?: string | null
}

async function ask<T>(path: string, { method = 'POST', body, token, version = '2024-01-01' }: Sent = {}) {
  const response = await fetch(`${target.url}/auth/v1${path}`, {
    method,
    headers: {
      apikey: target.anonKey,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(version ? { 'x-supabase-api-version': version } : {}),
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, headers: response.headers, body: (text ? JSON.parse(text) : undefined) as T }
}

const signInAnonymously = async () => (await ask<Session>('/signup', { body: {} })).body
const refresh = (token: string) =>
  ask<Session & { code: string }>('/token?grant_type=refresh_token', { body: { refresh_token: token } })
const newAddress = () => `contract-${randomUUID()}@example.com`

describe('anonymous sign-in', () => {
  it('answers with a whole session', async () => {
    const { status, body } = await ask<Session>('/signup', { body: { data: { nick: 'x' } } })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      token_type: 'bearer',
      expires_in: 3600,
      user: { is_anonymous: true, email: '', role: 'authenticated', aud: 'authenticated' },
    })
    expect(body.user).toMatchObject({ user_metadata: { nick: 'x' }, identities: [] })
    expect(Math.abs(body.expires_at - Date.now() / 1000 - 3600)).toBeLessThan(60)
    expect(body.refresh_token.length).toBeGreaterThanOrEqual(12)
  })
  it('signs the token with a key that it publishes', async () => {
    const { access_token: token, user } = await signInAnonymously()
    const keys = (await (await fetch(`${target.url}/auth/v1/.well-known/jwks.json`)).json()) as JSONWebKeySet
    const { payload, protectedHeader } = await jwtVerify(token, createLocalJWKSet(keys))
    expect(protectedHeader.alg).toBe('ES256')
    expect(payload).toMatchObject({
      sub: user.id,
      role: 'authenticated',
      aud: 'authenticated',
      is_anonymous: true,
      aal: 'aal1',
    })
    expect(payload.session_id).toMatch(/^[0-9a-f-]{36}$/)
    expect(payload.amr).toMatchObject([{ method: 'anonymous' }])
    expect(JSON.stringify(keys)).not.toContain('"d"')
  })
  it('makes a new user each time', async () => {
    const [one, other] = await Promise.all([signInAnonymously(), signInAnonymously()])
    expect(one.user.id).not.toBe(other.user.id)
  })
})

describe('the user', () => {
  it('is shown to the bearer of the token', async () => {
    const session = await signInAnonymously()
    const { status, body } = await ask<{ id: string }>('/user', { method: 'GET', token: session.access_token })
    expect([status, body.id]).toEqual([200, session.user.id])
  })
  it('keeps metadata', async () => {
    const { access_token: token } = await signInAnonymously()
    await ask('/user', { method: 'PUT', token, body: { data: { a: 1, b: 2 } } })
    const { body } = await ask<{ user_metadata: object }>('/user', {
      method: 'PUT',
      token,
      body: { data: { b: null, c: 3 } },
    })
    expect(body.user_metadata).toEqual({ a: 1, c: 3 })
  })
  it('is not shown without a token, nor with a wrong one', async () => {
    const none = await ask<{ code: string }>('/user', { method: 'GET' })
    const wrong = await ask<{ code: string }>('/user', { method: 'GET', token: 'a.b.c' })
    expect([none.status, none.body.code, wrong.status, wrong.body.code]).toEqual([
      401,
      'no_authorization',
      403,
      'bad_jwt',
    ])
  })
  it('is not shown after sign-out, though the token still holds', async () => {
    const { access_token: token } = await signInAnonymously()
    expect((await ask('/logout?scope=local', { token })).status).toBe(204)
    const { status, body } = await ask<{ code: string }>('/user', { method: 'GET', token })
    expect([status, body.code]).toEqual([403, 'session_not_found'])
  })
  it('that is gone is not found', async () => {
    const session = await signInAnonymously()
    await target.sql('delete from auth.users where id = $1', [session.user.id])
    const { status, body } = await ask<{ code: string }>('/user', { method: 'GET', token: session.access_token })
    expect([status, body.code]).toEqual([403, 'user_not_found'])
  })
})

describe('refreshing', () => {
  it('gives a new token for the old one, and the same user', async () => {
    const first = await signInAnonymously()
    const { status, body } = await refresh(first.refresh_token)
    expect(status).toBe(200)
    expect(body.refresh_token).not.toBe(first.refresh_token)
    expect(body.user.id).toBe(first.user.id)
    expect((await ask('/user', { method: 'GET', token: body.access_token })).status).toBe(200)
  })
  it('gives two tabs that refresh at once the same token', async () => {
    const { refresh_token: token } = await signInAnonymously()
    const [one, other] = await Promise.all([refresh(token), refresh(token)])
    expect([one.status, other.status]).toEqual([200, 200])
    expect(one.body.refresh_token).toBe(other.body.refresh_token)
  })
  it('gives the answer again to a client that never got it, however late', async () => {
    const { refresh_token: token } = await signInAnonymously()
    const lost = await refresh(token)
    await target.sql(`update auth.refresh_tokens set updated_at = now() - interval '1 day' where token = $1`, [token])
    const again = await refresh(token)
    expect([again.status, again.body.refresh_token]).toEqual([200, lost.body.refresh_token])
  })
  it('takes an old token for a stolen one and ends the whole session', async () => {
    const { refresh_token: stolen } = await signInAnonymously()
    const second = (await refresh(stolen)).body.refresh_token
    const third = (await refresh(second)).body.refresh_token
    await target.sql(`update auth.refresh_tokens set updated_at = now() - interval '1 minute' where token = $1`, [
      stolen,
    ])
    const reused = await refresh(stolen)
    expect([reused.status, reused.body.code]).toEqual([400, 'refresh_token_already_used'])
    const after = await refresh(third)
    expect([after.status, after.body.code]).toEqual([400, 'refresh_token_already_used'])
  })
  it('refuses a token that it does not know', async () => {
    const { status, body } = await refresh('abcdefghijkl')
    expect([status, body.code]).toEqual([400, 'refresh_token_not_found'])
  })
  it('refuses what is no token', async () => {
    const { status, body } = await refresh('kort')
    expect([status, body.code]).toEqual([400, 'validation_failed'])
  })
  it('refuses after sign-out', async () => {
    const session = await signInAnonymously()
    await ask('/logout', { token: session.access_token })
    const { status, body } = await refresh(session.refresh_token)
    expect([status, body.code]).toEqual([400, 'refresh_token_not_found'])
  })
})

describe('the e-mail code', () => {
  it('signs a new person in', async () => {
    const email = newAddress()
    const code = await target.requestCode(email)
    expect(code).toMatch(/^\d{6}$/)
    const { status, body } = await ask<Session>('/verify', { body: { type: 'email', email, token: code } })
    expect([status, body.user.email, body.user.is_anonymous]).toEqual([200, email, false])
    expect(body.user).toMatchObject({
      app_metadata: { provider: 'email' },
      identities: [{ provider: 'email', identity_data: { email } }],
    })
  })
  it('signs the same person in again as the same user', async () => {
    const email = newAddress()
    const first = await ask<Session>('/verify', {
      body: { type: 'email', email, token: await target.requestCode(email) },
    })
    const second = await ask<Session>('/verify', {
      body: { type: 'email', email, token: await target.requestCode(email) },
    })
    expect(second.body.user.id).toBe(first.body.user.id)
  })
  it('works once', async () => {
    const email = newAddress()
    const token = await target.requestCode(email)
    await ask('/verify', { body: { type: 'email', email, token } })
    const { status, body } = await ask<{ code: string }>('/verify', { body: { type: 'email', email, token } })
    expect([status, body.code]).toEqual([403, 'otp_expired'])
  })
  it('is bound to its address', async () => {
    const [email, other] = [newAddress(), newAddress()]
    const token = await target.requestCode(email)
    await target.requestCode(other)
    const { status, body } = await ask<{ code: string }>('/verify', { body: { type: 'email', email: other, token } })
    expect([status, body.code]).toEqual([403, 'otp_expired'])
  })
  it('runs out', async () => {
    const email = newAddress()
    const token = await target.requestCode(email)
    await target.sql(
      `update auth.users set confirmation_sent_at = now() - interval '2 days', recovery_sent_at = now() - interval '2 days' where email = $1`,
      [email],
    )
    const { status, body } = await ask<{ code: string }>('/verify', { body: { type: 'email', email, token } })
    expect([status, body.code]).toEqual([403, 'otp_expired'])
  })
  it('answers a wrong code for a known and an unknown address alike', async () => {
    const known = newAddress()
    await target.requestCode(known)
    const answers = await Promise.all(
      [known, newAddress()].map((email) => ask('/verify', { body: { type: 'email', email, token: '000000' } })),
    )
    expect(answers[0]!.body).toEqual(answers[1]!.body)
  })
  it('is not sent to somebody new when signing up is not asked for', async () => {
    const { status, body } = await ask<{ code: string }>('/otp', { body: { email: newAddress(), create_user: false } })
    expect([status, body.code]).toEqual([422, 'otp_disabled'])
  })
  it('is not sent to what is no address', async () => {
    const { status, body } = await ask<{ code: string }>('/otp', { body: { email: 'ikke en adresse' } })
    expect([status, body.code]).toEqual([400, 'validation_failed'])
  })
  it('is not sent again at once', async () => {
    const email = newAddress()
    await ask('/otp', { body: { email } })
    await target.sql(`update auth.users set confirmation_sent_at = now() + interval '1 minute' where email = $1`, [
      email,
    ])
    const { status, body } = await ask<{ code: string }>('/otp', { body: { email } })
    expect([status, body.code]).toEqual([429, 'over_email_send_rate_limit'])
  })
})

describe('an anonymous user who gets an address', () => {
  it.runIf(!process.env.CONTRACT_URL)('stays the same user, anonymous no longer', async () => {
    const session = await signInAnonymously()
    const email = newAddress()
    const asked = await ask<{ new_email: string; is_anonymous: boolean }>('/user', {
      method: 'PUT',
      token: session.access_token,
      body: { email },
    })
    expect(asked.body).toMatchObject({ new_email: email, is_anonymous: true })
    const token = await target.readCode!(email)
    const { status, body } = await ask<Session>('/verify', { body: { type: 'email_change', email, token } })
    expect([status, body.user.id, body.user.email, body.user.is_anonymous]).toEqual([
      200,
      session.user.id,
      email,
      false,
    ])
  })
  it('cannot take somebody else’s', async () => {
    const email = newAddress()
    await ask('/verify', { body: { type: 'email', email, token: await target.requestCode(email) } })
    const { access_token: token } = await signInAnonymously()
    const { status, body } = await ask<{ code: string }>('/user', { method: 'PUT', token, body: { email } })
    expect([status, body.code]).toEqual([422, 'email_exists'])
  })
})

describe('signing out', () => {
  const signInTwice = async () => {
    const email = newAddress()
    const signIn = async () =>
      (await ask<Session>('/verify', { body: { type: 'email', email, token: await target.requestCode(email) } })).body
    return [await signIn(), await signIn()] as const
  }
  const holds = async ({ access_token: token }: Session) =>
    (await ask('/user', { method: 'GET', token })).status === 200

  it.each([
    ['local', [false, true]],
    ['others', [true, false]],
    ['global', [false, false]],
  ])('with scope %s ends the right sessions', async (scope, expected) => {
    const [here, there] = await signInTwice()
    expect((await ask(`/logout?scope=${scope}`, { token: here.access_token })).status).toBe(204)
    expect([await holds(here), await holds(there)]).toEqual(expected)
  })
})

describe('errors', () => {
  it('have the code as a word and echo the version to a client that names it', async () => {
    const { headers, body } = await ask('/token?grant_type=refresh_token', { body: { refresh_token: 'abcdefghijkl' } })
    expect(headers.get('x-supabase-api-version')).toBe('2024-01-01')
    expect(body).toEqual({ code: 'refresh_token_not_found', message: 'Invalid Refresh Token: Refresh Token Not Found' })
  })
  it('have number, word and text for an older client', async () => {
    const { headers, body } = await ask('/token?grant_type=refresh_token', {
      body: { refresh_token: 'abcdefghijkl' },
      version: null,
    })
    expect(headers.get('x-supabase-api-version')).toBeNull()
    expect(body).toMatchObject({
      code: 400,
      error_code: 'refresh_token_not_found',
      msg: 'Invalid Refresh Token: Refresh Token Not Found',
    })
  })
  it('tell a body that is no JSON', async () => {
    const { status, body } = await ask<{ code: string }>('/otp', { body: '{' })
    expect([status, body.code]).toEqual([400, 'bad_json'])
  })
  it('come before anything else without an API key', async () => {
    expect((await fetch(`${target.url}/auth/v1/signup`, { method: 'POST', body: '{}' })).status).toBe(401)
  })
})

describe('about itself', () => {
  it('says what is open', async () => {
    const { body } = await ask<{ external: { azure: unknown } }>('/settings', { method: 'GET' })
    expect(body).toMatchObject({ external: { anonymous_users: true, email: true }, disable_signup: false })
    expect(typeof body.external.azure).toBe('boolean')
  })
  it('says that it lives', async () => {
    expect((await ask('/health', { method: 'GET' })).body).toMatchObject({ name: 'GoTrue' })
  })
})
