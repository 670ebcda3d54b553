import { describe, expect, test } from 'vitest'
import { pause, seenAtEnd, visitAt } from './visit.ts'

const now = Date.UTC(2026, 10, 23, 8)

describe('a visit', () => {
  test('the very first has nothing to count news from', () => {
    expect(visitAt(now, undefined, undefined)).toEqual({ since: undefined })
  })

  test('counts news from what was seen when the last one ended', () => {
    expect(visitAt(now, undefined, 1000)).toEqual({ since: 1000 })
  })

  test('goes on after a reload or a short look elsewhere, with the same news', () => {
    expect(visitAt(now, { since: 1000, leftAt: now - pause + 1 }, 5000)).toEqual({ since: 1000 })
  })

  test('that goes on from the very first still calls nothing new', () => {
    expect(visitAt(now, { since: undefined, leftAt: now - 1 }, 5000)).toEqual({ since: undefined })
  })

  test('is a new one after a longer time away', () => {
    expect(visitAt(now, { since: 1000, leftAt: now - pause }, 5000)).toEqual({ since: 5000 })
  })

  test('is a new one when the clock has been turned back since it was left', () => {
    expect(visitAt(now, { since: 1000, leftAt: now + 1 }, 5000)).toEqual({ since: 5000 })
  })
})

describe('the end of a visit', () => {
  test('remembers the newest update held', () => {
    expect(seenAtEnd(1000, 3000, true)).toBe(3000)
  })

  test('remembers nothing on a device that has not held all of the content', () => {
    expect(seenAtEnd(undefined, 3000, false)).toBeUndefined()
    expect(seenAtEnd(1000, 3000, false)).toBe(1000)
  })

  test('never goes back, so that what was shown once is not new again', () => {
    expect(seenAtEnd(5000, 3000, true)).toBe(5000)
    expect(seenAtEnd(5000, undefined, true)).toBe(5000)
  })
})
