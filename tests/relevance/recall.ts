import type { SearchIndex } from '../../src/search/search-index.ts'
import { refOf } from './corpus.ts'
import type { JudgedQuery, QueryKind } from './queries.ts'

export interface Recall { all: number; byKind: Map<QueryKind, number>; missed: string[] }

/** How much of what was expected stands among the first five results, on average over the queries. */
export function recallAt5(index: SearchIndex, queries: readonly JudgedQuery[]): Recall {
  const missed: string[] = []
  const shares = queries.map(({ kind, text, expected }) => {
    const first = index.search(text).hits.slice(0, 5).map(refOf)
    const found = expected.filter((refs) => isAmong(first, refs))
    if (found.length < expected.length) missed.push(`${kind} «${text}»: ${expected.filter((refs) => !isAmong(first, refs)).join(', ')} – got ${first.join(', ')}`)
    return { kind, share: found.length / expected.length }
  })
  const kinds = [...new Set(queries.map(({ kind }) => kind))]
  return { all: mean(shares), byKind: new Map(kinds.map((kind) => [kind, mean(shares.filter((one) => one.kind === kind))])), missed }
}

const isAmong = (first: string[], refs: string): boolean => refs.split('|').some((ref) => first.includes(ref))

const mean = (shares: { share: number }[]): number => shares.reduce((sum, { share }) => sum + share, 0) / Math.max(1, shares.length)
