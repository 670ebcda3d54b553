import { isStopWord, wordsOf } from './analysis.ts'
import { phraseFinder } from './phrases.ts'
import { encodeIndex, type IndexContents, type IndexedDocument } from './index-format.ts'
import type { SearchUnit } from './search-units.ts'

/**
 * How strongly a term stands in a unit, in three bits: how often in the text, and whether in the title or only in what
 * the section belongs to. Finer steps do not change an order that a person would notice.
 */
export const strengths = [
  { title: 0, text: 1, context: 0 },
  { title: 0, text: 2, context: 0 },
  { title: 0, text: 3, context: 0 },
  { title: 0, text: 6, context: 0 },
  { title: 1, text: 0, context: 0 },
  { title: 1, text: 1.5, context: 0 },
  { title: 1, text: 4, context: 0 },
  { title: 0, text: 0, context: 1 },
] as const

interface Counts { title: number; text: number; context: number }

/** Puts an index together, from nothing or from what an earlier one held. */
export class IndexBuilder {
  readonly #contents: IndexContents

  constructor(contents: IndexContents = { documents: [], postings: new Map(), textLengths: [], titleLengths: [] }) {
    this.#contents = contents
  }

  add(document: Omit<IndexedDocument, 'sections'>, units: readonly SearchUnit[]): void {
    const { documents, textLengths, titleLengths } = this.#contents
    documents.push({ ...document, sections: units.map(({ section }) => section ?? '') })
    for (const unit of units) {
      const terms = new Map<string, Counts>()
      titleLengths.push(countTerms(terms, unit.title, 'title'))
      textLengths.push(countTerms(terms, unit.text, 'text'))
      if (unit.context) countTerms(terms, unit.context, 'context')
      this.#post(titleLengths.length - 1, terms)
    }
  }

  /** The index as the device keeps it. */
  bytes(): Uint8Array<ArrayBuffer> {
    return encodeIndex(this.#contents)
  }

  #post(unit: number, terms: Map<string, Counts>): void {
    const { postings } = this.#contents
    for (const [term, counts] of terms) {
      const posting = unit * strengths.length + strengthOf(counts)
      const list = postings.get(term)
      if (list) list.push(posting)
      else postings.set(term, [posting])
    }
  }
}

/** Counts a field's terms and answers how many words with a meaning it has. Words without count in titles only. */
function countTerms(terms: Map<string, Counts>, text: string, field: keyof Counts): number {
  const phrases = phraseFinder()
  const count = (term: string) => {
    const counts = terms.get(term)
    if (counts) counts[field]++
    else terms.set(term, { title: 0, text: 0, context: 0, [field]: 1 })
  }
  let length = 0
  let before: { end: number; term: string } | undefined
  for (const word of wordsOf(text)) {
    for (const { name } of phrases.next(word.term)) count(name)
    if (before && word.start === before.end + 1 && /[-/]/.test(text[before.end]!)) count(before.term + word.term)
    before = word
    const meaning = !isStopWord(word.text)
    if (meaning) length++
    if (meaning || field === 'title') count(word.term)
  }
  return length
}

function strengthOf({ title, text, context }: Counts): number {
  if (title) return text === 0 ? 4 : text < 3 ? 5 : 6
  if (text) return text < 3 ? text - 1 : text < 5 ? 2 : 3
  return context ? 7 : 0
}
