import { expect, test } from 'vitest'
import { failure, success } from '../domain/result.ts'
import { fetchFrozen } from './frozen-adapter.ts'

const row = { id: 'o', rev: 3, kind: 'obstacle', slug: 'H-2024-1', published: true, data: { number: 'H-2024-1' } }
const asked: { url: string; headers: Headers; body: unknown }[] = []
const answering = (body: unknown, init?: ResponseInit) => fetchFrozen('http://server.test', 'key', async (input, request) => {
  asked.push({ url: String(input), headers: new Headers(request!.headers), body: JSON.parse(String(request!.body)) })
  return typeof body === 'string' ? new Response(body, init) : Response.json(body, init)
}, { uid: 'u', token: 'T' }, 's')

test('what is in a snapshot is asked for in the user\'s name, and what a newer server keeps besides is left out', async () => {
  expect(await answering({ uid: 'u', rows: [row, { ...row, kind: 'newer' }] })).toEqual(success([row]))
  expect(asked.at(-1)).toMatchObject({ url: 'http://server.test/rest/v1/rpc/snapshot', body: { id: 's' } })
  expect(asked.at(-1)!.headers.get('Authorization')).toBe('Bearer T')
})

test('an answer for anyone else, or of another shape, is none', async () => {
  expect(await answering({ uid: 'u', rows: null })).toEqual(failure('not-found'))
  expect(await answering({}, { status: 401 })).toEqual(failure('signed-out'))
  for (const broken of ['<!doctype html>', [], { rows: [row] }, { uid: 'v', rows: [row] }, { uid: null, rows: [row] }, { uid: 'u' }, { uid: 'u', rows: [{ ...row, data: null }] }, { uid: 'u', rows: [{ ...row, published: undefined }] }]) {
    expect(await answering(broken)).toEqual(failure('unreadable'))
  }
})
