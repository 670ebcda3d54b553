import { expect, test } from 'vitest'
import { failure, success } from '../domain/result.ts'
import { peopleAdapter } from './people-adapter.ts'

const bearer = { uid: 'u', token: 't' }
const portTo = (body: unknown, init?: ResponseInit) => peopleAdapter('http://server.test', 'the-key', async () => (typeof body === 'string' ? new Response(body, init) : Response.json(body, init)))
const person = { id: 'P', email: 'a@oslo.kommune.no', role: 'developer', organisation: 'BBJ', since: '2026-11-26T12:00:00Z', waiting: true }
const change = { id: 'C', at: '2026-11-26T12:00:00Z', type: 'erased' }
const shown = { uid: 'u', status: 'shown', people: [person], bodies: [{ id: 'nav', name: 'NAV' }], changes: [change] }

test('each question goes to its routine, in the name of the one who asks', async () => {
  const asked: unknown[] = []
  const port = peopleAdapter('http://server.test', 'the-key', async (input, init) => {
    const { method, url, headers } = new Request(input, init)
    asked.push([method, url, headers.get('apikey'), headers.get('authorization'), JSON.parse(String(init!.body))])
    return Response.json({ ...shown, status: url.endsWith('give_role') ? 'invited' : url.endsWith('take_role') ? 'taken' : 'shown' })
  })
  expect(await port.find(bearer)).toEqual(success({ people: [person], bodies: shown.bodies, changes: [change] }))
  expect(await port.give(bearer, 'a@oslo.kommune.no', { role: 'recipient', body: 'nav' })).toEqual(success('invited'))
  expect(await port.take(bearer, 'P')).toEqual(success('taken'))
  const rpc = (name: string, body: object) => ['POST', `http://server.test/rest/v1/rpc/${name}`, 'the-key', 'Bearer t', body]
  expect(asked).toEqual([rpc('people', {}), rpc('give_role', { email: 'a@oslo.kommune.no', role: 'recipient', organisation: null, body: 'nav' }), rpc('take_role', { id: 'P' })])
})

test.each(['given', 'invited', 'already', 'invalid-email', 'invalid', 'forbidden'])('giving answers %s', async (status) => {
  expect(await portTo({ uid: 'u', status }).give(bearer, 'a', { role: 'office' })).toEqual(success(status))
})
test.each(['taken', 'gone', 'last-of-office', 'forbidden'])('taking answers %s', async (status) => {
  expect(await portTo({ uid: 'u', status }).take(bearer, 'P')).toEqual(success(status))
})
test('who is not of the office is told so', async () => {
  expect(await portTo({ uid: 'u', status: 'forbidden' }).find(bearer)).toEqual(success('forbidden'))
})

test.each([
  ['made for another', { ...shown, uid: 'v' }], ['with half a person', { ...shown, people: [{ id: 'P' }] }], ['without a history', { ...shown, changes: undefined }],
  ['of an unknown kind', { uid: 'u', status: 'perhaps' }], ['a list', []], ['a page', '<!doctype html>'],
])('an answer %s is unreadable', async (_, body) => {
  expect(await portTo(body).find(bearer)).toEqual(failure('unreadable'))
})
test('an answer that is none of those it may be is unreadable', async () => {
  expect(await portTo({ uid: 'u', status: 'shown' }).give(bearer, 'a', { role: 'office' })).toEqual(failure('unreadable'))
  expect(await portTo({ uid: 'v', status: 'taken' }).take(bearer, 'P')).toEqual(failure('unreadable'))
})

test('what keeps an answer from coming is told apart', async () => {
  expect(await portTo({}, { status: 401 }).find(bearer)).toMatchObject({ code: 'signed-out' })
  expect(await portTo({}, { status: 500 }).take(bearer, 'P')).toMatchObject({ code: 'server' })
  expect(await peopleAdapter('http://server.test', 'k', () => Promise.reject(new TypeError('Failed to fetch'))).find(bearer)).toMatchObject({ code: 'offline' })
})
