import { expect, test } from 'vitest'
import { failure } from '../domain/result.ts'
import { fileAdapter } from './file-adapter.ts'

const file = { sha256: 'abc', bytes: 6, type: 'application/pdf', open: true }
async function read(answer: Response, from: number) {
  const came = await fileAdapter('https://x.test', 'key', (ask) => ask('token'), async () => answer).read(file, from, new AbortController().signal)
  if (!came.ok) return came
  let text = ''
  for await (const chunk of came.value.body) text += new TextDecoder().decode(chunk)
  return [came.value.from, text]
}
const part = (range?: string) => new Response('def', { status: 206, headers: range === undefined ? {} : { 'Content-Range': range } })

test('a part begins where the server says or, where the browser keeps that to itself, where it was asked for', async () => {
  expect(await read(part('bytes 3-5/6'), 3)).toEqual([3, 'def'])
  expect(await read(part('bytes 2-5/6'), 3)).toEqual([2, 'def'])
  expect(await read(part(), 3)).toEqual([3, 'def'])
  expect(await read(part('bytes */6'), 3)).toEqual(failure('unreadable'))
})

test('a server that knows no parts gives it from the beginning', async () => {
  expect(await read(new Response('abcdef'), 3)).toEqual([0, 'abcdef'])
})

test('whoever wants it no more lets go of the line, before it has begun to come and after', async () => {
  const lines: AbortSignal[] = []
  const adapter = fileAdapter('https://x.test', 'key', (ask) => ask('token'), async (_, options) => {
    lines.push(options!.signal!)
    return new Response('abcdef')
  })
  const wanted = new AbortController()
  await adapter.read(file, 0, wanted.signal)
  expect(lines[0]!.aborted).toBe(false)
  wanted.abort()
  expect(lines[0]!.aborted).toBe(true)
  await adapter.read(file, 0, wanted.signal)
  expect(lines[1]!.aborted).toBe(true)
})
