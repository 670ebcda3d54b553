import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { effectScope } from 'vue'
import { useAskedAgain } from './use-asked-again.ts'

let asked: number
let answers: boolean
let page: EventTarget & { visibilityState: string }
const scope = () => {
  const own = effectScope()
  const now = own.run(() => useAskedAgain(async () => { asked += 1; return answers }, () => 1))!
  return { own, now }
}
const see = (visibilityState: string) => { page.visibilityState = visibilityState; page.dispatchEvent(new Event('visibilitychange')) }

beforeEach(() => {
  vi.useFakeTimers()
  asked = 0
  answers = true
  page = Object.assign(new EventTarget(), { visibilityState: 'visible' })
  vi.stubGlobal('document', page)
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

test('it is asked again while it is looked at, and less often when nobody answers', async () => {
  const { own, now } = scope()
  void now()
  await vi.advanceTimersByTimeAsync(12_000)
  expect(asked).toBe(2)
  answers = false
  await vi.advanceTimersByTimeAsync(12_000)
  expect(asked).toBe(3)
  await vi.advanceTimersByTimeAsync(29_000)
  expect(asked).toBe(3)
  await vi.advanceTimersByTimeAsync(1_000)
  expect(asked).toBe(4)
  own.stop()
})

test('it is not asked while it is hidden, and at once when it is seen again', async () => {
  const { own, now } = scope()
  void now()
  await vi.advanceTimersByTimeAsync(1)
  see('hidden')
  await vi.advanceTimersByTimeAsync(600_000)
  expect(asked).toBe(1)
  see('visible')
  await vi.advanceTimersByTimeAsync(1)
  expect(asked).toBe(2)
  own.stop()
})

test('nothing is asked once it has been left', async () => {
  const { own, now } = scope()
  void now()
  await vi.advanceTimersByTimeAsync(1)
  own.stop()
  see('visible')
  await vi.advanceTimersByTimeAsync(600_000)
  expect(asked).toBe(1)
})
