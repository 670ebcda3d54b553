import { beforeAll, expect, test } from 'vitest'
import type { SearchIndex } from '../../src/search/search-index.ts'
import { indexOf, readCorpus, type CorpusItem } from './corpus.ts'
import { machineMadeQueries } from './machine-made.ts'
import { handMadeQueries, heldOutQueries } from './queries.ts'
import { recallAt5 } from './recall.ts'

let corpus: CorpusItem[]
let index: SearchIndex
beforeAll(async () => {
  corpus = await readCorpus()
  index = indexOf(corpus)
})

test('every expected page exists', () => {
  const pages = new Set(corpus.map(({ row }) => `${row.kind}:${row.slug}`))
  const expected = [...handMadeQueries, ...heldOutQueries].flatMap((query) => query.expected).flatMap((refs) => refs.split('|'))
  expect(expected.filter((ref) => !pages.has(ref))).toEqual([])
})

test('of what people write, 95 of 100 pages are among the first five', () => {
  const recall = recallAt5(index, [...handMadeQueries, ...heldOutQueries])
  expect(recall.all, recall.missed.join('\n')).toBeGreaterThanOrEqual(0.95)
})

test('no way of writing is left behind', () => {
  const { byKind, missed } = recallAt5(index, [...handMadeQueries, ...heldOutQueries])
  for (const [kind, share] of byKind) expect(share, `${kind}\n${missed.join('\n')}`).toBeGreaterThanOrEqual(0.85)
})

test.each([1, 2, 3])('of queries made from the pages themselves, 90 of 100 lead back (seed %i)', (seed) => {
  const recall = recallAt5(index, machineMadeQueries(corpus, seed))
  expect(recall.all, recall.missed.join('\n')).toBeGreaterThanOrEqual(0.9)
})
