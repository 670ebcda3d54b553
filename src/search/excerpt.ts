import { fold, wordsOf } from './analysis.ts'
import type { Abbreviation } from './field-words.ts'
import { phraseFinder } from './phrases.ts'
import type { ExpandedQuery, Way } from './matches.ts'
import type { SearchUnit } from './search-units.ts'
import type { Vocabulary } from './vocabulary.ts'

/** From and to (exclusive) in a text. */
export type Range = [from: number, to: number]

/** A place in a text that answers words of the query. */
export interface Finding extends Answers { start: number; end: number; text: string }

/** What a term of the index stands for in the query. */
interface Answers {
  words: number[]
  weight: number
  way: Way
  abbreviation?: Abbreviation
  /** Which part of a compound it answers, when it does not answer the whole. */
  part?: number
}

export interface Findings { title: Finding[]; text: Finding[]; context: Finding[] }

/** Finds the words of a query in the text of a unit. One reader serves all results of a query. */
export class ResultReader {
  readonly #answers = new Map<string, Answers>()
  readonly #query: ExpandedQuery

  constructor(query: ExpandedQuery, vocabulary: Vocabulary) {
    this.#query = query
    for (const sought of query.sought) {
      const words = Array.from({ length: sought.to - sought.from }, (_, i) => sought.from + i)
      for (const match of sought.matches) this.#note(vocabulary.term(match.term), { ...match, words })
    }
    for (const { word, parts } of query.split) {
      parts.forEach(({ matches }, part) => {
        for (const match of matches) this.#note(vocabulary.term(match.term), { ...match, words: [word], weight: match.weight / 2, part })
      })
    }
  }

  read(unit: SearchUnit): Findings {
    return { title: this.#find(unit.title), text: this.#find(unit.text), context: this.#find(unit.context ?? '') }
  }

  #note(term: string, answers: Answers): void {
    const before = this.#answers.get(term)
    if (!before || before.weight < answers.weight) this.#answers.set(term, answers)
    else before.words = [...new Set([...before.words, ...answers.words])]
  }

  #find(text: string): Finding[] {
    const findings: Finding[] = []
    const following = phraseFinder()
    const words = [...wordsOf(text)]
    words.forEach((word, i) => {
      for (const phrase of following.next(word.term)) {
        const answers = this.#answers.get(phrase.name)
        const first = words[i - phrase.terms.length + 1]!
        if (answers) findings.push({ ...answers, start: first.start, end: word.end, text: text.slice(first.start, word.end) })
      }
      const answers = this.#answers.get(word.term)
      if (answers) findings.push({ ...answers, way: this.#wayOf(word.text, answers), start: word.start, end: word.end, text: word.text })
    })
    return findings
  }

  /** The same term may be written as it was asked for, or in another form. */
  #wayOf(text: string, answers: Answers): Way {
    if (answers.way !== 'word') return answers.way
    const written = fold(text)
    return answers.words.some((i) => fold(this.#query.words[i]?.text ?? '') === written) ? 'word' : 'form'
  }
}

/** About so many letters are shown of a text. */
const excerptLength = 170
/** A sentence that began at most so many letters before is shown from its beginning. */
const sentenceReach = 90

/** The part of a text that answers most of the query, with what to mark in it. */
export function excerptOf(text: string, findings: readonly Finding[]): { text: string; marks: Range[] } {
  const from = beginningOf(text, bestStart(findings))
  const to = endOf(text, from)
  const before = from > 0 && !/[.!?:\n]\s*$/.test(text.slice(0, from)) ? '… ' : ''
  const after = to < text.length && !/[.!?]$/.test(text.slice(0, to)) ? ' …' : ''
  const shown = text.slice(from, to).replaceAll('\n', '·')
  const marks = marksOf(findings.filter(({ start, end }) => start >= from && end <= to))
  return { text: before + shown + after, marks: marks.map(([start, end]) => [start - from + before.length, end - from + before.length]) }
}

/** What to mark, without overlaps. */
export function marksOf(findings: readonly Finding[]): Range[] {
  const marks: Range[] = []
  for (const { start, end } of [...findings].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = marks.at(-1)
    if (last && start < last[1]) last[1] = Math.max(last[1], end)
    else marks.push([start, end])
  }
  return marks
}

/** Where the stretch begins that answers most words of the query, and those best. */
function bestStart(findings: readonly Finding[]): number {
  let best = { start: 0, worth: 0 }
  for (const [i, first] of findings.entries()) {
    const worthOf = new Map<number, number>()
    for (let j = i; j < findings.length && findings[j]!.end - first.start < excerptLength * 0.8; j++) {
      for (const word of findings[j]!.words) worthOf.set(word, Math.max(worthOf.get(word) ?? 0, findings[j]!.weight))
    }
    const worth = [...worthOf.values()].reduce((sum, one) => sum + one, 0)
    if (worth > best.worth + 0.01) best = { start: first.start, worth }
  }
  return best.start
}

function beginningOf(text: string, at: number): number {
  const reach = text.slice(Math.max(0, at - sentenceReach), at)
  const sentence = /(?:^|[.!?]\s+|\n\s*)(?=[^.!?\n]*$)/.exec(reach)
  if (sentence && (at <= sentenceReach || sentence.index > 0 || sentence[0] !== '')) return at - reach.length + sentence.index + sentence[0].length
  const near = text.indexOf(' ', Math.max(0, at - 50))
  return near < 0 || near >= at ? at : near + 1
}

function endOf(text: string, from: number): number {
  const limit = from + excerptLength
  const paragraph = text.indexOf('\n', from + excerptLength * 0.35)
  if (paragraph >= 0 && paragraph <= limit) return text.slice(0, paragraph).trimEnd().length
  if (text.length <= limit) return text.trimEnd().length
  const sentence = Math.max(...['. ', '! ', '? '].map((end) => text.lastIndexOf(end, limit)))
  if (sentence > from + excerptLength * 0.55) return sentence + 1
  const space = text.lastIndexOf(' ', limit)
  return space > from ? space : limit
}
