import 'fake-indexeddb/auto'
import { beforeEach, expect, test, vi } from 'vitest'
import { deviceDatabase as device } from '../data/device-database.ts'
import { findCodeOf, findJoining, keepJoining } from '../data/joining-repository.ts'
import { failure, success, type Result } from '../domain/result.ts'
import type { Joining } from '../domain/seminars.ts'
import type { SeminarPort } from '../sync/seminar-port.ts'

vi.stubGlobal('location', { origin: 'http://server.test' })
const { seminarsOf } = await import('./attend-seminars.ts')

const anonymous = { uid: 'u', accessToken: 'a', refreshToken: 'r', anonymous: true }
let asked: string[]
let begun: number
let answer: Result<Joining>
const port = { join: async (_, code) => { asked.push(code); return answer } } as SeminarPort
const seminars = (account?: typeof anonymous) => seminarsOf({
  account: async () => account,
  begin: async () => { begun += 1; return success(anonymous) },
  authorised: async (_, ask) => ask('token'),
}, port)

beforeEach(async () => {
  asked = []
  begun = 0
  answer = success({ status: 'joined', seminar: 'samling-2026' })
  await device.facts.clear()
})

test('a code is joined by once, and is then known to be the one', async () => {
  expect(await seminars().join()).toEqual(success(undefined))
  expect(asked).toEqual([])
  await keepJoining('UNG-1942')
  expect(await seminars().join()).toEqual(success(undefined))
  await seminars().join()
  expect(asked).toEqual(['UNG-1942'])
  expect(begun).toBe(1)
  expect(await findJoining()).toMatchObject({ code: 'UNG-1942', came: { status: 'joined', seminar: 'samling-2026' } })
  expect(await findCodeOf('samling-2026')).toBe('UNG-1942')
})

test('one that could not be asked about stays, and is asked about again', async () => {
  answer = failure('offline')
  await keepJoining('UNG-1942')
  expect(await seminars().join()).toEqual(failure('offline'))
  expect(await findJoining()).toEqual({ code: 'UNG-1942' })
  answer = success({ status: 'early', opens: '2026-12-04T08:00:00Z' })
  expect(await seminars().join()).toEqual(success(undefined))
  expect(await findJoining()).toMatchObject({ came: { status: 'early' } })
  expect(await findCodeOf('samling-2026')).toBeNull()
  // Typed once more, it is asked about once more.
  await keepJoining('UNG-1942')
  await seminars().join()
  expect(asked).toHaveLength(3)
})

test('what comes of a code does not stand for another that was typed meanwhile', async () => {
  await keepJoining('UNG-1942')
  const slow = seminarsOf({ account: async () => anonymous, begin: async () => success(anonymous), authorised: async (_, ask) => ask('token') }, {
    ...port, join: async () => { await keepJoining('ABC-1234'); return success({ status: 'unknown' as const }) },
  })
  await slow.join()
  expect(await findJoining()).toEqual({ code: 'ABC-1234' })
})

test('on a shared device nobody is made a member who does not stay', async () => {
  await device.keepFact('shared', { lockAfter: 5, space: 'space:1', locked: false })
  await keepJoining('UNG-1942')
  expect(await seminars().join()).toEqual(failure('signed-out'))
  expect([asked, begun]).toEqual([[], 0])
  await device.keepFact('account', { ...anonymous, anonymous: false })
  expect(await seminars().join()).toEqual(success(undefined))
  expect(asked).toEqual(['UNG-1942'])
})

test('what only hosts may ask is asked for nobody without an account', async () => {
  expect(await seminars().codes('s')).toEqual(failure('signed-out'))
  expect(await seminars(anonymous).evaluation('s')).toEqual(failure('signed-out'))
})
