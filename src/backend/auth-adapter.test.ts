import { describe, expect, test } from 'vitest'
import { authAdapter } from './auth-adapter.ts'

const user = { id: '00000000-0000-4000-8000-000000000001', is_anonymous: false, email: 'kari@oslo.no' }
const session = { access_token: 'access', refresh_token: 'refresh', expires_in: 3600, token_type: 'bearer', user }
const tokens = { uid: user.id, anonymous: false, email: user.email, accessToken: 'access', refreshToken: 'refresh' }

const portTo = (answer: () => Response | Promise<Response>) => authAdapter('http://server.test', 'the-key', async () => answer())
const ofAuth = (status: number, code: string) => () => new Response(JSON.stringify({ code, message: '' }), { status, headers: { 'X-Supabase-Api-Version': '2024-01-01' } })

test('each question goes to its door, with the key, the version it reads, and a token only where one is meant', async () => {
  const asked: [string, string | null, unknown][] = []
  const port = authAdapter('http://server.test', 'the-key', async (input, init) => {
    const request = new Request(input, init)
    expect([request.headers.get('apikey'), request.headers.get('x-supabase-api-version')]).toEqual(['the-key', '2024-01-01'])
    asked.push([`${request.method} ${request.url.replace('http://server.test/auth/v1', '')}`, request.headers.get('authorization'), init?.body ? JSON.parse(String(init.body)) : undefined])
    return Response.json(session)
  })
  await port.signInAnonymously()
  await port.refresh('refresh')
  await port.sendCode('a@b.no')
  await port.offerAddress('token', 'a@b.no')
  await port.enterCode({ email: 'a@b.no', way: 'sign-in' }, '123456')
  await port.enterCode({ email: 'a@b.no', way: 'new-address' }, '123456')
  await port.offersWorkAccount()
  await port.enterReturnCode('the-code', 'the-secret')
  await port.signOut('token')
  expect(asked).toEqual([
    ['POST /signup', null, {}],
    ['POST /token?grant_type=refresh_token', null, { refresh_token: 'refresh' }],
    ['POST /otp', null, { email: 'a@b.no', create_user: true }],
    ['PUT /user', 'Bearer token', { email: 'a@b.no' }],
    ['POST /verify', null, { type: 'email', email: 'a@b.no', token: '123456' }],
    ['POST /verify', null, { type: 'email_change', email: 'a@b.no', token: '123456' }],
    ['GET /settings', null, undefined],
    ['POST /token?grant_type=pkce', null, { auth_code: 'the-code', code_verifier: 'the-secret' }],
    ['POST /logout?scope=local', 'Bearer token', undefined],
  ])
})

test('a session comes in the words of the sync; one of no address has none', async () => {
  expect(await portTo(() => Response.json(session)).refresh('r')).toEqual({ ok: true, value: tokens })
  const anonymous = await portTo(() => Response.json({ ...session, user: { id: 'x', is_anonymous: true, email: '' } })).signInAnonymously()
  expect(anonymous).toEqual({ ok: true, value: { uid: 'x', anonymous: true, accessToken: 'access', refreshToken: 'refresh' } })
})

test.each([
  ['nothing', null], ['a list', [session]], ['no token', { ...session, access_token: undefined }], ['no successor', { ...session, refresh_token: null }],
  ['no user', { ...session, user: undefined }], ['a user without id', { ...session, user: {} }],
])('%s instead of a session is unreadable', async (_, body) => {
  expect(await portTo(() => Response.json(body)).refresh('r')).toMatchObject({ ok: false, code: 'unreadable' })
})

describe('a renewal', () => {
  test.each(['refresh_token_not_found', 'refresh_token_already_used', 'session_not_found', 'session_expired', 'user_not_found', 'user_banned'])(
    'that Auth itself refuses (%s) ends the session', async (code) => {
      expect(await portTo(ofAuth(400, code)).refresh('r')).toMatchObject({ ok: false, code: 'signed-out' })
    })

  const html = (status: number) => () => new Response('<!doctype html>', { status, headers: { 'Content-Type': 'text/html' } })
  test.each<[string, () => Response | Promise<Response>, string]>([
    ['the network is gone', () => { throw new TypeError('Failed to fetch') }, 'offline'],
    ['no answer in time', () => { throw new DOMException('timed out', 'TimeoutError') }, 'offline'],
    ['a captive portal answers 200', html(200), 'unreadable'],
    ['a captive portal answers 400', html(400), 'server'],
    ['a firewall answers 403', html(403), 'server'],
    ['something on the way says the same words without being Auth', () => Response.json({ code: 'refresh_token_not_found', error_code: 'refresh_token_not_found' }, { status: 400 }), 'server'],
    ['Auth says something else', ofAuth(400, 'captcha_failed'), 'server'],
    ['Auth says it in a number', () => new Response('{"code":400}', { status: 400, headers: { 'X-Supabase-Api-Version': '2024-01-01' } }), 'server'],
    ['Auth\'s words are cut short', () => new Response('{"code":"refr', { status: 400, headers: { 'X-Supabase-Api-Version': '2024-01-01' } }), 'unreadable'],
    ['there are too many, in the very words', ofAuth(429, 'refresh_token_not_found'), 'too-many'],
    ['the server fails, in the very words', ofAuth(500, 'session_not_found'), 'server'],
    ['a gateway gives up', html(504), 'server'],
  ])('ends nothing when %s', async (_, answer, code) => {
    expect(await portTo(answer).refresh('r')).toMatchObject({ ok: false, code })
  })

  test('honours a pause asked for', async () => {
    expect(await portTo(() => new Response('', { status: 429, headers: { 'Retry-After': '30' } })).refresh('r')).toEqual({ ok: false, code: 'too-many', retryAfter: 30 })
  })
})

test('a refusal means what it is about', async () => {
  expect(await portTo(ofAuth(403, 'otp_expired')).enterCode({ email: 'a@b.no', way: 'sign-in' }, '1')).toMatchObject({ code: 'wrong-code' })
  expect(await portTo(ofAuth(400, 'validation_failed')).sendCode('x')).toMatchObject({ code: 'invalid-email' })
  expect(await portTo(ofAuth(422, 'email_exists')).offerAddress('t', 'a@b.no')).toEqual({ ok: true, value: 'taken' })
  expect(await portTo(ofAuth(403, 'bad_jwt')).offerAddress('t', 'a@b.no')).toMatchObject({ code: 'signed-out' })
  expect(await portTo(() => Response.json({})).offerAddress('t', 'a@b.no')).toEqual({ ok: true, value: 'sent' })
})

describe('the municipality\'s account', () => {
  test.each([[{ external: { azure: true } }, true], [{ external: { azure: false } }, false], [{ external: {} }, false]])('is offered when the settings %j say so', async (settings, offered) => {
    expect(await portTo(() => Response.json(settings)).offersWorkAccount()).toEqual({ ok: true, value: offered })
  })
  test('is not offered by what are no settings', async () => {
    expect(await portTo(() => Response.json({})).offersWorkAccount()).toMatchObject({ code: 'unreadable' })
    expect(await portTo(() => { throw new TypeError('Failed to fetch') }).offersWorkAccount()).toMatchObject({ code: 'offline' })
  })
  test('has an address that asks for Entra, the way back and the hash of the secret', () => {
    const address = new URL(portTo(() => Response.json({})).workAccountAddress('the-hash', 'https://feltboka.no/konto'))
    expect(address.origin + address.pathname).toBe('http://server.test/auth/v1/authorize')
    expect(Object.fromEntries(address.searchParams)).toEqual({ provider: 'azure', redirect_to: 'https://feltboka.no/konto', scopes: 'email', code_challenge: 'the-hash', code_challenge_method: 's256' })
  })
  test.each(['flow_state_not_found', 'flow_state_expired', 'bad_code_verifier'])('begun too long ago or elsewhere (%s) is begun again', async (code) => {
    expect(await portTo(ofAuth(404, code)).enterReturnCode('c', 's')).toMatchObject({ code: 'wrong-code' })
  })
})

test('every request has a time limit', async () => {
  let signal: AbortSignal | null | undefined
  await authAdapter('http://server.test', 'k', async (_, init) => { signal = init?.signal; return Response.json(session) }).refresh('r')
  expect(signal).toBeInstanceOf(AbortSignal)
})
