import fc from 'fast-check'
import { expect, test } from 'vitest'
import { distanceWithin, Vocabulary } from './vocabulary.ts'

const word = fc.string({ unit: fc.constantFrom(...'abcå2'), minLength: 1, maxLength: 7 })
const words = fc.uniqueArray(word, { maxLength: 40 }).map((list) => list.sort())
const vocabularyOf = (terms: string[]) => new Vocabulary(`\n${terms.join('\n')}\n`, terms.length)

test('finds what plain looking would find', () => {
  fc.assert(fc.property(words, word, (terms, sought) => {
    const vocabulary = vocabularyOf(terms)
    const all = terms.map((term, index) => ({ term, index }))
    expect(vocabulary.find(sought)).toBe(terms.indexOf(sought))
    expect(vocabulary.beginningWith(sought)).toEqual(all.filter(({ term }) => term.startsWith(sought)).map(({ index }) => index))
    expect(vocabulary.having(sought)).toEqual(all.filter(({ term }) => term.indexOf(sought, 1) > 0)
      .map(({ term, index }) => ({ index, ends: term.length > sought.length && term.endsWith(sought) })))
    expect(all.map(({ index }) => vocabulary.term(index))).toEqual(terms)
  }))
})

test('finds every similar term, and only those', () => {
  fc.assert(fc.property(words, word, fc.integer({ min: 1, max: 3 }), (terms, sought, most) => {
    const expected = terms.map((term, index) => ({ index, distance: distanceWithin(sought, term, 20) })).filter(({ distance }) => distance <= most)
    expect(vocabularyOf(terms).similarTo(sought, most)).toEqual(expected)
  }))
})

test.each([
  ['barnehage', 'barnehage', 0], ['henvisnign', 'henvisning', 1], ['skole', 'skoler', 1], ['sprak', 'spark', 1], ['abc', 'cab', 2], ['', 'abc', 3],
])('from %s to %s it is %i', (a, b, distance) => {
  expect(distanceWithin(a, b, 3)).toBe(distance)
  expect(distanceWithin(b, a, 3)).toBe(distance)
})

test('an empty vocabulary finds nothing', () => {
  const empty = new Vocabulary('\n\n', 0)
  expect([empty.find('a'), empty.beginningWith('a'), empty.having('a'), empty.similarTo('abcde', 2)]).toEqual([-1, [], [], []])
})
