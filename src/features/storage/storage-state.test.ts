import { describe, expect, test } from 'vitest'
import type { StreamStatus, SyncStatus } from '../../domain/sync-status.ts'
import { failureOf, progress, storageState, updatedAt } from './storage-state.ts'

const empty: StreamStatus = { state: 'empty', held: 0 }
const half: StreamStatus = { state: 'filling', held: 50, total: 100 }
const whole: StreamStatus = { state: 'current', held: 100, total: 100, syncedAt: 2000 }
const old: StreamStatus = { state: 'stale', held: 100, total: 100, syncedAt: 1000 }
const status = (library: StreamStatus, register: StreamStatus, rest: Partial<SyncStatus> = {}): SyncStatus => ({ online: true, busy: false, library, register, ...rest })

describe('what the page says of the content', () => {
  test('is that all of it is here only when both streams have agreed with the server', () => {
    expect(storageState(status(whole, whole))).toBe('current')
    expect(storageState(status(whole, half))).toBe('partial')
  })

  test('is that it is on its way while it is being fetched, and not otherwise', () => {
    expect(storageState(status(half, empty, { busy: true }))).toBe('filling')
    expect(storageState(status(half, empty))).toBe('partial')
    expect(storageState(status(empty, empty, { busy: true }))).toBe('filling')
  })

  test('is that nothing is here when there is nothing', () => {
    expect(storageState(status(empty, empty))).toBe('empty')
  })

  test('stays what it was while a whole content is looked over again', () => {
    expect(storageState(status(whole, whole, { busy: true }))).toBe('current')
  })

  test('is that it may be old when either stream is', () => {
    expect(storageState(status(whole, old))).toBe('stale')
  })
})

test('the content is as old as the older of the streams, and of no age until both are whole', () => {
  expect(updatedAt(status(whole, old))).toBe(1000)
  expect(updatedAt(status(whole, half))).toBeUndefined()
})

test('each stream is told of by itself, with its total once the server has said it', () => {
  expect(progress(status(half, empty))).toEqual([{ stream: 'library', held: 50, total: 100 }, { stream: 'register', held: 0, total: undefined }])
})

describe('a failure', () => {
  const failed: StreamStatus = { ...whole, failure: 'server' }

  test('of either stream is shown', () => {
    expect(failureOf(status(whole, failed))).toBe('server')
  })

  test('is not shown while it is being tried again', () => {
    expect(failureOf(status(failed, whole, { busy: true }))).toBeUndefined()
  })

  test('to reach the server is no failure without a network, but is one with it', () => {
    const cut: StreamStatus = { ...whole, failure: 'offline' }
    expect(failureOf(status(cut, whole, { online: false }))).toBeUndefined()
    expect(failureOf(status(cut, whole))).toBe('offline')
  })
})
