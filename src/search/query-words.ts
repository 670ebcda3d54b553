import { isStopWord, termOf, wordsOf } from './analysis.ts'
import { joinedWords, partsOf } from './compounds.ts'
import { distinct, matchOf, weights, type ExpandedQuery, type Match, type QueryWord, type Sought, type Terms } from './matches.ts'
import { phrases } from './phrases.ts'
import { similarTerms, spellingMatches } from './spelling.ts'
import { wordMatches } from './word-matches.ts'

/** A compound that so few units have is looked for by its parts as well. */
const rareUnits = 5
/** More words than this are not looked for: nobody means them all. */
const mostWords = 12

/** The words of a query that carry meaning, or all of them when none does. */
function queryWords(query: string): QueryWord[] {
  const all = [...wordsOf(query)].map(({ text, term }) => ({ text, term }))
  const meaning = all.filter(({ text }) => !isStopWord(text))
  return (meaning.length > 0 ? meaning : all).slice(0, mostWords)
}

/** Finds what each word of a query may look like in the index. With `literal` nothing is taken for a typing error or a compound. */
export function expandQuery(query: string, terms: Terms, literal: boolean): ExpandedQuery {
  const words = queryWords(query)
  const split: ExpandedQuery['split'] = []
  const sought = words.map((word, i): Sought => {
    const matches = wordMatches(word, terms)
    const { parts, corrected } = literal ? { corrected: [] } : otherReadings(word, i, matches, terms)
    if (parts) split.push({ word: i, parts })
    return { from: i, to: i + 1, matches: distinct([...matches, ...corrected]) }
  })
  return { words, sought: [...sought, ...joinedWords(words, terms), ...phrasesIn(words, terms)], split }
}

/**
 * What else a word may be: a compound whose parts stand apart, or a misspelling. One letter wrong is likelier than a compound
 * that nobody wrote; a compound of two known words likelier than two letters wrong, and that likelier than half a compound.
 */
function otherReadings(word: QueryWord, at: number, matches: Match[], terms: Terms): { parts?: Sought[]; corrected: Match[] } {
  const certain = matches.some(({ way, weight }) => way === 'word' || weight > weights.inside)
  if (certain) return { ...(isRare(word.term, terms) && { parts: partsOf(word, at, terms) }), corrected: [] }
  const near = similarTerms(word, terms)
  const parts = near.some(({ distance }) => distance === 1) ? undefined : partsOf(word, at, terms)
  if (parts && (parts.length > 1 || near.length === 0)) return { parts, corrected: [] }
  return { corrected: near.length > 0 ? spellingMatches(near, word, terms) : [] }
}

function isRare(term: string, { vocabulary, frequencies }: Terms): boolean {
  const index = vocabulary.find(term)
  return index < 0 || frequencies[index]! <= rareUnits
}

/** Long forms of abbreviations that stand in the query word by word. */
function phrasesIn(words: QueryWord[], { vocabulary }: Terms): Sought[] {
  return phrases.flatMap(({ terms: all, name, abbreviation }) => words.flatMap((_, from): Sought[] => {
    const terms = all.filter((term) => !isStopWord(term))
    if (!terms.every((term, i) => words[from + i]?.term === term)) return []
    const matches = [
      ...matchOf(vocabulary, name, { weight: 1, way: 'word' }),
      ...matchOf(vocabulary, termOf(abbreviation.short), { weight: weights.abbreviation, way: 'abbreviation', abbreviation }),
    ]
    return matches.length > 0 ? [{ from, to: from + terms.length, matches }] : []
  }))
}
