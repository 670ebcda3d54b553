import { expect, test } from 'vitest'
import type { Account } from './account.ts'
import type { Delivery, OutboxEntry } from './outbox.ts'
import { ownStatus } from './own-status.ts'

const entry = (owner: string | null, delivery: Delivery): OutboxEntry =>
  ({ kind: 'report.withdraw', payload: { report: 'r' }, order: 1, opId: 'x', owner, opV: 1, writtenAt: 0, delivery, attempts: 0 })
const waiting: Delivery = { state: 'waiting' }
const refused: Delivery = { state: 'needs-help', code: 'invalid' }
const applied: Delivery = { state: 'applied', stream: 'mine', epoch: 'e', rev: 1, result: {} }
const account = (rest: Partial<Account> = {}): Account => ({ uid: 'u', anonymous: false, accessToken: '', refreshToken: '', ...rest })

test('everything is sent only when nothing waits and nothing needs help', () => {
  expect(ownStatus([], undefined)).toMatchObject({ everythingSent: true })
  expect(ownStatus([entry('u', applied)], account())).toMatchObject({ confirmed: 1, everythingSent: true })
  expect(ownStatus([entry('u', applied), entry('u', waiting)], account())).toMatchObject({ confirmed: 1, waiting: 1, everythingSent: false })
  expect(ownStatus([entry('u', refused)], account())).toMatchObject({ needsHelp: 1, everythingSent: false })
  expect(ownStatus([entry(null, waiting)], undefined)).toMatchObject({ waiting: 1, everythingSent: false })
})

test('another user\'s work is counted by itself, as long as the server does not have it', () => {
  expect(ownStatus([entry('v', waiting), entry('v', refused), entry('v', applied), entry('u', waiting)], account())).toMatchObject({ waiting: 1, needsHelp: 0, confirmed: 0, ofOthers: 2 })
})

test('one is nobody, anonymous, oneself, or to sign in again', () => {
  expect(ownStatus([], undefined).signedInAs).toBe('nobody')
  expect(ownStatus([], account({ anonymous: true })).signedInAs).toBe('anonymous')
  expect(ownStatus([], account({ email: 'kari@oslo.no', confirmedAt: 7 }))).toMatchObject({ signedInAs: 'user', email: 'kari@oslo.no', confirmedAt: 7 })
  expect(ownStatus([], account({ expired: true })).signedInAs).toBe('expired')
})
