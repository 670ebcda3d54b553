import { isStopWord, wordsOf } from '../../src/search/analysis.ts'
import type { CorpusItem } from './corpus.ts'
import type { JudgedQuery, QueryKind } from './queries.ts'

/** A small generator of numbers below 1: the same seed gives the same queries everywhere. */
export function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

type Random = () => number
const pick = <T>(random: Random, list: readonly T[]): T => list[Math.floor(random() * list.length)]!

/**
 * Queries made from the pages themselves: two words that tell a page from others, the first written in one of the six
 * ways. The page they were taken from is what must be found.
 */
export function machineMadeQueries(corpus: readonly CorpusItem[], seed: number): JudgedQuery[] {
  const random = randomFrom(seed)
  const pages = frequenciesOf(corpus)
  const kinds: QueryKind[] = ['prefix', 'typing', 'inflection', 'compound', 'letters', 'everyday']
  return corpus.flatMap((item, i): JudgedQuery[] => {
    const kind = kinds[i % kinds.length]!
    const telling = tellingWords(item, pages)
    const text = telling.length < 4 ? undefined : written(kind, telling, random, pages)
    return text ? [{ kind, text, expected: [`${item.row.kind}:${item.row.slug}`] }] : []
  })
}

/** On how many pages each word stands, by its lower-case spelling. */
function frequenciesOf(corpus: readonly CorpusItem[]): Map<string, number> {
  const frequencies = new Map<string, number>()
  for (const { units } of corpus) {
    const words = new Set(units.flatMap(({ title, text }) => [...wordsOf(`${title} ${text}`)].map((word) => word.text.toLowerCase())))
    for (const word of words) frequencies.set(word, (frequencies.get(word) ?? 0) + 1)
  }
  return frequencies
}

/** The longer words of a page's title and beginning, those that few other pages have first. */
function tellingWords({ units }: CorpusItem, pages: Map<string, number>): string[] {
  const { title, text } = units[0]!
  const words = [...new Set([...wordsOf(`${title} ${text.slice(0, 400)}`)].map((word) => word.text.toLowerCase()))]
  return words
    .filter((word) => word.length >= 5 && !/\d/.test(word) && !isStopWord(word))
    .sort((a, b) => pages.get(a)! - pages.get(b)! || (a < b ? -1 : 1))
    .slice(0, 6)
}

function written(kind: QueryKind, telling: string[], random: Random, pages: Map<string, number>): string | undefined {
  const [first, second] = shuffled(telling, random) as [string, string]
  switch (kind) {
    case 'prefix': return `${second} ${first.slice(0, Math.max(4, Math.ceil(first.length * 0.65)))}`
    case 'typing': return `${mistyped(first, random)} ${second}`
    case 'inflection': return `${inflected(first, random)} ${second}`
    case 'letters': return lettersWritten(telling, random)
    case 'everyday': return `${pick(random, ['hvordan er det med', 'hva gjør vi med', 'hvem har'])} ${first} og ${second}`
    case 'compound': return compound(telling, random, pages)
  }
}

function shuffled<T>(list: readonly T[], random: Random): T[] {
  return list.map((value) => ({ value, at: random() })).sort((a, b) => a.at - b.at).map(({ value }) => value)
}

function mistyped(word: string, random: Random): string {
  const at = 1 + Math.floor(random() * (word.length - 2))
  const letters = [...word]
  switch (Math.floor(random() * 4)) {
    case 0: return word.slice(0, at) + word.slice(at + 1)
    case 1: return word.slice(0, at) + letters[at]! + word.slice(at)
    case 2: return word.slice(0, at) + pick(random, [...'aeinrst']) + word.slice(at + 1)
    default: return word.slice(0, at) + (letters[at + 1] ?? '') + letters[at]! + word.slice(at + 2)
  }
}

function inflected(word: string, random: Random): string {
  const bare = word.replace(/(?:ene|ane|ende|ede|en|et|er|e|a)$/, '')
  return bare.length < 4 ? `${word}s` : bare + pick(random, ['en', 'er', 'ene', 'et', 'e'])
}

function lettersWritten(words: string[], random: Random): string | undefined {
  const nordic = words.filter((word) => /[æøå]/.test(word))
  if (nordic.length === 0) return undefined
  const double = random() < 0.5
  const write = (word: string) => word.replace(/[æøå]/g, (letter) => (double ? { æ: 'ae', ø: 'oe', å: 'aa' } : { æ: 'a', ø: 'o', å: 'a' })[letter as 'æ' | 'ø' | 'å'])
  const others = words.filter((word) => word !== nordic[0])
  return `${write(nordic[0]!)} ${write(pick(random, others))}`
}

/** A compound of the page written as two words, or two of its words written as a compound. */
function compound(words: string[], random: Random, pages: Map<string, number>): string {
  for (const word of words) {
    for (let cut = 4; cut <= word.length - 4; cut++) {
      if (pages.has(word.slice(0, cut)) && pages.has(word.slice(cut))) return `${word.slice(0, cut)} ${word.slice(cut)}`
    }
  }
  const [first, second] = shuffled(words, random) as [string, string]
  return first + second
}
