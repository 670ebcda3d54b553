import { expect, test } from 'vitest'
import { failure, success } from '../domain/result.ts'
import { uploadAdapter } from './upload-adapter.ts'

/** What a browser makes of an upload: it is given an answer, and what was asked is kept. */
function request(answer: { status: number; body?: string; retryAfter?: string } | 'error') {
  const asked: { method?: string; url?: string; headers: Record<string, string>; body?: Blob } = { headers: {} }
  const made = {
    upload: { onprogress: undefined as ((event: { loaded: number }) => void) | undefined },
    onload: () => {}, onerror: () => {}, onabort: () => {},
    status: answer === 'error' ? 0 : answer.status, responseText: answer === 'error' ? '' : answer.body ?? '',
    getResponseHeader: () => (answer === 'error' ? null : answer.retryAfter ?? null),
    open(method: string, url: string) { Object.assign(asked, { method, url }) },
    setRequestHeader(name: string, value: string) { asked.headers[name] = value },
    abort() { made.onabort() },
    send(body: Blob) {
      asked.body = body
      made.upload.onprogress?.({ loaded: 2 })
      queueMicrotask(() => (answer === 'error' ? made.onerror() : made.onload()))
    },
  }
  return { asked, made: made as unknown as XMLHttpRequest }
}
const file = { sha256: 'abc', type: 'application/pdf', open: false }
async function send(answer: Parameters<typeof request>[0]) {
  const { asked, made } = request(answer)
  const told: number[] = []
  const port = uploadAdapter('https://x.test', 'key', (ask) => ask('token'), fetch, () => made)
  const result = await port.send(file, new Blob(['abc']), (sent) => told.push(sent), new AbortController().signal)
  return { asked, told, result }
}

test('a file is sent by its hash, in the user\'s name, to be kept for good', async () => {
  const { asked, told, result } = await send({ status: 200, body: '{"Key":"files/abc"}' })
  expect(result).toEqual(success(undefined))
  expect(told).toEqual([2])
  expect(asked).toMatchObject({ method: 'POST', url: 'https://x.test/storage/v1/object/files/abc', headers: { apikey: 'key', Authorization: 'Bearer token', 'Content-Type': 'application/pdf', 'Cache-Control': 'max-age=31536000' } })
  expect(asked.body!.size).toBe(3)
})

test.each([
  ['is there already', { status: 400, body: '{"statusCode":"409","error":"Duplicate"}' }, success(undefined)],
  ['is not for this user to add', { status: 400, body: '{"statusCode":"403","message":"new row violates row-level security policy for table \\"objects\\""}' }, failure('not-found')],
  ['needs a renewed token', { status: 400, body: '{"statusCode":"403","message":"jwt expired"}' }, failure('signed-out')],
  ['is too large', { status: 400, body: '{"statusCode":"413"}' }, failure('too-large')],
  ['is of a type that is not taken', { status: 400, body: '{"statusCode":"415"}' }, failure('not-found')],
  ['comes when many do', { status: 429, retryAfter: '7' }, failure('too-many', 7)],
  ['meets a broken server', { status: 502, body: '<html>' }, failure('server')],
  ['meets another network\'s page', { status: 200, body: '<html>' }, failure('unreadable')],
  ['is cut off', 'error', failure('offline')],
] as const)('a file that %s', async (_, answer, expected) => {
  expect((await send(answer)).result).toEqual(expected)
})

test('what no page carries is deleted by its hash; what the server says no to is told', async () => {
  const asked: [unknown, RequestInit | undefined][] = []
  const answers = [new Response('[]'), new Response('{"statusCode":"403","message":"jwt expired"}', { status: 400 })]
  const port = uploadAdapter('https://x.test', 'key', (ask) => ask('token'), async (input, init) => { asked.push([input, init]); return answers.shift()! })
  expect(await port.discard({ sha256: 'abc', open: true })).toEqual(success(undefined))
  expect(asked[0]).toMatchObject(['https://x.test/storage/v1/object/open-files', { method: 'DELETE', body: '{"prefixes":["abc"]}' }])
  expect(await port.discard({ sha256: 'abc', open: true })).toEqual(failure('signed-out'))
  expect(await port.discard({ sha256: 'abc', open: true })).toEqual(failure('offline'))
})
