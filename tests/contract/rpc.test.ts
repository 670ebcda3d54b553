import { isIP } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTarget, type ContractTarget } from './target.ts'

let target: ContractTarget
let userToken: string

beforeAll(async () => {
  target = await openTarget()
  const headers = { apikey: target.anonKey, 'content-type': 'application/json' }
  const response = await fetch(`${target.url}/auth/v1/signup`, { method: 'POST', headers, body: '{}' })
  userToken = ((await response.json()) as { access_token: string }).access_token
})
afterAll(() => target.stop())

interface Sent {
  method?: string
  body?: unknown
  raw?: string
  query?: string
  token?: string
  headers?: Record<string, string>
}

async function call(name: string, { method = 'POST', body = {}, raw, query = '', token, headers = {} }: Sent = {}) {
  const response = await fetch(`${target.url}/rest/v1/rpc/${name}${query}`, {
    method,
    headers: {
      apikey: target.anonKey,
      ...(method === 'POST' ? { 'content-type': 'application/json' } : {}),
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...headers,
    },
    ...(method === 'POST' ? { body: raw ?? JSON.stringify(body) } : {}),
  })
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.includes('json')
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: isJson && text ? (JSON.parse(text) as unknown) : undefined,
  }
}

/** An unsigned change to a token's claims, with the signature left as it was. */
function tampered(token: string): string {
  const [header, payload, signature] = token.split('.')
  const claims = { ...(JSON.parse(Buffer.from(payload!, 'base64url').toString()) as object), role: 'service_role' }
  return [header, Buffer.from(JSON.stringify(claims)).toString('base64url'), signature].join('.')
}

describe('results', () => {
  it('gives a scalar as one JSON value', async () => {
    const { status, body, headers } = await call('contract_text', { body: { word: 'blåbær "og" slikt' } })
    expect([status, body]).toEqual([200, 'blåbær "og" slikt'])
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8')
  })
  it('gives jsonb as it is', async () => {
    expect((await call('contract_json', { body: { value: { a: [1, null, 'x'] } } })).body).toEqual({
      a: [1, null, 'x'],
    })
  })
  it('gives SQL null as JSON null', async () => {
    expect((await call('contract_null')).text).toBe('null')
  })
  it('gives 204 and no body for void', async () => {
    const { status, text } = await call('contract_void')
    expect([status, text]).toEqual([204, ''])
  })
  it('gives a set of scalars as an array', async () => {
    const { body, headers } = await call('contract_numbers', { body: { upto: 3 } })
    expect(body).toEqual([1, 2, 3])
    expect(headers.get('content-range')).toBe('0-2/*')
  })
  it('gives an empty set as an empty array', async () => {
    const { status, body, headers } = await call('contract_pairs', { body: { upto: 0 } })
    expect([status, body, headers.get('content-range')]).toEqual([200, [], '*/*'])
  })
  it('gives a table as an array of objects', async () => {
    expect((await call('contract_pair')).body).toEqual([{ number: 1, word: 'en' }])
  })
  it('gives one composite as one object', async () => {
    expect((await call('contract_record')).body).toEqual({ number: 1, word: 'en' })
  })
  it('cuts a set at 1,000 rows', async () => {
    const { status, body, headers } = await call('contract_pairs', { body: { upto: 1500 } })
    expect([status, (body as unknown[]).length, headers.get('content-range')]).toEqual([200, 1000, '0-999/*'])
  })
  it('gives the only row as an object when one object is asked for', async () => {
    const { status, body } = await call('contract_pairs', {
      body: { upto: 1 },
      headers: { accept: 'application/vnd.pgrst.object+json' },
    })
    expect([status, body]).toEqual([200, { number: 1, word: '1' }])
  })
  it('refuses to give several rows as one object', async () => {
    const { status, body } = await call('contract_pairs', {
      body: { upto: 2 },
      headers: { accept: 'application/vnd.pgrst.object+json' },
    })
    expect(status).toBe(406)
    expect(body).toMatchObject({ code: 'PGRST116', details: 'The result contains 2 rows' })
  })
  it('undoes what a function wrote when its rows are not the one object that was asked for', async () => {
    const before = (await call('contract_count')).body
    const { status } = await call('contract_insert_returning_two', {
      body: { id: 50 },
      headers: { accept: 'application/vnd.pgrst.object+json' },
    })
    expect([status, (await call('contract_count')).body]).toEqual([406, before])
  })
  it('cannot answer in a type nobody knows', async () => {
    const { status, body } = await call('contract_pair', { headers: { accept: 'application/x-unknown' } })
    expect([status, (body as { code: string }).code]).toEqual([406, 'PGRST107'])
  })
  it('lets a function set status and headers of the answer', async () => {
    const { status, body, headers } = await call('contract_answer')
    expect([status, body, headers.get('x-contract'), headers.get('cache-control')]).toEqual([
      202,
      'ok',
      'yes',
      'max-age=60',
    ])
  })
})

describe('arguments', () => {
  it('casts each by the type of its parameter', async () => {
    const body = {
      id: '11111111-2222-4333-8444-555555555555',
      tags: ['a', 'b,"c'],
      at: '2026-01-02T03:04:05Z',
      flag: true,
    }
    expect((await call('contract_casts', { body })).body).toEqual({
      id: body.id,
      tags: body.tags,
      at: '2026-01-02T03:04:05',
      flag: true,
      types: ['uuid', 'text[]', 'timestamp with time zone', 'boolean'],
    })
  })
  it('takes them from the address of a GET', async () => {
    const { status, body } = await call('contract_text', { method: 'GET', query: '?word=h%C3%A5p+og%20h' })
    expect([status, body]).toEqual([200, 'håp og h'])
  })
  it('leaves out those with a default', async () => {
    expect((await call('contract_default', { body: { needed: 1 } })).body).toBe(11)
    expect((await call('contract_default', { body: { needed: 1, extra: 2 } })).body).toBe(3)
    expect((await call('contract_default', { method: 'GET', query: '?needed=5' })).body).toBe(15)
  })
  it('passes JSON null as SQL null', async () => {
    expect((await call('contract_text', { body: { word: null } })).text).toBe('null')
  })
  it('takes an empty body as no arguments', async () => {
    expect((await call('contract_pair', { raw: '' })).status).toBe(200)
  })
  it.each(['{', '"text"', '{"word": }'])('refuses the body %s', async (raw) => {
    const { status, body } = await call('contract_text', { raw })
    expect(status === 400 || status === 404).toBe(true)
    expect(['PGRST102', 'PGRST202']).toContain((body as { code: string }).code)
  })
  it('says what does not cast', async () => {
    const { status, body } = await call('contract_numbers', { body: { upto: 'mange' } })
    expect([status, (body as { code: string }).code]).toEqual([400, '22P02'])
  })
  it('keeps quotes, backslashes and comments inside their value', async () => {
    const word = `'; drop table public.contract_rows; -- \\' \\x "$1" $$`
    expect((await call('contract_text', { body: { word } })).body).toBe(word)
    expect((await call('contract_text', { method: 'GET', query: `?word=${encodeURIComponent(word)}` })).body).toBe(word)
  })
  it('refuses a zero byte', async () => {
    expect((await call('contract_text', { method: 'GET', query: '?word=a%00b' })).status).toBe(400)
    expect((await call('contract_json', { raw: '{"value": "a\\u0000b"}' })).status).toBe(400)
  })
})

describe('a function with one json parameter that has no name', () => {
  it('takes the whole body as it was sent', async () => {
    const raw = '{"b": 1,  "a": "x\\u0000\\ud83d"}'
    expect((await call('contract_body', { raw })).body).toBe(raw)
  })
  it('is called when no other has the names', async () => {
    expect((await call('contract_body_or_named', { body: { a: 1 } })).body).toBe('named')
    expect((await call('contract_body_or_named', { body: { b: 1 } })).body).toBe('body')
  })
  it('cannot be called by GET', async () => {
    const { status, body } = await call('contract_body', { method: 'GET', query: '?a=1' })
    expect([status, (body as { code: string }).code]).toEqual([404, 'PGRST202'])
  })
})

describe('finding the function', () => {
  it.each([
    ['a name that does not exist', 'contract_nothing', {}],
    ['a missing argument', 'contract_default', { extra: 1 }],
    ['an argument too many', 'contract_text', { word: 'a', more: 1 }],
    ['a parameter without a name', 'contract_unnamed', { a: 1 }],
    ['a trigger function', 'contract_trigger', {}],
    ['a function of another schema', 'contract_elsewhere', {}],
  ])('answers 404 to %s', async (_what, name, body) => {
    const { status, body: told } = await call(name, { body })
    expect([status, (told as { code: string }).code]).toEqual([404, 'PGRST202'])
  })
  it('names what it looked for', async () => {
    expect((await call('contract_nothing', { body: { b: 1, a: 2 } })).body).toMatchObject({
      message: 'Could not find the function public.contract_nothing(a, b) in the schema cache',
      details: expect.stringContaining('with parameters a, b') as string,
    })
  })
  it('does not choose between overloads that both fit', async () => {
    const { status, body } = await call('contract_ambiguous', { body: { a: 1 } })
    expect([status, (body as { code: string }).code]).toEqual([300, 'PGRST203'])
  })
  it('knows no other schema than the exposed one', async () => {
    const { status, body } = await call('contract_elsewhere', { headers: { 'content-profile': 'contract_hidden' } })
    expect([status, (body as { code: string }).code]).toEqual([406, 'PGRST106'])
  })
  it.each(['PUT', 'PATCH', 'DELETE'])('answers 405 to %s', async (method) => {
    const { status, body } = await call('contract_pair', { method })
    expect([status, (body as { code: string }).code]).toEqual([405, 'PGRST101'])
  })
  it('answers HEAD without a body', async () => {
    const { status, text } = await call('contract_pair', { method: 'HEAD' })
    expect([status, text]).toEqual([200, ''])
  })
})

describe('who calls', () => {
  it('is anon with the key alone', async () => {
    expect((await call('contract_who')).body).toMatchObject({ role: 'anon', uid: null, claimed: 'anon' })
  })
  it('is anon when the bearer repeats the key', async () => {
    expect((await call('contract_who', { token: target.anonKey })).body).toMatchObject({ role: 'anon', uid: null })
  })
  it('is the token’s user, role and claims with a token', async () => {
    const { sub } = JSON.parse(Buffer.from(userToken.split('.')[1]!, 'base64url').toString()) as { sub: string }
    expect((await call('contract_who', { token: userToken })).body).toMatchObject({
      role: 'authenticated',
      claimed: 'authenticated',
      uid: sub,
      anonymous: true,
    })
  })
  it('is service_role with the secret key', async () => {
    expect((await call('contract_who', { headers: { apikey: target.secretKey } })).body).toMatchObject({
      role: 'service_role',
    })
  })
  it('leaves nothing behind for the next caller on the same connection', async () => {
    for (let n = 0; n < 15; n++) await call('contract_who', { token: userToken })
    const answers = await Promise.all(Array.from({ length: 30 }, () => call('contract_who')))
    expect(answers.map(({ body }) => (body as { uid: unknown }).uid)).toEqual(Array.from({ length: 30 }, () => null))
  })
  it('tells the database about the request', async () => {
    expect((await call('contract_who', { method: 'GET', headers: { 'x-contract': 'seen' } })).body).toMatchObject({
      method: 'GET',
      path: expect.stringContaining('/rpc/contract_who') as string,
      header: 'seen',
    })
  })
  it('comes from an address that the database is told', async () => {
    const { address } = (await call('contract_who')).body as { address: string }
    expect(isIP(address.split(',')[0]!.trim())).not.toBe(0)
  })
  it('is nobody without an API key', async () => {
    const response = await fetch(`${target.url}/rest/v1/rpc/contract_who`)
    expect(response.status).toBe(401)
    expect(await response.json()).toMatchObject({ message: 'No API key found in request' })
  })
  it('is nobody with a wrong API key', async () => {
    const { status, body } = await call('contract_who', { headers: { apikey: 'sb_publishable_wrong' } })
    expect(status).toBe(401)
    expect(body).toMatchObject({ message: 'Invalid API key' })
  })
  it('is refused with a token that was changed', async () => {
    const { status, body, headers } = await call('contract_who', { token: tampered(userToken) })
    expect([status, (body as { code: string }).code]).toEqual([401, 'PGRST301'])
    expect(headers.get('www-authenticate')).toMatch(/^Bearer error="invalid_token"/)
  })
  it('is refused with a token that is none', async () => {
    const { status, body } = await call('contract_who', { token: 'nonsense' })
    expect(status).toBe(401)
    expect(body).toMatchObject({ code: 'PGRST301', message: 'Expected 3 parts in JWT; got 1' })
  })
  it('is refused with an unsigned token', async () => {
    const [, payload] = userToken.split('.')
    const none = [Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url'), payload, ''].join('.')
    expect((await call('contract_who', { token: none })).status).toBe(401)
  })
})

describe('the transaction', () => {
  it('is read-only for a stable function, also by POST', async () => {
    expect((await call('contract_settings')).body).toMatchObject({ readOnly: 'on' })
    expect((await call('contract_write_stable')).status).toBeGreaterThanOrEqual(400)
  })
  it('may write for a volatile function by POST, and only then', async () => {
    expect((await call('contract_settings_volatile')).body).toBe('off')
    expect((await call('contract_settings_volatile', { method: 'GET' })).body).toBe('on')
  })
  it('answers 405 when a function called by GET writes', async () => {
    const { status, body } = await call('contract_insert', { method: 'GET', query: '?id=3&name=tre' })
    expect([status, (body as { code: string }).code]).toEqual([405, '25006'])
  })
  it('is undone when the function fails', async () => {
    const before = (await call('contract_count')).body
    await call('contract_insert_then_fail', { body: { id: 40 } })
    expect((await call('contract_count')).body).toBe(before)
  })
  it('gives anon 3 seconds and a signed-in user 8', async () => {
    expect((await call('contract_settings')).body).toMatchObject({ timeout: '3s' })
    expect((await call('contract_settings', { token: userToken })).body).toMatchObject({ timeout: '8s' })
  })
  it('ends a function that takes longer than it may', async () => {
    const { status, body } = await call('contract_slow')
    expect([status, (body as { code: string }).code]).toEqual([500, '57014'])
  })
  it('finds names in public and extensions', async () => {
    const { searchPath } = (await call('contract_settings')).body as { searchPath: string }
    expect(searchPath.replaceAll('"', '').split(', ')).toEqual(['public', 'extensions'])
  })
})

describe('errors', () => {
  it('have code, message, details and hint', async () => {
    const { status, body } = await call('contract_raise', {
      body: { state: 'P0001', message: 'stopp', detail: 'fordi', hint: 'gjør slik' },
    })
    expect([status, body]).toEqual([400, { code: 'P0001', message: 'stopp', details: 'fordi', hint: 'gjør slik' }])
  })
  it('have null where the database says nothing', async () => {
    expect((await call('contract_raise_plain')).body).toEqual({
      code: 'P0001',
      message: 'plain',
      details: null,
      hint: null,
    })
  })
  it.each([
    ['42501', 401],
    ['23503', 409],
    ['23505', 409],
    ['23514', 400],
    ['22023', 400],
    ['25006', 405],
    ['28000', 403],
    ['40001', 500],
    ['40P01', 500],
    ['42883', 404],
    ['42P01', 404],
    ['53300', 503],
    ['53400', 500],
    ['54001', 500],
    ['55P03', 500],
    ['57014', 500],
    ['57P01', 503],
    ['58030', 500],
    ['08006', 503],
    ['P0001', 400],
    ['P0002', 500],
    ['XX000', 500],
    ['PT402', 402],
    ['PT409', 409],
    ['PT429', 429],
    ['PTABC', 500],
    ['ZZ999', 400],
  ])('with SQLSTATE %s are status %i', async (state, expected) => {
    const { status, body } = await call('contract_raise', { body: { state, message: 'x' } })
    expect([status, (body as { code: string }).code]).toEqual([expected, state])
  })
  it('of missing rights are 401 for anon and 403 for a user', async () => {
    const asAnon = await call('contract_closed')
    const asUser = await call('contract_closed', { token: userToken })
    expect([asAnon.status, asAnon.headers.get('www-authenticate'), asUser.status]).toEqual([401, 'Bearer', 403])
    expect(asUser.body).toMatchObject({ code: '42501' })
  })
  it('of constraints are conflicts', async () => {
    expect((await call('contract_insert', { body: { id: 1, name: 'ny' } })).status).toBe(409)
    expect((await call('contract_insert', { body: { id: 7, name: 'ny', parent: 77 } })).status).toBe(409)
  })
  it('do not occur where row level security hides rows', async () => {
    const { status, body } = await call('contract_table', { token: userToken })
    expect([status, body]).toEqual([200, []])
  })
})
