import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeIndex, encodeIndex, unpackIndex, type IndexContents } from './index-format.ts'
import { searchKinds } from './search-units.ts'

/** Any index: documents with units, and terms that stand in some of them. */
const contents: fc.Arbitrary<IndexContents> = fc
  .array(fc.record({ id: fc.uuid(), kind: fc.constantFrom(...searchKinds), slug: fc.string(), sections: fc.array(fc.string(), { maxLength: 4 }) }), { maxLength: 8 })
  .chain((documents) => {
    const units = documents.reduce((sum, { sections }) => sum + sections.length, 0)
    const lengths = fc.array(fc.integer({ min: 0, max: 40_000 }), { minLength: units, maxLength: units })
    const posting = fc.tuple(fc.integer({ min: 0, max: Math.max(0, units - 1) }), fc.integer({ min: 0, max: 7 }))
    const list = fc.uniqueArray(posting, { selector: ([unit]) => unit, minLength: 1 }).map((all) => all.map(([unit, strength]) => unit * 8 + strength).sort((a, b) => a - b))
    const term = fc.string({ unit: fc.constantFrom(...'abcå#2-'), minLength: 1 })
    return fc.record({
      documents: fc.constant(documents.map((document) => ({ ...document, revision: 'e.1' }))),
      postings: units === 0 ? fc.constant(new Map<string, number[]>()) : fc.array(fc.tuple(term, list)).map((entries) => new Map(entries)),
      textLengths: lengths,
      titleLengths: lengths,
    })
  })

const sorted = (index: IndexContents) => ({ ...index, postings: [...index.postings].sort(([a], [b]) => (a < b ? -1 : 1)) })

test('an index comes out as it went in', () => {
  fc.assert(fc.property(contents, (index) => {
    expect(sorted(unpackIndex(decodeIndex(encodeIndex(index))!, () => true))).toEqual(sorted(index))
  }))
})

test('an index without some documents is one that they were never in', () => {
  fc.assert(fc.property(contents, fc.func(fc.boolean()), (index, chosen) => {
    const keep = ({ id }: { id: string }) => chosen(id)
    const rest = unpackIndex(decodeIndex(encodeIndex(index))!, keep)
    expect(rest.documents).toEqual(index.documents.filter(keep))
    expect(rest.textLengths.length).toBe(rest.documents.reduce((sum, { sections }) => sum + sections.length, 0))
    for (const list of rest.postings.values()) for (const posting of list) expect(posting >>> 3).toBeLessThan(rest.textLengths.length)
  }))
})

test('what is cut short, or no index at all, is not read', () => {
  const bytes = encodeIndex({
    documents: [{ id: 'a', revision: '1', kind: 'model', slug: 'a', sections: [''] }], postings: new Map([['barn', [0]]]), textLengths: [3], titleLengths: [1],
  })
  expect(decodeIndex(bytes)).toBeDefined()
  for (let length = 0; length < bytes.length; length++) expect(decodeIndex(bytes.slice(0, length))).toBeUndefined()
  expect(decodeIndex(new TextEncoder().encode('not an index, but long enough to look like one'))).toBeUndefined()
})
