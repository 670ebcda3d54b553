import { isLight, isStopWord, wordsOf } from './analysis.ts'
import type { Range } from './excerpt.ts'
import { IndexBuilder } from './index-builder.ts'
import { decodeIndex } from './index-format.ts'
import { plainText } from './plain-text.ts'
import { SearchIndex } from './search-index.ts'
import { rankObstacles } from './similar.ts'

/** An obstacle as it is ranked; also one that is not published, or that the server has not given a number yet. */
export interface RankedObstacle { id: string; number?: string; title: string; description: string }

/**
 * The obstacles that somebody who sorts reports may choose among, held in a small index of its own: the search's holds what is
 * published, and this all that they may see. Made anew when the register changes.
 */
export class ObstacleRanking<O extends RankedObstacle> {
  readonly #obstacles: ReadonlyMap<string, O>
  readonly #index: SearchIndex

  constructor(obstacles: readonly O[]) {
    this.#obstacles = new Map(obstacles.map((one) => [one.id, one]))
    const builder = new IndexBuilder()
    for (const { id, number, title, description } of obstacles) {
      builder.add({ id, revision: '', kind: 'obstacle', slug: id }, [{ title, text: [plainText(description), number ?? ''].join(' ') }])
    }
    this.#index = new SearchIndex(decodeIndex(builder.bytes())!)
  }

  /** The likeliest for a text, best first. Any word with a meaning counts: a person chooses. */
  likeliest(text: string, most: number): O[] {
    return this.#named(rankObstacles(this.#index, text, 1).map(([id]) => id), most)
  }

  /** What answers a search, best first; by its number too. */
  find(query: string, most: number): O[] {
    const number = query.trim().toUpperCase()
    const byNumber = /^H-/.test(number) ? [...this.#obstacles.values()].filter((one) => one.number?.startsWith(number)).map(({ id }) => id) : []
    return this.#named([...byNumber, ...this.#index.search(query).hits.map(({ document }) => document.slug)], most)
  }

  #named(ids: readonly string[], most: number): O[] {
    return [...new Set(ids)].slice(0, most).flatMap((id) => this.#obstacles.get(id) ?? [])
  }
}

/** Where a text has words with a meaning in common with another, in whatever form they stand. */
export function wordsInCommon(text: string, other: string): Range[] {
  const meant = new Set([...wordsOf(other)].filter((word) => !isStopWord(word.text) && !isLight(word.term)).map(({ term }) => term))
  return [...wordsOf(text)].flatMap(({ term, start, end }): Range[] => (meant.has(term) ? [[start, end]] : []))
}
