import { beforeEach, expect, test } from 'vitest'
import type { Upload } from '../domain/files.ts'
import { failure, success, type Result } from '../domain/result.ts'
import { UploadLoop } from './upload-loop.ts'

const upload = (id: string): Upload => ({ id, owner: 'me', ref: '', title: id, ending: 'pdf', type: 'application/pdf', bytes: 3, sha256: id, open: true, state: 'waiting', sent: 0, at: 0 })
let waiting: Upload[]
let leaving: Upload[]
let done: string[]
let sent: string[]
let answers: Result<void>[]
let planned: number | undefined
let loop: UploadLoop

beforeEach(() => {
  waiting = [upload('a'), upload('b')]
  leaving = []
  done = []
  sent = []
  answers = []
  planned = undefined
  const take = (from: Upload[], id: string) => from.splice(from.findIndex((one) => one.id === id), 1)
  loop = new UploadLoop({
    next: async () => { const next = waiting.find((one) => one.failure === undefined || one.failure === 'offline'); return next && { upload: next, content: new Blob(['abc']) } },
    tell: (one, bytes) => { one.sent = bytes },
    fail: async (one, code) => { one.failure = code },
    done: async ({ id }) => { take(waiting, id); done.push(id) },
    nextToDiscard: async () => leaving[0],
    drop: async ({ id }) => { take(leaving, id) },
  }, {
    async send(file, _, tell) { sent.push(file.sha256); tell(2); return answers.shift() ?? success(undefined) },
    async discard({ sha256 }) { sent.push(`-${sha256}`); return answers.shift() ?? success(undefined) },
  }, { random: () => 0, exclusively: async (_, work) => work(), schedule: (delay) => { planned = delay; return () => { planned = undefined } } })
})

test('what waits goes one after the other, and is told of as it goes', async () => {
  const [a] = waiting
  await loop.wake()
  expect([sent, done, planned, a!.sent]).toEqual([['a', 'b'], ['a', 'b'], undefined, 2])
})

test('a network that is lost holds up all of it, and it is tried again', async () => {
  answers = [failure('offline')]
  await loop.wake()
  expect([sent, done, planned]).toEqual([['a'], [], 2_000])
  await loop.wake()
  expect(done).toEqual(['a', 'b'])
})

test('one that the server will not have says so, and the next one goes', async () => {
  answers = [failure('not-found')]
  await loop.wake()
  expect([waiting[0]!.failure, done, planned]).toEqual(['not-found', ['b'], undefined])
})

test('one that a person gave up meanwhile is no failure', async () => {
  answers = [failure('offline')]
  const [a] = waiting
  const told = Object.getOwnPropertyDescriptor(a!, 'sent')
  expect(told).toBeDefined()
  Object.defineProperty(a!, 'sent', { set() { waiting.shift(); loop.letGoOfOthers(['b']) } })
  await loop.wake()
  expect([done, planned, a!.failure]).toEqual([['b'], undefined, undefined])
})

test('what was removed goes from the server after that, once; what cannot go now goes later, and what may not stays', async () => {
  waiting = []
  leaving = [upload('x'), upload('y')]
  answers = [failure('server')]
  await loop.wake()
  expect([leaving.length, planned]).toEqual([2, 2_000])
  answers = [failure('not-found')]
  await loop.wake()
  expect([sent, leaving]).toEqual([['-x', '-x', '-y'], []])
})

test('who must sign in again is not asked for it over and over', async () => {
  waiting = []
  leaving = [upload('x')]
  answers = [failure('signed-out')]
  await loop.wake()
  expect([leaving.length, planned]).toEqual([1, undefined])
})
