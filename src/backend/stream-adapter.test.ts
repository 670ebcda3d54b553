import { describe, expect, test } from 'vitest'
import { streamAdapter } from './stream-adapter.ts'

const epoch = '00000000-0000-4000-8000-000000000001'
const row = {
  id: '00000000-0000-4000-8000-00000000000a', rev: 7, kind: 'model', slug: 'sprakstart', data: { title: 'Språkstart' },
  first_published: '2026-01-01T00:00:00Z', updated: '2026-01-02T00:00:00Z',
}
const pull = { uid: null, epoch, access_epoch: 0, after: 0, rows: [row], next: 7, has_more: false, count: 1, digest: 5, min_client: 1 }
const manifest = { uid: null, epoch, rows: [[row.id, 7]], has_more: false }
const rows = { uid: null, epoch, rows: [row] }

/** The four routines, each with a call of it and a right answer. */
const routines = {
  pull: { good: pull, call: (port: ReturnType<typeof streamAdapter>) => port.pull('library', undefined, 0, 500) },
  manifest: { good: manifest, call: (port: ReturnType<typeof streamAdapter>) => port.manifest('library', undefined, 5000) },
  rows: { good: rows, call: (port: ReturnType<typeof streamAdapter>) => port.rows('library', [row.id]) },
  page: { good: { epoch, rows: [row] }, call: (port: ReturnType<typeof streamAdapter>) => port.page('model', 'sprakstart') },
} as const
const each = Object.entries(routines).map(([name, routine]) => ({ name, ...routine }))

const portTo = (answer: () => Response | Promise<Response>) => streamAdapter('http://server.test', 'the-key', async () => answer())
const portSaying = (body: unknown) => portTo(() => Response.json(body))

describe('what is asked', () => {
  test.each(each)('$name goes to its routine, with the key and no token', async ({ name, good, call }) => {
    const asked: Request[] = []
    const port = streamAdapter('http://server.test', 'the-key', async (input, init) => {
      asked.push(new Request(input, init))
      return Response.json(good)
    })
    expect(await call(port)).toMatchObject({ ok: true })
    expect(asked.map(({ method, url }) => `${method} ${url}`)).toEqual([`POST http://server.test/rest/v1/rpc/${name}`])
    expect(asked[0]!.headers.get('apikey')).toBe('the-key')
    expect(asked[0]!.headers.get('authorization')).toBeNull()
    expect(asked[0]!.headers.get('content-type')).toBe('application/json')
  })

  test('a first pull names no epoch; a later one names epoch, cursor and page size', async () => {
    const bodies: unknown[] = []
    const port = streamAdapter('http://server.test', 'the-key', async (_, init) => {
      bodies.push(JSON.parse(String(init?.body)))
      return Response.json(pull)
    })
    await port.pull('library', undefined, 0, 60)
    await port.pull('register', epoch, 12, 500)
    expect(bodies).toEqual([
      { stream: 'library', epoch: null, after_rev: 0, page_limit: 60 },
      { stream: 'register', epoch, after_rev: 12, page_limit: 500 },
    ])
  })
})

describe('what is answered', () => {
  const file = { ...row, kind: 'file', slug: row.id, data: { ref: 'seminar:oppvekst', title: 'Kartlegging', name: 'fil.pdf', type: 'application/pdf', bytes: 3, sha256: 'a'.repeat(64), place: 1, open: true } }
  test.each([
    ['is told of whole', {}, true], ['without a hash', { sha256: 'b' }, false], ['of no size', { bytes: '3' }, false], ['of nobody knows which page', { ref: null }, false], ['that is neither open nor not', { open: undefined }, false],
  ])('a file %s', async (_, wrong, ok) => {
    expect((await routines.rows.call(portSaying({ ...rows, rows: [{ ...file, data: { ...file.data, ...wrong } }] }))).ok).toBe(ok)
  })

  const { first_published: firstPublished, ...rest } = row
  const stored = { ...rest, firstPublished }

  test('a page, a manifest and rows come in the words of the sync', async () => {
    expect(await routines.pull.call(portSaying(pull))).toEqual({
      ok: true, value: { epoch, after: 0, rows: [stored], next: 7, hasMore: false, count: 1, digest: 5, minClient: 1 },
    })
    expect(await routines.manifest.call(portSaying(manifest))).toEqual({ ok: true, value: { epoch, rows: [[row.id, 7]], hasMore: false } })
    expect(await routines.rows.call(portSaying(rows))).toEqual({ ok: true, value: { epoch, rows: [stored] } })
  })

  const broken = each.flatMap(({ name, good, call }) => {
    const listed = name === 'manifest'
    const bad: [string, unknown][] = [
      ['nothing', null], ['a list', [good]], ['a text', 'ok'], ['a number', 1], ['an empty object', {}],
      ...Object.keys(good).filter((key) => !['uid', 'access_epoch'].includes(key)).flatMap((key): [string, unknown][] => [
        [`no ${key}`, { ...good, [key]: undefined }], [`null for ${key}`, { ...good, [key]: null }], [`an object for ${key}`, { ...good, [key]: {} }],
      ]),
      ...(name === 'pull' ? ['after', 'next', 'count', 'digest', 'min_client'] : []).flatMap((key): [string, unknown][] => [
        [`a text for ${key}`, { ...good, [key]: '1' }], [`a fraction for ${key}`, { ...good, [key]: 1.5 }], [`less than nothing for ${key}`, { ...good, [key]: -1 }],
      ]),
      ...(listed ? [[7, row.id], ['x'], ['x', '7'], ['x', -1], 'x', null] : [
        null, 'row', [], ...Object.keys(row).flatMap((key) => [{ ...row, [key]: undefined }, { ...row, [key]: null }, { ...row, [key]: [] }]),
        { ...row, rev: '7' }, { ...row, rev: 7.5 }, { ...row, data: 'text' },
      ]).map((part): [string, unknown] => [`the row ${JSON.stringify(part)}`, { ...good, rows: [...good.rows, part] }]),
      ...(name === 'page' ? [] : [['an answer for a user', { ...good, uid: '00000000-0000-4000-8000-0000000000ff' }] as [string, unknown]]),
    ]
    return bad.map(([what, body]) => ({ name, what, body, call }))
  })
  test.each(broken)('$name: $what is unreadable', async ({ body, call }) => {
    expect(await call(portSaying(body))).toMatchObject({ ok: false, code: 'unreadable' })
  })
})

describe('what goes wrong', () => {
  const html = () => new Response('<!doctype html><title>Logg på</title>', { headers: { 'Content-Type': 'text/html' } })
  const cut = () => new Response(new ReadableStream({
    start(body) { body.enqueue(new TextEncoder().encode('{"epoch":"')); body.error(new TypeError('network error')) },
  }))
  const wrong: [what: string, answer: () => Response | Promise<Response>, code: string, retryAfter?: number][] = [
    ['the network is gone', () => { throw new TypeError('Failed to fetch') }, 'offline'],
    ['the network goes in the middle of the answer', cut, 'offline'],
    ['no answer in time', () => { throw new DOMException('timed out', 'TimeoutError') }, 'offline'],
    ['a captive portal answers 200 with its own page', html, 'unreadable'],
    ['the answer is cut short', () => new Response('{"epoch":"00000'), 'unreadable'],
    ['the answer is empty', () => new Response(''), 'unreadable'],
    ['the server asks for a pause', () => new Response('{}', { status: 429, headers: { 'Retry-After': '30' } }), 'too-many', 30],
    ['a pause until a date, which our clock may read wrongly', () => new Response('', { status: 429, headers: { 'Retry-After': 'Wed, 21 Oct 2026 07:28:00 GMT' } }), 'too-many'],
    ['a pause of no length', () => new Response('', { status: 429 }), 'too-many'],
    ['the server is overloaded', () => new Response('', { status: 503, headers: { 'Retry-After': '5' } }), 'server', 5],
    ['the server fails', () => Response.json({ code: '57014', message: 'statement timeout' }, { status: 500 }), 'server'],
    ['a gateway gives up, in HTML', () => new Response('<h1>504</h1>', { status: 504 }), 'server'],
    ['the routine is missing', () => Response.json({ code: 'PGRST202' }, { status: 404 }), 'server'],
    ['a 404 that is a list', () => Response.json([], { status: 404 }), 'server'],
    ['a 404 without a body', () => new Response('', { status: 404 }), 'server'],
    ['the key is refused', () => Response.json({ message: 'Invalid API key' }, { status: 401 }), 'server'],
  ]
  test.each(each.flatMap(({ name, call }) => wrong.map(([what, answer, code, retryAfter]) => ({ name, call, what, answer, code, retryAfter }))))(
    '$name, when $what: $code', async ({ call, answer, code, retryAfter }) => {
      expect(await call(portTo(answer))).toEqual({ ok: false, code, retryAfter })
    })

  test('every request has a time limit', async () => {
    for (const { call, good } of each) {
      let signal: AbortSignal | null | undefined
      await call(streamAdapter('http://server.test', 'the-key', async (_, init) => { signal = init?.signal; return Response.json(good) }))
      expect(signal).toBeInstanceOf(AbortSignal)
    }
  })
})
