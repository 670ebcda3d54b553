import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { effectScope, nextTick, ref, type EffectScope } from 'vue'
import type { Section } from '../../domain/documents.ts'
import { useDrawnInTurn } from './use-drawn-in-turn.ts'

vi.mock('./use-arrival.ts', () => ({ cameBack: () => returning }))
let returning = false
let page: EffectScope
const location = { hash: '' }
const section = (id: string, letters: number): Section => ({ id, title: id, body: 'x'.repeat(letters) })
const open = (sections: Section[]) => {
  const all = ref(sections)
  return { all, ...page.run(() => useDrawnInTurn(() => all.value))! }
}

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('window', new EventTarget())
  vi.stubGlobal('location', location)
  location.hash = ''
  returning = false
  page = effectScope()
})
afterEach(() => {
  page.stop()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const long = [section('a', 1000), section('b', 1000), section('c', 100), section('d', 4000), section('e', 10)]

test('what fills the first screen is drawn at once, the others in turn, until all are there', () => {
  const { drawn, whole } = open(long)
  const seen: number[] = [drawn.value]
  while (!whole.value) {
    vi.advanceTimersByTime(50)
    seen.push(drawn.value)
  }
  expect(seen).toEqual([1, 2, 4, 5])
  expect(vi.getTimerCount()).toBe(0)
})

test('one who comes to a place in the text, or back to where one was, gets all of it at once', () => {
  location.hash = '#d'
  expect(open(long).drawn.value).toBe(5)
  location.hash = ''
  returning = true
  expect(open(long).drawn.value).toBe(5)
})

test('so does one who goes on reading where one left off, and one who prints', async () => {
  const one = open(long)
  await one.drawAll()
  expect(one.drawn.value).toBe(5)
  const other = open(long)
  window.dispatchEvent(new Event('beforeprint'))
  expect(other.whole.value).toBe(true)
})

test('another text begins anew; the same text with other words does not', async () => {
  const { all, drawn, drawAll } = open(long)
  await drawAll()
  all.value = long.map((one) => ({ ...one, body: `${one.body}!` }))
  await nextTick()
  expect(drawn.value).toBe(5)
  all.value = [section('x', 2000), section('y', 10)]
  await nextTick()
  expect(drawn.value).toBe(1)
})

test('a text that is gone leaves no timer behind', () => {
  open(long)
  page.stop()
  expect(vi.getTimerCount()).toBe(0)
})
