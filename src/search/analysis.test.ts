import { describe, expect, test } from 'vitest'
import { fold, rootOf, termOf, wordsOf } from './analysis.ts'

describe('folding', () => {
  test.each([
    ['Søndre', 'sondre'], ['Soendre', 'sondre'], ['nærmiljø', 'narmiljo'], ['naermiljoe', 'narmiljo'], ['Språk', 'sprak'], ['spraak', 'sprak'],
    ['SPRA\u030AK', 'sprak'], ['idé', 'ide'],
  ])('%s is searched as %s', (written, folded) => expect(fold(written)).toBe(folded))
})

describe('the forms of a word share a term', () => {
  test.each([
    ['barnehage', 'barnehagen', 'barnehager', 'barnehagene', 'barnehagens'],
    ['henvisning', 'henvisningen', 'henvisninger', 'henvisningene'],
    ['lærer', 'læreren', 'lærere', 'lærerne', 'laerer'],
    ['program', 'programmet', 'programmer', 'programmene'],
    ['digital', 'digitalt', 'digitale'],
    ['skole', 'skolen', 'skoler', 'skolene', 'Skolenes'],
  ])('%s', (...forms) => expect(new Set(forms.map(termOf)).size).toBe(1))

  test.each([['barn', 'barnevern'], ['skole', 'skolestart'], ['rus', 'rust'], ['lede', 'leie']])('%s is not %s', (a, b) => expect(termOf(a)).not.toBe(termOf(b)))
})

test('a noun leads back to the verb it is made from', () => {
  expect(rootOf(termOf('henvisninger'))).toBe('henvis')
  expect(rootOf(termOf('veiledning'))).toBe('veiled')
  expect(rootOf(termOf('ting'))).toBeUndefined()
})

test('words are given where they stand, and the number of an obstacle is one word', () => {
  const text = 'Se H-2024-12, PPT/OT og 5.–6. trinn.'
  const words = [...wordsOf(text)]
  expect(words.map((word) => word.text)).toEqual(['Se', 'H-2024-12', 'PPT', 'OT', 'og', '5', '6', 'trinn'])
  for (const { text: word, start, end } of words) expect(text.slice(start, end)).toBe(word)
})
