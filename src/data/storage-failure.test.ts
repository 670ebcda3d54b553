import { Dexie } from 'dexie'
import { expect, test } from 'vitest'
import { storageFailure } from './storage-failure.ts'

const full = new DOMException('no room', 'QuotaExceededError')

test.each([
  ['the browser says so', full],
  ['a transaction was aborted for it', new Dexie.AbortError('aborted', full)],
  ['it lies two deep', new Dexie.OpenFailedError('open', new Dexie.AbortError('aborted', full))],
  ['one put of many failed for it', new Dexie.BulkError('bulkPut', { 3: new Dexie.QuotaExceededError('no room') } as never)],
])('the device is full when %s', (_, error) => {
  expect(storageFailure(error)).toBe('storage-full')
})

test.each([
  ['an abort without a reason', new Dexie.AbortError('aborted')],
  ['an abort for another reason', new Dexie.AbortError('aborted', new DOMException('gone', 'InvalidStateError'))],
  ['a closed database', new Dexie.DatabaseClosedError()],
  ['many puts that failed for other reasons', new Dexie.BulkError('bulkPut', { 0: new Error('damaged') } as never)],
  ['a bug', new TypeError('x is not a function')],
  ['nothing', undefined],
  ['null', null],
  ['a text', 'broken'],
])('the device does not answer when told of %s', (_, error) => {
  expect(storageFailure(error)).toBe('storage-failed')
})
