import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { effectScope, nextTick, ref, type EffectScope } from 'vue'
import { failure, success, type Result } from '../../domain/result.ts'
import { useSimilar } from './use-similar.ts'

let scope: EffectScope
beforeEach(() => { vi.useFakeTimers(); scope = effectScope() })
afterEach(() => { scope.stop(); vi.useRealTimers() })

function begin(first = '') {
  const text = ref(first)
  const asked: { words: string; answer: (numbers: Result<string[]>) => void }[] = []
  const numbers = scope.run(() => useSimilar(() => text.value, (words) => new Promise((answer) => { asked.push({ words, answer }) })))!
  return { text, asked, numbers, type: async (words: string) => { text.value = words; await nextTick() }, still: () => vi.advanceTimersByTimeAsync(1000) }
}

test('nothing is asked while one writes, nor of a few words', async () => {
  const { asked, type, still } = begin()
  await type('Ingen tolk her')
  await still()
  for (const words of ['Ingen tolk når vi', 'Ingen tolk når vi flytter', 'Ingen tolk når vi flytter timen']) {
    await type(words)
    await vi.advanceTimersByTimeAsync(300)
  }
  expect(asked).toEqual([])
  await still()
  expect(asked.map(({ words }) => words)).toEqual(['Ingen tolk når vi flytter timen'])
})

test('a text that was there when the form was opened is asked about too', async () => {
  const { asked, numbers, still } = begin('Ingen tolk når vi flytter timen')
  await still()
  asked[0]!.answer(success(['H-2024-1']))
  await still()
  expect(numbers.value).toEqual(['H-2024-1'])
})

test('one question at a time, and then the last of what came meanwhile', async () => {
  const { asked, numbers, type, still } = begin('en to tre fire')
  await still()
  await type('en to tre fire fem')
  await still()
  await type('en to tre fire fem seks')
  await still()
  expect(asked).toHaveLength(1)
  asked[0]!.answer(success(['H-2024-1']))
  await still()
  expect(numbers.value).toEqual(['H-2024-1'])
  expect(asked.map(({ words }) => words)).toEqual(['en to tre fire', 'en to tre fire fem seks'])
})

test('where there is no answer nothing is offered, and what is taken out takes its offers along', async () => {
  const { asked, numbers, type, still } = begin('en to tre fire')
  await still()
  asked[0]!.answer(success(['H-2024-1']))
  await still()
  await type('en to tre fire fem')
  await still()
  asked[1]!.answer(failure('storage-failed'))
  await still()
  expect(numbers.value).toEqual([])
  await type('')
  await still()
  expect(asked).toHaveLength(2)
})

test('a form that is left asks no more', async () => {
  const { asked, numbers, type, still } = begin('en to tre fire')
  await still()
  await type('en to tre fire fem')
  scope.stop()
  asked[0]!.answer(success(['H-2024-1']))
  await still()
  expect(asked).toHaveLength(1)
  expect(numbers.value).toEqual([])
})
