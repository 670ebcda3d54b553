import { expect, test } from 'vitest'
import { en } from './en/index.ts'
import { seminars as nb } from './nb/seminars.ts'
import { nn } from './nn/index.ts'

test('how long something lasts is told in hours and minutes, and nothing of what is none', () => {
  const told = (hours: number, minutes: number) => [nb, nn.seminars, en.seminars].map(({ page }) => page.left(hours, minutes))
  expect(told(0, 18)).toEqual(['18 minutter igjen', '18 minutt att', '18 minutes left'])
  expect(told(0, 1)).toEqual(['1 minutt igjen', '1 minutt att', '1 minute left'])
  expect(told(1, 0)).toEqual(['1 time igjen', '1 time att', '1 hour left'])
  expect(told(15, 57)).toEqual(['15 timer og 57 minutter igjen', '15 timar og 57 minutt att', '15 hours and 57 minutes left'])
})
