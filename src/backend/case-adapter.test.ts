import { expect, test } from 'vitest'
import { failure, success } from '../domain/result.ts'
import { caseAdapter } from './case-adapter.ts'

const hash = 'a'.repeat(64)
const asked: { url: string; headers: Headers; body: unknown }[] = []
const answering = (body: unknown, init?: ResponseInit) => caseAdapter('http://server.test', 'key', async (input, request) => {
  asked.push({ url: String(input), headers: new Headers(request!.headers), body: JSON.parse(String(request!.body)) })
  return typeof body === 'string' ? new Response(body, init) : Response.json(body, init)
})
const row = { id: 'R', rev: 1, kind: 'report', slug: 'M-2026-1', data: { form: 'hindring' }, first_published: null, updated: '' }
const word = { id: 'W', text: 'Mer', cleared: [] }

test('a case is asked for by its hash, in nobody\'s name', async () => {
  expect(await answering({ rows: [row] }).find(hash)).toEqual(success([{ ...row, first_published: undefined, firstPublished: null }]))
  expect(asked.at(-1)).toMatchObject({ url: 'http://server.test/rest/v1/rpc/case_by_code', body: { code_hash: hash } })
  expect(asked.at(-1)!.headers.has('Authorization')).toBe(false)
})

test('what it comes to is told apart', async () => {
  expect(await answering({ rows: [] }).find(hash)).toEqual(failure('not-found'))
  expect(await answering({ after: 90 }).find(hash)).toEqual(failure('too-many', 90))
  expect(await answering({}, { status: 429, headers: { 'Retry-After': '7' } }).find(hash)).toEqual(failure('too-many', 7))
  expect(await answering({ message: 'x' }, { status: 401 }).find(hash)).toEqual(failure('server'))
  for (const broken of ['<!doctype html>', {}, [], { rows: [{}] }, { rows: [{ ...row, kind: 'message' }] }, { rows: [row, row] }]) expect(await answering(broken).find(hash)).toEqual(failure('unreadable'))
})

test('a word is said, refused or put off', async () => {
  expect(await answering({ status: 'applied' }).say(hash, word)).toEqual(success(undefined))
  expect(asked.at(-1)).toMatchObject({ url: 'http://server.test/rest/v1/rpc/answer_by_code', body: { code_hash: hash, ...word } })
  expect(await answering({ status: 'rejected', code: 'identity-number' }).say(hash, word)).toEqual(success('identity-number'))
  expect(await answering({ status: 'rejected', code: 'new-reason' }).say(hash, word)).toEqual(success('unexpected'))
  expect(await answering({ status: 'rejected', code: 'not-found' }).say(hash, word)).toEqual(failure('not-found'))
  expect(await answering({ status: 'retry', after: 5 }).say(hash, word)).toEqual(failure('too-many', 5))
  expect(await answering({ status: 'what' }).say(hash, word)).toEqual(failure('unreadable'))
})
