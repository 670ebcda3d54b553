import { expect, test } from 'vitest'
import { minutesFor, wordsIn } from './reading-time.ts'

test('the words of an item are those of its texts, at any depth', () => {
  expect(wordsIn({ title: 'Én lærer', components: [{ id: 'delt-stilling', title: 'Delt', text: 'Halvt  her,\nhalvt der' }] })).toBe(7)
})

test('what is not read does not count', () => {
  expect(wordsIn({ title: 'Språkstart', sources: [{ doc: 'a', title: 'Årsrapport 2024' }], reviewed: '2026-11-23', services: ['barnehage'], year: 2024 })).toBe(1)
})

test('the last words of a page still take a minute', () => {
  expect(minutesFor(3)).toBe(1)
  expect(minutesFor(820)).toBe(4)
})
