import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sharedIn } from './shared-words.ts'

const origin = 'https://feltboka.example.no'

test.each([
  ['nothing', {}, {}],
  ['words', { tekst: 'Ingen tolk' }, { text: 'Ingen tolk' }],
  ['a page of another site, with its title', { tittel: 'Tolk i Oslo', lenke: 'https://tolk.example.no/x' }, { text: 'Tolk i Oslo\nhttps://tolk.example.no/x' }],
  ['an address that the text holds too', { tekst: 'Les https://tolk.example.no/x', lenke: 'https://tolk.example.no/x' }, { text: 'Les https://tolk.example.no/x' }],
  ['a title that is all of the text', { tittel: 'Tolk', tekst: 'Tolk' }, { text: 'Tolk' }],
  ['one of our own pages', { tittel: 'Språkstart', lenke: `${origin}/modeller/sprakstart` }, { text: 'Språkstart', ref: 'model:sprakstart' }],
  ['one of our own chapters in the text', { tekst: `Se her ${origin}/handboker/tjenesteutvikling/faser#mal` }, { text: 'Se her', ref: 'chapter:tjenesteutvikling/faser' }],
  ['one of our own pages that is no item', { lenke: `${origin}/lagring` }, {}],
  ['the same name twice', { tekst: ['a', 'b'] }, {}],
])('what is shared: %s', (_name, query, expected) => {
  expect(sharedIn(query, origin)).toEqual(expected)
})

test('whatever is shared, none of its words are lost', () => {
  fc.assert(fc.property(fc.record({ tittel: fc.string(), tekst: fc.string(), lenke: fc.webUrl() }, { requiredKeys: [] }), (query) => {
    const { text = '' } = sharedIn(query, origin)
    for (const one of Object.values(query)) expect(text).toContain(one.trim())
  }))
})
