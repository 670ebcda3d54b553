import { describe, expect, test } from 'vitest'
import { IndexBuilder } from './index-builder.ts'
import { decodeIndex } from './index-format.ts'
import { SearchIndex } from './search-index.ts'
import type { SearchUnit } from './search-units.ts'

/** An index of short items by name; each has a title and a text. */
function indexOf(items: Record<string, [title: string, text: string]>): SearchIndex {
  const builder = new IndexBuilder()
  for (const [slug, [title, text]] of Object.entries(items)) builder.add({ id: slug, revision: '1', kind: 'model', slug }, [{ title, text }])
  return new SearchIndex(decodeIndex(builder.bytes())!)
}

const library = indexOf({
  sosialagentene: ['Sosialagentene', 'Ansatte i barnevernet er på skolen og hjelper elever.'],
  ppt: ['En mer inkluderende barnehage', 'Færre henvisninger til PPT og tettere samarbeid.'],
  lang: ['Spesialpedagogisk hjelp', 'Flere barn henvises til pedagogisk-psykologisk tjeneste enn før.'],
  ot: ['Oppfølgingstjenesten i Oslo', 'Ungdom uten jobb og skole får oppfølging.'],
  overgang: ['Overgangslærer', 'Én lærer følger barna fra barnehagen.'],
  sprak: ['Språk og utvikling', 'Foreldrene leser høyt. Utvikling av språket begynner tidlig.'],
  bal: ['Bedre sammen', 'Bydel Alna prøver ut modellen.'],
  fylltekst: ['Økonomi', 'Regnskapet for kommunen viser hva tiltakene koster.'],
})
const found = (query: string, options = {}) => library.search(query, options).hits.map(({ document }) => document.slug)

describe('a word is found', () => {
  test.each([
    ['half typed', 'sosialag', 'sosialagentene'],
    ['in another form', 'barnehagene', 'ppt'],
    ['without its Norwegian letters', 'okonomi', 'fylltekst'],
    ['with the letters written double', 'oekonomi', 'fylltekst'],
    ['with a typing error', 'sosialagnetene', 'sosialagentene'],
    ['as the end of a compound', 'lærer', 'overgang'],
    ['as a compound of words that stand apart', 'språkutvikling', 'sprak'],
    ['as two words that make one', 'overgangs lærer', 'overgang'],
    ['by its abbreviation', 'OT', 'ot'],
    ['by what its abbreviation stands for', 'pedagogisk psykologisk tjeneste', 'ppt'],
    ['by another word for it', 'foresatte', 'sprak'],
  ])('%s', (_, query, slug) => expect(found(query)[0] === slug || found(query).includes(slug)).toBe(true))

  test('in both directions of an abbreviation', () => {
    expect(found('PPT')).toEqual(expect.arrayContaining(['ppt', 'lang']))
    expect(found('BAL')).toEqual(['bal'])
  })
})

test('what has all the words comes before what has one of them', () => {
  expect(found('henvisninger ppt')[0]).toBe('ppt')
  expect(found('bydel alna')[0]).toBe('bal')
})

test('a title counts for more than a text', () => {
  const index = indexOf({ text: ['Noe annet her', 'Samtykke er nødvendig'], title: ['Samtykke er nødvendig', 'Noe annet her'] })
  expect(index.search('samtykke').hits.map(({ document }) => document.slug)).toEqual(['title', 'text'])
})

test('words without meaning are left out unless there are no others', () => {
  expect(library.search('hva er det med barnehagen').query.words.map(({ text }) => text)).toEqual(['barnehagen'])
  expect(indexOf({ om: ['Om oss', 'Her står det noe.'] }).search('om').hits).toHaveLength(1)
})

test('taken literally, a word that is not there is not found', () => {
  expect(found('sosialagnetene')).toEqual(['sosialagentene'])
  expect(found('sosialagnetene', { literal: true })).toEqual([])
})

test('a query of nothing, or of signs alone, finds nothing', () => {
  for (const query of ['', '   ', '?!', '«»']) expect(found(query)).toEqual([])
})

test('one long text does not crowd out the others', () => {
  const builder = new IndexBuilder()
  const section = (i: number): SearchUnit => ({ section: `s${i}`, title: `Samtykke ${i}`, context: 'Samtykke', text: 'Samtykke og personvern.' })
  builder.add({ id: 'long', revision: '1', kind: 'insight', slug: 'long' }, [{ title: 'Samtykke', text: '' }, ...Array.from({ length: 30 }, (_, i) => section(i))])
  builder.add({ id: 'short', revision: '1', kind: 'model', slug: 'short' }, [{ title: 'Noe annet', text: 'Samtykke nevnes én gang i denne teksten.' }])
  const hits = new SearchIndex(decodeIndex(builder.bytes())!).search('samtykke').hits
  expect(hits.filter(({ document }) => document.slug === 'long')).toHaveLength(3)
  expect(hits[0]).toMatchObject({ document: { slug: 'long' }, unit: 0 })
  expect(hits.some(({ document }) => document.slug === 'short')).toBe(true)
})
