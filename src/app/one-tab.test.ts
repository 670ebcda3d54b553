import { afterEach, expect, test, vi } from 'vitest'
import { inOneTab } from './one-tab.ts'

afterEach(() => { vi.unstubAllGlobals() })

/** Work that lasts until it is let go. */
function longWork<T>(value: T) {
  const { promise, resolve } = Promise.withResolvers<T>()
  return { work: () => promise, done: () => resolve(value) }
}

test('one at a time: without waiting the second does nothing, with waiting it comes after', async () => {
  const order: string[] = []
  const first = longWork('first')
  const running = inOneTab(false, async () => { order.push(await first.work()) })
  expect(await inOneTab(false, async () => 'never')).toBeUndefined()
  const waiting = inOneTab(true, async () => { order.push('second') })
  first.done()
  await Promise.all([running, waiting])
  expect(order).toEqual(['first', 'second'])
  expect(await inOneTab(false, async () => 'free again')).toBe('free again')
})

test('a tab that keeps the lock for good is passed over in the end; should it come round, its work still counts', async () => {
  const frozen = longWork('late')
  const first = inOneTab(false, frozen.work)
  expect(await inOneTab(true, async () => 'taken over', 1)).toBe('taken over')
  frozen.done()
  expect(await first).toBe('late')
})

test('a tab that took the lock over and has it taken over in its turn goes on with its work', async () => {
  const [frozen, slow] = [longWork('late'), longWork('slow')]
  void inOneTab(false, frozen.work)
  const second = inOneTab(true, slow.work, 1)
  expect(await inOneTab(true, async () => 'third', 20)).toBe('third')
  slow.done()
  expect(await second).toBe('slow')
  frozen.done()
})

test('a failure of the work is its own', async () => {
  await expect(inOneTab(false, async () => { throw new Error('broken') })).rejects.toThrow('broken')
  await expect(inOneTab(true, async () => { throw new DOMException('slow', 'TimeoutError') })).rejects.toThrow('slow')
  expect(await inOneTab(false, async () => 'free again')).toBe('free again')
})

test('without locks, as on a page that is not served securely, the work is done all the same', async () => {
  vi.stubGlobal('navigator', {})
  expect(await inOneTab(false, async () => 'done')).toBe('done')
})
