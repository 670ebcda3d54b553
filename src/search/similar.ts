import { isStopWord, wordsOf } from './analysis.ts'
import type { Hit, SearchIndex } from './search-index.ts'

/** So many words with a meaning must be written before anything is likely. */
const fewestWords = 4
/** A search takes so many words at most; of a longer text each stretch is asked for by itself, and the next begins half-way. */
const stretch = 12
/** More than this of a text is not read: what it is about has been said. */
const mostStretches = 12
/** Below this score a likeness is by chance; measured, see docs/content.md. */
const leastScore = 4
/** Far less likely than the likeliest is not likely. */
const leastShare = 0.4
/** So many are offered at most. */
const most = 3

/** The numbers of the published obstacles that a text may be about, the likeliest first; none when nothing resembles it. */
export function similarObstacles(index: SearchIndex, text: string): string[] {
  const ranked = rankObstacles(index, text)
  const least = Math.max(leastScore, (ranked[0]?.[1] ?? 0) * leastShare)
  return ranked.filter(([, score]) => score >= least).slice(0, most).map(([number]) => number)
}

/** The obstacles of an index by how much a text resembles them, each with its score. Of too few words nothing is told. */
export function rankObstacles(index: SearchIndex, text: string, fewest = fewestWords): [number: string, score: number][] {
  const best = new Map<string, number>()
  for (const words of stretchesOf(text, fewest)) {
    for (const { document, score } of index.search(words, { literal: true }).hits.filter(isObstacle)) {
      best.set(document.slug, Math.max(score, best.get(document.slug) ?? 0))
    }
  }
  return [...best].sort(([, a], [, b]) => b - a)
}

const isObstacle = ({ document }: Hit): boolean => document.kind === 'obstacle'

function stretchesOf(text: string, fewest: number): string[] {
  const words = [...wordsOf(text)].map((word) => word.text).filter((word) => !isStopWord(word))
  if (words.length < fewest) return []
  const count = Math.min(mostStretches, Math.max(1, Math.ceil((words.length - stretch) / (stretch / 2)) + 1))
  return Array.from({ length: count }, (_, n) => words.slice(n * stretch / 2, n * stretch / 2 + stretch).join(' '))
}
