import 'fake-indexeddb/auto'
import { beforeEach, expect, test } from 'vitest'
import { failure, success } from '../domain/result.ts'
import { deviceDatabase as device } from './device-database.ts'
import { findCodeOf, findHosted, findJoinedBy, findJoining, forgetCodeOf, forgetJoining, keepHosted, keepJoining, settleJoining } from './joining-repository.ts'

beforeEach(() => device.facts.clear())

test('a code stays until it is answered, and what it was answered stays after that', async () => {
  expect(await findJoining()).toBeNull()
  expect(await keepJoining('UNG-1942')).toEqual(success(undefined))
  await settleJoining('UNG-1942', { status: 'joined', seminar: 'samling' }, 7)
  expect(await findJoining()).toEqual({ code: 'UNG-1942', came: { status: 'joined', seminar: 'samling' }, at: 7 })
  expect([await findCodeOf('samling'), await findCodeOf('annet'), await findJoinedBy('UNG-1942'), await findJoinedBy('ABC-1234')]).toEqual(['UNG-1942', null, 'samling', undefined])
  await forgetJoining()
  expect([await findJoining(), await findJoinedBy('UNG-1942')]).toEqual([null, 'samling'])
})

test('who leaves a seminar is not taken in again by its code, and other codes stay', async () => {
  for (const [code, seminar] of [['ABC-1234', 'annet'], ['UNG-1942', 'samling']] as const) {
    await keepJoining(code)
    await settleJoining(code, { status: 'joined', seminar }, 7)
  }
  expect(await forgetCodeOf('samling')).toEqual(success(undefined))
  expect([await findCodeOf('samling'), await findCodeOf('annet'), await findJoining()]).toEqual([null, 'ABC-1234', null])
  await keepJoining('GHI-7890')
  await forgetCodeOf('annet')
  expect(await findJoining(), 'one that is not answered yet').toEqual({ code: 'GHI-7890' })
})

test('an answer that comes after another code was typed is known, and does not stand for that', async () => {
  await keepJoining('UNG-1942')
  await keepJoining('ABC-1234')
  await settleJoining('UNG-1942', { status: 'joined', seminar: 'samling' }, 7)
  expect(await findJoining()).toEqual({ code: 'ABC-1234' })
  expect(await findJoinedBy('UNG-1942')).toBe('samling')
})

test('the codes one hosts are one user\'s alone', async () => {
  const code = { code: 'UNG-1942', opens: '2026-12-04T08:00:00Z' }
  await keepHosted('kari', 'samling', [code])
  await keepHosted('kari', 'annet', [])
  expect(await findHosted('kari', 'samling')).toEqual([code])
  expect(await findHosted('ola', 'samling')).toEqual([])
  await keepHosted('ola', 'annet', [code])
  expect([await findHosted('kari', 'samling'), await findHosted('ola', 'annet')]).toEqual([[], [code]])
})

test('a device that will not store it says so', async () => {
  device.close({ disableAutoOpen: true })
  expect(await keepJoining('UNG-1942')).toEqual(failure('storage-failed'))
  await device.open()
})
