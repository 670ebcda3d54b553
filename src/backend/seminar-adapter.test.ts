import { expect, test } from 'vitest'
import { failure, success } from '../domain/result.ts'
import { seminarAdapter } from './seminar-adapter.ts'

const asked: { url: string; token: string | null; body: unknown }[] = []
const answering = (body: unknown, init?: ResponseInit) => seminarAdapter('http://server.test', 'key', async (input, request) => {
  asked.push({ url: String(input), token: new Headers(request!.headers).get('Authorization'), body: JSON.parse(String(request!.body)) })
  return typeof body === 'string' ? new Response(body, init) : Response.json(body, init)
})
const bearer = { uid: 'u', token: 'T' }
const join = (body: unknown, init?: ResponseInit) => answering(body, init).join(bearer, 'UNG-1942')

test('one joins by a code, and is told what came of it', async () => {
  expect(await join({ uid: 'u', status: 'joined', seminar: 'ungt-utenforskap' })).toEqual(success({ status: 'joined', seminar: 'ungt-utenforskap' }))
  expect(asked.at(-1)).toEqual({ url: 'http://server.test/rest/v1/rpc/join_by_code', token: 'Bearer T', body: { code: 'UNG-1942' } })
  expect(await join({ uid: 'u', status: 'early', opens: '2026-12-04T08:00:00Z' })).toEqual(success({ status: 'early', opens: '2026-12-04T08:00:00Z' }))
  expect(await join({ uid: 'u', status: 'later', after: 60 })).toEqual(success({ status: 'later', after: 60 }))
  for (const status of ['closed', 'unknown']) expect(await join({ uid: 'u', status })).toEqual(success({ status }))
})
test('an answer for anyone else, or of another shape, is none', async () => {
  for (const broken of ['<!doctype html>', [], { uid: 'v', status: 'closed' }, { uid: 'u', status: 'joined' }, { uid: 'u', status: 'early' }, { uid: 'u', status: 'later', after: 'soon' }, { uid: 'u', status: 'newer' }]) {
    expect(await join(broken)).toEqual(failure('unreadable'))
  }
  expect(await join({}, { status: 401 })).toEqual(failure('signed-out'))
  expect(await join({}, { status: 429, headers: { 'Retry-After': '9' } })).toEqual(failure('too-many', 9))
})
test('hosts make and close codes, and are shown them', async () => {
  expect(await answering({ uid: 'u', status: 'made', code: 'UNG-1942' }).makeCode(bearer, 's', undefined, '2026-12-05T00:00:00Z')).toEqual(success({ code: 'UNG-1942' }))
  expect(asked.at(-1)!.body).toEqual({ seminar: 's', opens: null, closes: '2026-12-05T00:00:00Z' })
  expect(await answering({ uid: 'u', status: 'invalid' }).makeCode(bearer, 's')).toEqual(success('invalid'))
  expect(await answering({ uid: 'u', status: 'forbidden' }).closeCode(bearer, 'UNG-1942')).toEqual(success('forbidden'))
  const codes = [{ code: 'UNG-1942', opens: '2026-12-04T08:00:00Z', closedAt: '2026-12-04T12:00:00Z' }]
  expect(await answering({ uid: 'u', codes }).codes(bearer, 's')).toEqual(success(codes))
  expect(await answering({ uid: 'u', codes: [{ code: 1 }] }).codes(bearer, 's')).toEqual(failure('unreadable'))
})
test('and what people thought', async () => {
  const told = { uid: 'u', status: 'shown', joined: 30, answered: 12, told: 10, counts: [{ question: 'nytte', answer: 5, times: 10 }], texts: [{ question: 'savnet', text: 'Mer tid' }] }
  expect(await answering(told).evaluation(bearer, 's')).toEqual(success(told))
  expect(await answering({ uid: 'u', status: 'forbidden' }).evaluation(bearer, 's')).toEqual(success('forbidden'))
  for (const broken of [{ ...told, joined: -1 }, { ...told, counts: [{}] }, { ...told, texts: 'x' }]) expect(await answering(broken).evaluation(bearer, 's')).toEqual(failure('unreadable'))
})
