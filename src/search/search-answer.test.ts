import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Item } from '../domain/documents.ts'
import { IndexBuilder } from './index-builder.ts'
import { decodeIndex } from './index-format.ts'
import { answer, type LoadedRow, type SearchAnswer, type SearchRequest } from './search-answer.ts'
import { SearchIndex } from './search-index.ts'
import { unitsOf, type SearchRow } from './search-units.ts'

const item: Omit<Item, 'title' | 'summary'> = { services: [], districts: [], ages: [], themes: [], related: [], sources: [], reviewed: '2026-01-01' }
const row = (kind: string, slug: string, data: object) => ({ id: `${kind}-${slug}`, rev: 1, kind, slug, data: { ...item, ...data }, firstPublished: '', updated: '' }) as unknown as SearchRow

const loaded: LoadedRow[] = [
  { row: row('insight', 'spesialpedagogisk', { title: 'Spesialpedagogisk hjelp', summary: 'Tre kartlegginger peker samme vei.', figures: [], sections: [
    { id: 'behovet', title: 'Behovet øker', body: 'Mange flere barn henvises til **pedagogisk-psykologisk tjeneste** enn før.[^ii]' },
  ] }) },
  { row: row('chapter', 'bok/fasene', { title: 'Fasene', summary: 'Hva som skjer i hver fase.', handbook: 'bok', order: 2, sections: [
    { id: 'ide', title: 'Idé og søknad', body: 'Få [veiledning](/kunnskap/kontakt) tidlig. Antall henvisninger til PPT gikk ned.' },
  ] }), book: 'Slik utvikler vi' },
  { row: row('obstacle', 'H-2024-12', { number: 'H-2024-12', title: 'Barnehagene mangler hjelp', description: 'Flere barn blir henvist.', bodies: [], levels: ['organisation'], annexRow: 'x' }), followUp: 'Programkontoret tar opp personvern i møtene.' },
  { row: row('project', 'ambulant', { title: 'Ambulant team', summary: 'Et team veileder barnehagen sammen med PPT.', statusText: 'I gang.', ownerText: 'UDE', economy: [] }) },
]

function indexOf(rows: LoadedRow[]): SearchIndex {
  const builder = new IndexBuilder()
  for (const one of rows) builder.add({ ...one.row, revision: '1' }, unitsOf(one.row, one.followUp))
  return new SearchIndex(decodeIndex(builder.bytes())!)
}
const index = indexOf(loaded)
const ask = (text: string, more: Partial<SearchRequest> = {}): Promise<SearchAnswer> =>
  answer(index, { text, limit: 20, literal: false, ...more }, async () => new Map(loaded.map((one) => [one.row.id, one])))
const resultOf = async (text: string, ref: string) => (await ask(text)).results.find((result) => result.ref === ref)!

describe('the reason for a result', () => {
  test.each([
    ['henvisninger ppt', 'chapter:bok/fasene', { code: 'all', place: 'text', words: 2 }],
    ['ambulant team', 'project:ambulant', { code: 'all', place: 'title', words: 2 }],
    ['ppt henvisninger', 'project:ambulant', { code: 'only', found: ['ppt'], missing: ['henvisninger'] }],
    ['ppt', 'insight:spesialpedagogisk', { code: 'abbreviation', short: 'PPT', long: 'pedagogisk-psykologisk tjeneste' }],
    ['henvisning', 'chapter:bok/fasene', { code: 'form', word: 'henvisninger', asked: 'henvisning' }],
    ['henvist', 'insight:spesialpedagogisk', { code: 'form', word: 'henvises', asked: 'henvist' }],
    ['hage', 'project:ambulant', { code: 'compound', word: 'barnehagen', asked: 'hage' }],
    ['barne hagen', 'project:ambulant', { code: 'joined', word: 'barnehagen', asked: 'barne hagen' }],
    ['pptveiledning', 'chapter:bok/fasene', { code: 'parts', asked: 'pptveiledning', parts: ['veiledning', 'PPT'] }],
    ['ambulnat', 'project:ambulant', { code: 'spelling', word: 'Ambulant', asked: 'ambulnat' }],
  ])('%s in %s', async (query, ref, reason) => expect((await resultOf(query, ref)).reason).toEqual(reason))
})

test('a result says where it leads and what it belongs to', async () => {
  expect(await resultOf('henvisninger', 'chapter:bok/fasene')).toMatchObject({
    kind: 'chapter', slug: 'bok/fasene', section: 'ide', title: 'Idé og søknad', label: { kind: 'chapter', book: 'Slik utvikler vi', chapter: 2, parent: 'Fasene' },
  })
  expect(await resultOf('H-2024-12', 'obstacle:H-2024-12')).toMatchObject({ label: { number: 'H-2024-12', levels: ['organisation'] } })
})

test('the words are marked in the text as it is read, without Markdown', async () => {
  const { excerpt } = await resultOf('ppt henvises', 'insight:spesialpedagogisk')
  expect(excerpt.text).toBe('Mange flere barn henvises til pedagogisk-psykologisk tjeneste enn før.')
  expect(excerpt.marks.map(([from, to]) => excerpt.text.slice(from, to))).toEqual(['henvises', 'pedagogisk-psykologisk tjeneste'])
})

test('an obstacle is found by the follow-up of its row in the annex, which is then shown', async () => {
  expect((await resultOf('personvern', 'obstacle:H-2024-12')).excerpt.text).toBe('Programkontoret tar opp personvern i møtene.')
})

test('a typing error is told, and can be searched for as it stands', async () => {
  expect((await ask('ppt')).searched).toBe(loaded.length)
  expect((await ask('ppt henvisnigner')).corrections).toEqual([{ asked: 'henvisnigner', used: 'henvisninger' }])
  const literal = await ask('henvisnigner', { literal: true })
  expect([literal.total, literal.corrections]).toEqual([0, []])
})

test('counts are of all results, whatever kind is looked at and however many are described', async () => {
  const all = await ask('barnehage henvist ppt')
  const one = await ask('barnehage henvist ppt', { group: 'project', limit: 1 })
  expect(one.counts).toEqual(all.counts)
  expect(one.results.map(({ kind }) => kind)).toEqual(['project'])
  expect(Object.values(all.counts).reduce((sum, count) => sum + count, 0)).toBe(all.total)
})

test('a row that has gone since the index was made is not a result', async () => {
  const { results } = await answer(index, { text: 'ambulant', limit: 5, literal: false }, async () => new Map())
  expect(results).toEqual([])
})

test('marks always stand in order inside their text, whatever is asked', async () => {
  const words = fc.constantFrom('ppt', 'henvis', 'barnehage', 'hage', 'pedagogisk psykologisk tjeneste', 'ambulnat', 'i', '?', 'språkutvikling', 'barne hage', 'H-2024')
  await fc.assert(fc.asyncProperty(fc.array(words, { maxLength: 5 }), async (query) => {
    for (const { title, titleMarks, excerpt } of (await ask(query.join(' '))).results) {
      for (const [text, marks] of [[title, titleMarks], [excerpt.text, excerpt.marks]] as const) {
        marks.forEach(([from, to], i) => {
          expect(from).toBeGreaterThanOrEqual(marks[i - 1]?.[1] ?? 0)
          expect(to).toBeGreaterThan(from)
          expect(to).toBeLessThanOrEqual(text.length)
        })
      }
    }
  }))
})
