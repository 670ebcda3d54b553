import { weights, type Match, type QueryWord, type Terms } from './matches.ts'
import { wordMatches } from './word-matches.ts'

/** A term and how many letters it differs by. */
export interface SimilarTerm { index: number; distance: number }

/** The terms that a word may be a misspelling of: the nearest, and those one letter further off. */
export function similarTerms(word: QueryWord, { vocabulary }: Terms): SimilarTerm[] {
  const length = word.text.length
  if (length < 5 || /\d/.test(word.term)) return []
  const found = vocabulary.similarTo(word.term, Math.min(3, Math.round(length / 4)))
  const nearest = Math.min(...found.map(({ distance }) => distance))
  return found.filter(({ index, distance }) => distance <= nearest + 1 && vocabulary.term(index).length >= 3)
}

/**
 * The likeliest word that was meant, with all that it may look like, and a little of the other near ones: the first
 * letter is seldom wrong, and two errors are less likely than one.
 */
export function spellingMatches(near: SimilarTerm[], word: QueryWord, terms: Terms): Match[] {
  const { vocabulary, frequencies } = terms
  const doubt = ({ index, distance }: SimilarTerm) => distance + (vocabulary.term(index)[0] === word.term[0] ? 0 : 0.5)
  const [meant, ...others] = near.sort((a, b) => doubt(a) - doubt(b) || frequencies[b.index]! - frequencies[a.index]!).slice(0, 12)
  const term = vocabulary.term(meant!.index)
  return [
    ...wordMatches({ text: term, term }, terms).map((match): Match => ({
      ...match, weight: match.weight * weights.meant, way: match.way === 'word' ? 'spelling' : match.way,
    })),
    ...others.map((other): Match => ({ term: other.index, weight: weights.spelling / (1 + doubt(other)), way: 'spelling' })),
  ]
}
