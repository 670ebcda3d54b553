import { decodeIndex } from '../../src/search/index-format.ts'
import { SearchIndex } from '../../src/search/search-index.ts'

/** What the page of the measurement runs: each query's time over an index that is handed to it. */
export function timeQueries(index64: string, queries: string[]): number[] {
  const index = new SearchIndex(decodeIndex(Uint8Array.from(atob(index64), (letter) => letter.charCodeAt(0)))!)
  // The first queries compile the code and make the vocabulary's tables.
  for (const text of queries.slice(0, 40)) index.search(text)
  return queries.map((text) => {
    const started = performance.now()
    index.search(text)
    return performance.now() - started
  })
}

Object.assign(globalThis, { timeQueries })
