import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Account } from './account.ts'
import { isVisibleTo, lockPhase, ownerNow, type Present, type Sender, type SharedDevice } from './shared-device.ts'

const account = (uid: string): Account => ({ uid, anonymous: false, accessToken: 'a', refreshToken: 'r' })
const shared = (space: string): SharedDevice => ({ lockAfter: 5, space, locked: false })
const sender = (uid: string, space: string): Sender => ({ uid, space, subject: uid, anonymous: true, accessToken: 'a', refreshToken: 'r' })
const seen = (present: Present) => [null, 'kari', 'ola', 'space:1', 'space:2', 's1', 's2'].filter((owner) => isVisibleTo(present)({ owner }))
const senders = [sender('s1', 'space:1'), sender('s2', 'space:2')]

test('on one\'s own device one sees what is one\'s own and what is nobody\'s yet', () => {
  expect(seen({ senders })).toEqual([null])
  expect(seen({ account: account('kari'), senders })).toEqual([null, 'kari'])
  expect([ownerNow({}), ownerNow({ account: account('kari') })]).toEqual([null, 'kari'])
})

test('on a shared one a space sees what was written in it, by whichever user it is sent, and nothing else', () => {
  expect(seen({ shared: shared('space:1'), senders })).toEqual(['space:1', 's1'])
  expect(seen({ shared: shared('space:3'), senders })).toEqual([])
  expect(ownerNow({ shared: shared('space:1') })).toBe('space:1')
})

test('who signs in on a shared one sees their own, and not the space', () => {
  expect(seen({ account: account('kari'), shared: shared('space:1'), senders })).toEqual(['kari'])
  expect(ownerNow({ account: account('kari'), shared: shared('space:1') })).toBe('kari')
})

test('a device locks after so many minutes without a touch, and says so half a minute before', () => {
  expect(lockPhase(0, 0, 5)).toEqual({ phase: 'open' })
  expect(lockPhase(269_999, 0, 5)).toEqual({ phase: 'open' })
  expect(lockPhase(270_000, 0, 5)).toEqual({ phase: 'warning', left: 30_000 })
  expect(lockPhase(300_000, 0, 5)).toEqual({ phase: 'locked' })
})

test('time that passes only brings the lock nearer, and a clock that was put back leaves the whole time at most', () => {
  const order = ['open', 'warning', 'locked']
  const time = fc.integer({ min: -1e12, max: 1e12 })
  fc.assert(fc.property(time, time, fc.nat(1e9), fc.integer({ min: 1, max: 60 }), (now, touched, later, minutes) => {
    const at = (moment: number) => order.indexOf(lockPhase(moment, touched, minutes).phase)
    expect(at(now + later)).toBeGreaterThanOrEqual(at(now))
    if (now <= touched) expect(lockPhase(now, touched, minutes).phase).toBe('open')
  }))
})
