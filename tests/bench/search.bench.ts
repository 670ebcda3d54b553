import { gzipSync } from 'node:zlib'
import MiniSearch from 'minisearch'
import type { Browser } from 'playwright-core'
import { IndexBuilder } from '../../src/search/index-builder.ts'
import { decodeIndex } from '../../src/search/index-format.ts'
import { SearchIndex } from '../../src/search/search-index.ts'
import { indexOf, readCorpus } from '../relevance/corpus.ts'
import { machineMadeQueries } from '../relevance/machine-made.ts'
import { handMadeQueries, heldOutQueries } from '../relevance/queries.ts'
import { recallAt5 } from '../relevance/recall.ts'
import type { BenchRow } from './bench-row.ts'
import { against, figures, quantile } from './measure.ts'
import { pageScript } from './page-script.ts'
import { largeCorpus, type LargeCorpus } from './search-corpus.ts'
import type { timeQueries } from './search-page.ts'
import { slowProcessor } from './visit.ts'

const sections = 10_000
const rounds = 7
const builds = 3

/** P8, P9 and P10: the search over 10,000 sections against plain MiniSearch over the same, and what it finds in the real library. */
export async function benchSearch(browser: Browser): Promise<BenchRow[]> {
  const corpus = await readCorpus()
  const large = largeCorpus(corpus, sections)
  const { rows, index, bytes } = benchIndex(large)
  const queries = machineMadeQueries(corpus, 8).map(({ text }) => text)
  const keystrokes = queries.map((text, i) => text.slice(0, 3 + (i % Math.max(1, text.length - 3))))
  const plain = plainMiniSearch(large)
  return [
    benchQueries('søk blant 10 000 avsnitt, hele spørringer (p95)', index, plain, queries),
    benchQueries('søk blant 10 000 avsnitt, tast for tast (p95)', index, plain, keystrokes),
    await onPhone(browser, 'hele spørringer på en telefon (p95)', bytes, queries, 100),
    await onPhone(browser, 'tast for tast på en telefon (p95)', bytes, keystrokes, 150),
    recallRow('treffsikkerhet, spørringer skrevet for hånd', recallAt5(indexOf(corpus), [...handMadeQueries, ...heldOutQueries]).all, handMadeQueries.length + heldOutQueries.length, 0.95),
    recallRow('treffsikkerhet, spørringer laget av maskin', recallAt5(indexOf(corpus), machineMadeQueries(corpus, 8)).all, queries.length, 0.9),
    ...rows,
  ]
}

function benchQueries(what: string, index: SearchIndex, plain: MiniSearch, queries: string[]): BenchRow {
  const own: number[] = []
  const reference: number[] = []
  // The first round also compiles the code.
  for (let round = 0; round <= rounds; round++) {
    const times = [p95(queries, (text) => index.search(text)), p95(queries, (text) => plain.search(text, { prefix: true, fuzzy: 0.2 }))]
    if (round > 0) { own.push(times[0]!); reference.push(times[1]!) }
  }
  return against({ id: 'P8', what, reference: 'MiniSearch (prefix, fuzzy .2)', unit: 'ms' }, own, reference, 1.3)
}

/** The same queries in a browser slowed down to a mid-range phone, in milliseconds as they are. */
async function onPhone(browser: Browser, what: string, bytes: Uint8Array, queries: string[], atMost: number): Promise<BenchRow> {
  const page = await browser.newPage()
  try {
    await page.addScriptTag({ content: await pageScript('search-page.ts') })
    await slowProcessor(page)
    const run = () => page.evaluate(([index, texts]) => (globalThis as unknown as { timeQueries: typeof timeQueries }).timeQueries(index, texts), [Buffer.from(bytes).toString('base64'), queries] as const)
    const samples: number[] = []
    for (let round = 0; round < rounds; round++) samples.push(quantile(await run(), 0.95))
    const own = figures(samples)
    return { id: 'P8', what, reference: '', unit: 'ms', ...own, target: `≤ ${atMost} ms`, ok: own.median <= atMost }
  } finally {
    await page.close()
  }
}

function benchIndex(large: LargeCorpus): { rows: BenchRow[]; index: SearchIndex; bytes: Uint8Array } {
  let bytes = new Uint8Array()
  const building = repeat(builds, () => { bytes = buildIndex(large) })
  const loading = repeat(builds * 3, () => new SearchIndex(decodeIndex(bytes)!))
  const size = gzipSync(bytes).length
  return {
    bytes,
    index: new SearchIndex(decodeIndex(bytes)!),
    rows: [
      against({ id: 'P10', what: 'søkeindeksen leses inn', reference: 'indeksen bygges', unit: 'ms' }, loading, building, 0.2),
      against({ id: 'P10', what: 'søkeindeksen (gzip)', reference: 'teksten den er laget av', unit: 'B' }, [size], [large.letters], 0.3),
    ],
  }
}

function buildIndex({ documents }: LargeCorpus): Uint8Array<ArrayBuffer> {
  const builder = new IndexBuilder()
  documents.forEach((units, i) => builder.add({ id: `${i}`, revision: '1', kind: 'insight', slug: `${i}` }, units))
  return builder.bytes()
}

function plainMiniSearch({ documents }: LargeCorpus): MiniSearch {
  const plain = new MiniSearch({ fields: ['title', 'text'] })
  plain.addAll(documents.flat().map(({ title, text }, id) => ({ id, title, text })))
  return plain
}

function recallRow(what: string, median: number, n: number, atLeast: number): BenchRow {
  return { id: 'P9', what, reference: '', unit: '', median, spread: 0, n, target: `≥ ${atLeast}`, ok: median >= atLeast }
}

function repeat(times: number, work: () => unknown): number[] {
  return Array.from({ length: times }, () => timeOf(work))
}

function timeOf(work: () => unknown): number {
  const started = performance.now()
  work()
  return performance.now() - started
}

function p95(queries: string[], search: (text: string) => unknown): number {
  return quantile(queries.map((text) => timeOf(() => search(text))), 0.95)
}
