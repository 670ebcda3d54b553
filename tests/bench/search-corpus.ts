import { wordsOf } from '../../src/search/analysis.ts'
import { paragraphBreak, type SearchUnit } from '../../src/search/search-units.ts'
import type { CorpusItem } from '../relevance/corpus.ts'
import { randomFrom } from '../relevance/machine-made.ts'

/** Documents of a few sections each, and what they weigh as text. */
export interface LargeCorpus { documents: SearchUnit[][]; letters: number }

const sectionsEach = 5
const sentencesEach = 14

/**
 * A library of many sections out of the sentences of the real one, in other orders. As in a real one that grows, new
 * words keep coming: some words are put together to compounds, most of them in a single section.
 */
export function largeCorpus(corpus: readonly CorpusItem[], sections: number): LargeCorpus {
  const random = randomFrom(10_000)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
  const units = corpus.flatMap((item) => item.units)
  const sentences = units.flatMap(({ text }) => text.split(/(?<=[.!?])\s+/)).filter((sentence) => sentence.length > 30)
  const words = [...new Set(units.flatMap(({ text }) => [...wordsOf(text)].map((word) => word.text.toLowerCase())))].filter((word) => /^\p{L}{4,9}$/u.test(word))
  const sentence = () => (random() < 0.3 ? `${pick(sentences)} ${pick(words)}${pick(words)}.` : pick(sentences))
  const documents = Array.from({ length: Math.ceil(sections / sectionsEach) }, () => {
    const title = pick(units).title
    return Array.from({ length: sectionsEach }, (_, i): SearchUnit => ({
      ...(i > 0 && { section: `s${i}`, context: title }),
      title: i > 0 ? pick(units).title : title,
      text: Array.from({ length: sentencesEach }, sentence).join(random() < 0.5 ? ' ' : paragraphBreak),
    }))
  })
  return { documents, letters: documents.flat().reduce((sum, { title, text }) => sum + new TextEncoder().encode(title + text).length, 0) }
}
