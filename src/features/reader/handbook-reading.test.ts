import { describe, expect, test } from 'vitest'
import type { ReadingPosition } from '../../data/device-database.ts'
import { chapterStates, chapterToContinue } from './handbook-reading.ts'

const chapters = [{ slug: 'mal', title: 'Mål', words: 839 }, { slug: 'faser', title: 'Faser', words: 120 }, { slug: 'deling', title: 'Deling', words: 700 }]
const states = (...read: [slug: string, part: number, finished: boolean, at: number][]) => chapterStates('bok', chapters,
  new Map(read.map(([slug, part, finished, at]): [string, ReadingPosition] => [`chapter:bok/${slug}`, { key: `chapter:bok/${slug}`, part, finished, at }])))

test('a chapter has its number, its minutes and how far it is read', () => {
  expect(states(['faser', 0.385, false, 5])).toEqual([
    { slug: 'mal', title: 'Mål', number: 1, minutes: 4, finished: false },
    { slug: 'faser', title: 'Faser', number: 2, minutes: 1, finished: false, percent: 38, at: 5 },
    { slug: 'deling', title: 'Deling', number: 3, minutes: 4, finished: false },
  ])
})

describe('the chapter to go on with', () => {
  const next = (...read: Parameters<typeof states>) => chapterToContinue(states(...read))?.slug

  test('is the one read last', () => expect(next(['mal', 1, true, 9], ['faser', 0.4, false, 10], ['deling', 0.2, false, 3])).toBe('faser'))
  test('is the next one when that is finished', () => expect(next(['mal', 1, true, 9])).toBe('faser'))
  test('is the first one left when the last chapter is finished', () => expect(next(['faser', 0.5, false, 3], ['deling', 1, true, 9])).toBe('mal'))
  test('is none before one has begun, and none when all is read', () => {
    expect(next()).toBeUndefined()
    expect(next(['mal', 1, true, 1], ['faser', 1, true, 2], ['deling', 1, true, 3])).toBeUndefined()
  })
})
