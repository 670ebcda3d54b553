import { fold, termOf, wordsOf } from './analysis.ts'
import { abbreviations, type Abbreviation } from './field-words.ts'

/** A meaning of several words, indexed as one term that no word can be mistaken for. */
export interface Phrase { terms: readonly string[]; name: string; abbreviation: Abbreviation }

const nameOf = (abbreviation: Abbreviation): string => `#${fold(abbreviation.short)}`

export const phrases: readonly Phrase[] = abbreviations.flatMap((abbreviation) => abbreviation.long
  .map((long) => ({ terms: [...wordsOf(long)].map(({ term }) => term), name: nameOf(abbreviation), abbreviation }))
  .filter(({ terms }) => terms.length > 1))

const phrasesByLastTerm = new Map<string, Phrase[]>()
for (const phrase of phrases) {
  const last = phrase.terms.at(-1)!
  phrasesByLastTerm.set(last, [...phrasesByLastTerm.get(last) ?? [], phrase])
}
const longest = Math.max(...phrases.map(({ terms }) => terms.length))

/** Follows a text term by term and tells which phrases end with the latest one. */
export function phraseFinder(): { next(term: string): Phrase[] } {
  const recent: string[] = []
  return {
    next(term) {
      recent.push(term)
      if (recent.length > longest) recent.shift()
      const ending = phrasesByLastTerm.get(term)
      return ending?.filter((phrase) => endsWith(recent, phrase.terms)) ?? []
    },
  }
}

function endsWith(recent: readonly string[], terms: readonly string[]): boolean {
  const offset = recent.length - terms.length
  return offset >= 0 && terms.every((term, i) => recent[offset + i] === term)
}

/** The terms, with `#` for phrases, that an abbreviation is also found under. */
export function termsOfLongForms(abbreviation: Abbreviation): string[] {
  const terms = abbreviation.long.map((long) => {
    const words = [...wordsOf(long)]
    return words.length > 1 ? nameOf(abbreviation) : termOf(long)
  })
  return [...new Set(terms)]
}
