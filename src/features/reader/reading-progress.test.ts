import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { minutesOf, partOf, percentOf, placeOf } from './reading-progress.ts'

const text = [{ id: 'hva', weight: 100 }, { id: 'hvordan', weight: 300 }, { id: 'hvem', weight: 100 }]

describe('a place in a text', () => {
  test('is counted by how much text lies before it', () => {
    expect(partOf(text, { section: 'hva', fraction: 0 })).toBe(0)
    expect(partOf(text, { section: 'hvordan', fraction: 0.5 })).toBe(0.5)
    expect(partOf(text, { section: 'hvem', fraction: 1 })).toBe(1)
  })

  test('is found again from its number, whatever the sections weigh', () => {
    const weights = fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 1, maxLength: 20 })
    fc.assert(fc.property(weights, fc.double({ min: 0, max: 1, noNaN: true }), (all, part) => {
      const sections = all.map((weight, i) => ({ id: `s${i}`, weight }))
      const place = placeOf(sections, part)!
      expect(partOf(sections, place)).toBeCloseTo(part, 6)
    }))
  })

  test('is the start of the remembered section when the text before it has changed', () => {
    const longer = [{ id: 'nytt', weight: 900 }, ...text]
    expect(placeOf(longer, 0.5, 'hvordan')).toEqual({ section: 'hvordan', fraction: 0 })
  })

  test('is found by its number when the remembered section is gone', () => {
    expect(placeOf(text, 0.9, 'borte')).toEqual({ section: 'hvem', fraction: 0.5 })
  })

  test('does not exist in an empty text', () => {
    expect(placeOf([], 0.5)).toBeUndefined()
    expect(partOf([], { section: 'hva', fraction: 0.5 })).toBe(0)
  })
})

test('a short text takes at least a minute, a long one by its words', () => {
  expect(minutesOf(0)).toBe(1)
  expect(minutesOf(1480)).toBe(7)
})

test('a hundred per cent is not said before the end is seen', () => {
  expect(percentOf(0.999)).toBe(99)
  expect(percentOf(0.376)).toBe(37)
  expect(percentOf(-1)).toBe(0)
})
