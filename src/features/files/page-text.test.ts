import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findIn, pageText, type TextItem } from './page-text.ts'

/** What stands in the pieces from one spot to another. */
function between(items: TextItem[], words: string) {
  return findIn(1, pageText(items), words).map(({ from, to }) =>
    items.slice(from.item, to.item + 1).map(({ str }, n, own) => str.slice(n === 0 ? from.at : 0, n === own.length - 1 ? to.at : undefined)).join('|'))
}

test('words are found within a piece, over several, and over the end of a line, whatever their letters', () => {
  expect(between([{ str: 'Overgangen fra ' }, { str: 'BARNE' }, { str: 'hage til skole', hasEOL: true }], 'barnehage')).toEqual(['BARNE|hage'])
  expect(between([{ str: 'tidlig', hasEOL: true }, { str: 'innsats og tidlig  innsats' }], ' Tidlig innsats ')).toEqual(['tidlig|innsats', 'tidlig  innsats'])
  expect(between([{ str: 'a' }, { str: '' }, { str: 'b' }], 'ab')).toEqual(['a||b'])
})

test('signs mean themselves, and nothing is found by nothing', () => {
  expect(between([{ str: 'Kostnad (kr. 4,50) i 2024' }], '(kr. 4')).toEqual(['(kr. 4'])
  expect(between([{ str: 'x+y = [z]\\' }], '[z]\\')).toEqual(['[z]\\'])
  expect(between([{ str: 'noe' }], '   ')).toEqual([])
  expect(between([], 'noe')).toEqual([])
})

test('every place in a page is found again by what stands there', () => {
  const piece = fc.record({ str: fc.stringMatching(/^[a-cÆ İß.(]{0,6}$/), hasEOL: fc.boolean() })
  fc.assert(fc.property(fc.array(piece, { minLength: 1, maxLength: 8 }), fc.nat(), fc.integer({ min: 1, max: 6 }), (items, at, length) => {
    const { text } = pageText(items)
    const words = text.slice(at % (text.length + 1)).slice(0, length).trim()
    fc.pre(words !== '')
    const found = findIn(3, pageText(items), words)
    expect(found.length).toBeGreaterThan(0)
    for (const { page, from, to } of found) {
      expect(page).toBe(3)
      expect(from.at).toBeLessThan(items[from.item]!.str.length)
      expect(to.at).toBeLessThanOrEqual(items[to.item]!.str.length)
    }
  }))
})
