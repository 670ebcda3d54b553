import type { Abbreviation } from './field-words.ts'
import type { Vocabulary } from './vocabulary.ts'

/** Why a term of the index answers a word of the query. */
export type Way = 'word' | 'abbreviation' | 'form' | 'compound' | 'synonym' | 'spelling'

export interface Match {
  term: number
  /** How much of a match it is: 1 for the word itself. */
  weight: number
  way: Way
  abbreviation?: Abbreviation
}

/** One thing to look for: terms that all stand for the same word, or the same words, of the query. */
export interface Sought {
  /** The words of the query it stands for, from and to (exclusive). */
  from: number
  to: number
  matches: Match[]
}

export interface QueryWord { text: string; term: string }

export interface ExpandedQuery {
  words: QueryWord[]
  /** One for each word, and then those that stand for several together. */
  sought: Sought[]
  /** Words that are compounds of others: both parts are looked for, each by itself. */
  split: { word: number; parts: Sought[] }[]
}

/** What a query is looked up in: the terms of an index, and in how many units each stands. */
export interface Terms { vocabulary: Vocabulary; frequencies: Uint32Array }

/** What each way of matching is worth beside the word itself. */
export const weights = {
  abbreviation: 0.9, irregular: 0.8, derived: 0.65, root: 0.35, synonym: 0.3, prefix: 0.4, suffix: 0.35, inside: 0.2, joinedPrefix: 0.6, meant: 0.8, spelling: 0.45,
}

/** Of the terms that begin or end with a word, so many at most are looked up: those that stand in the most units. */
const mostMatches = 150

export function commonest(indexes: number[], frequencies: Uint32Array): number[] {
  if (indexes.length <= mostMatches) return indexes
  return indexes.sort((a, b) => frequencies[b]! - frequencies[a]!).slice(0, mostMatches)
}

/** Each term once, for the reason that counts most. */
export function distinct(matches: Match[]): Match[] {
  const byTerm = new Map<number, Match>()
  for (const match of matches) {
    const before = byTerm.get(match.term)
    if (!before || before.weight < match.weight) byTerm.set(match.term, match)
  }
  return [...byTerm.values()]
}

/** A match by a term, where the index has it. */
export function matchOf(vocabulary: Vocabulary, term: string, match: Omit<Match, 'term'>): Match[] {
  const index = vocabulary.find(term)
  return index < 0 ? [] : [{ term: index, ...match }]
}
