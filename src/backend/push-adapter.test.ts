import { describe, expect, test } from 'vitest'
import type { SentOperation } from '../sync/push-port.ts'
import { pushAdapter } from './push-adapter.ts'

const uid = '00000000-0000-4000-8000-000000000001'
const operations: SentOperation[] = [
  { opId: 'a', opV: 1, kind: 'seminar.leave', payload: { seminar: 's' } },
  { opId: 'b', opV: 1, kind: 'report.withdraw', payload: { report: 'r' } },
]
const applied = { status: 'applied', stream: 'mine', epoch: 'e', rev: 7, result: { number: 'M-2026-3' } }
const rejected = { status: 'rejected', code: 'invalid', field: 'text' }
const misfit = { status: 'rejected', code: 'invalid', field: 'answers', fields: { hva: 'required' } }
const conflict = { status: 'conflict', fields: { title: { mine: 'a', theirs: null, rev: 3 } } }

const pushTo = (answer: () => Response | Promise<Response>) => pushAdapter('http://server.test', 'the-key', async () => answer(), { uid, token: 'token' }).push(operations)
const answering = (...answers: object[]) => pushTo(() => Response.json({ uid, answers: answers.map((one, i) => ({ op_id: operations[i]?.opId, ...one })) }))

test('operations go by the wire\'s names, with the build\'s version and the user\'s token', async () => {
  const asked: [Request, unknown][] = []
  const port = pushAdapter('http://server.test', 'the-key', async (input, init) => { asked.push([new Request(input, init), JSON.parse(String(init?.body))]); return Response.json({}) }, { uid, token: 'token' })
  await port.push(operations)
  const [request, body] = asked[0]!
  expect([request.method, request.url, request.headers.get('apikey'), request.headers.get('authorization')]).toEqual(['POST', 'http://server.test/rest/v1/rpc/push', 'the-key', 'Bearer token'])
  expect(body).toEqual({ client: 1, ops: [
    { op_id: 'a', op_v: 1, kind: 'seminar.leave', payload: { seminar: 's' } }, { op_id: 'b', op_v: 1, kind: 'report.withdraw', payload: { report: 'r' } },
  ] })
})

test('nothing but what the contract names is sent of an operation', async () => {
  let sent = ''
  const entry = { ...operations[0]!, owner: 'u', order: 1, attempts: 3, delivery: { state: 'waiting' } } as object as SentOperation
  await pushAdapter('http://server.test', 'k', async (_, init) => { sent = String(init?.body); return Response.json({}) }, { uid, token: 't' }).push([entry])
  expect(Object.keys((JSON.parse(sent) as { ops: object[] }).ops[0]!)).toEqual(['op_id', 'op_v', 'kind', 'payload'])
})

test('every kind of answer is read', async () => {
  expect(await answering(applied, rejected)).toEqual({ ok: true, value: [{ opId: 'a', ...applied }, { opId: 'b', ...rejected }] })
  expect(await answering(conflict, { status: 'retry', after: 5 })).toEqual({ ok: true, value: [{ opId: 'a', ...conflict }, { opId: 'b', status: 'retry', after: 5 }] })
  expect(await answering({ status: 'duplicate', first: applied }, { status: 'duplicate', first: rejected })).toEqual({
    ok: true, value: [{ opId: 'a', status: 'duplicate', first: applied }, { opId: 'b', status: 'duplicate', first: rejected }],
  })
  expect(await answering(misfit, { status: 'duplicate', first: misfit })).toEqual({ ok: true, value: [{ opId: 'a', ...misfit }, { opId: 'b', status: 'duplicate', first: misfit }] })
  expect(await answering(applied, { ...rejected, fields: { hva: 1 } }), 'a reason told in a way this build does not know').toEqual({ ok: true, value: [{ opId: 'a', ...applied }, { opId: 'b', ...rejected }] })
  expect(await answering(applied, { status: 'rejected', code: 'invented-later' })).toMatchObject({ ok: true, value: [{}, { code: 'unexpected' }] })
})

describe('what is no answer to what was sent is unreadable', () => {
  test.each<[string, object[]]>([
    ['too few', [applied]], ['too many', [applied, applied, applied]], ['another id', [applied, { ...applied, op_id: 'c' }]],
    ['the other order', [{ ...applied, op_id: 'b' }, { ...applied, op_id: 'a' }]], ['no status', [applied, {}]], ['an unknown status', [applied, { status: 'maybe' }]],
    ['applied without a revision', [applied, { ...applied, rev: '7' }]], ['applied to no stream of ours', [applied, { ...applied, stream: 'joined' }]], ['applied without an epoch', [applied, { ...applied, epoch: 1 }]],
    ['rejected without a reason', [applied, { status: 'rejected' }]], ['a conflict without both values', [applied, { status: 'conflict', fields: { a: { mine: 1, rev: 2 } } }]],
    ['a duplicate of nothing', [applied, { status: 'duplicate' }]], ['a duplicate of a retry', [applied, { status: 'duplicate', first: { status: 'retry', after: 1 } }]],
    ['a retry without a time', [applied, { status: 'retry' }]],
  ])('%s', async (_, answers) => {
    expect(await answering(...answers)).toMatchObject({ ok: false, code: 'unreadable' })
  })

  test.each([['another user', 'someone'], ['nobody', null], ['no user', undefined]])('made for %s', async (_, other) => {
    expect(await pushTo(() => Response.json({ uid: other, answers: [{ op_id: 'a', ...applied }, { op_id: 'b', ...applied }] }))).toMatchObject({ ok: false, code: 'unreadable' })
  })
})

test.each<[string, () => Response | Promise<Response>, string, number?]>([
  ['the network is gone', () => { throw new TypeError('Failed to fetch') }, 'offline'],
  ['a captive portal answers', () => new Response('<!doctype html>'), 'unreadable'],
  ['the token is refused', () => new Response('{}', { status: 401 }), 'signed-out'],
  ['it is too large', () => new Response('{"code":"PT413"}', { status: 413 }), 'too-large'],
  ['there are too many', () => new Response('{}', { status: 429, headers: { 'Retry-After': '30' } }), 'too-many', 30],
  ['the server fails', () => new Response('{}', { status: 500 }), 'server'],
  ['a gateway gives up', () => new Response('<h1>504</h1>', { status: 504 }), 'server'],
  ['a firewall forbids it', () => new Response('<h1>403</h1>', { status: 403 }), 'server'],
])('when %s, that is told and nothing else', async (_, answer, code, retryAfter) => {
  expect(await pushTo(answer)).toEqual({ ok: false, code, retryAfter })
})
