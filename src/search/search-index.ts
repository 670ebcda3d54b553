import { isLight } from './analysis.ts'
import { strengths } from './index-builder.ts'
import { eachPosting, type IndexedDocument, type PackedIndex } from './index-format.ts'
import type { ExpandedQuery, Match } from './matches.ts'
import { expandQuery } from './query-words.ts'
import { Vocabulary } from './vocabulary.ts'

export interface Hit {
  document: IndexedDocument
  /** Which of the document's units, as `unitsOf` gives them. */
  unit: number
  score: number
}

export interface Answer { query: ExpandedQuery; hits: Hit[] }

/** BM25F: how much a field counts, how soon more of the same word stops counting, and how much length does. */
const titleBoost = 3.5
const contextBoost = 0.5
const saturation = 1.2
const lengthNorm = 0.6
/** The item itself comes before its own sections when both say the same. */
const wholeItemBoost = 1.15
/** So much of its best section's score is an item's own as well. */
const sectionShare = 0.25
/** How many units of one document are shown, so that a long text does not crowd out the others. */
const mostOfOne = 3
/** So much does a word count that says little about what is sought. */
const lightShare = 0.3
/** Hits far below the best are noise of half-matched words. */
const leastShare = 0.12
/** A word found by a lesser match than this does not count as found when words are counted. */
const coverWeight = 0.5

/** Searches a packed index. Nothing in it is changed by a search, so one serves for as long as the content stands. */
export class SearchIndex {
  readonly #index: PackedIndex
  readonly vocabulary: Vocabulary
  readonly #documentOf: Uint32Array
  readonly #firstUnit: Uint32Array
  readonly #textNorm: Float32Array
  readonly #titleNorm: Float32Array

  constructor(index: PackedIndex) {
    this.#index = index
    this.vocabulary = new Vocabulary(index.vocabulary, index.frequencies.length)
    const { documents, textLengths, titleLengths } = index
    this.#documentOf = new Uint32Array(textLengths.length)
    this.#firstUnit = new Uint32Array(documents.length)
    let unit = 0
    documents.forEach((document, i) => {
      this.#firstUnit[i] = unit
      unit += document.sections.length
      this.#documentOf.fill(i, this.#firstUnit[i], unit)
    })
    this.#textNorm = norms(textLengths)
    this.#titleNorm = norms(titleLengths)
  }

  get documents(): readonly IndexedDocument[] {
    return this.#index.documents
  }

  /** The units that answer a query, best first. */
  search(text: string, options: { literal?: boolean } = {}): Answer {
    const query = expandQuery(text, { vocabulary: this.vocabulary, frequencies: this.#index.frequencies }, options.literal ?? false)
    const words = this.#scoreWords(query)
    return { query, hits: this.#hits(words) }
  }

  /** For each word of the query the score of every unit it is found in. */
  #scoreWords(query: ExpandedQuery): WordScores[] {
    const words = query.words.map(({ term }, i) => this.#score(query.sought[i]!.matches, isLight(term) ? lightShare : 1))
    for (const { word, parts } of query.split) addParts(words[word]!, parts.map((part) => this.#score(part.matches)))
    for (const sought of query.sought.slice(words.length)) addTogether(words.slice(sought.from, sought.to), this.#score(sought.matches))
    return words
  }

  /** Scores units by terms that stand for one word: their counts are added up before rarity and saturation are applied. */
  #score(matches: readonly Match[], share = 1): WordScores {
    const units = this.#textNorm.length
    const counts = new Float32Array(units)
    const cover = new Float32Array(units)
    for (const { term, weight } of matches) {
      eachPosting(this.#index, term, (unit, strength) => {
        const { title, text, context } = strengths[strength]!
        const count = (title * titleBoost) / this.#titleNorm[unit]! + text / this.#textNorm[unit]! + context * contextBoost
        counts[unit]! += count * weight
        if (weight > cover[unit]!) cover[unit] = weight
      })
    }
    let found = 0
    for (let i = 0; i < units; i++) if (counts[i]! > 0) found++
    const rarity = share * Math.log(1 + (units - found + 0.5) / (found + 0.5))
    for (let i = 0; i < units; i++) {
      if (counts[i]! > 0) counts[i] = (rarity * counts[i]! * (saturation + 1)) / (counts[i]! + saturation)
    }
    return { scores: counts, cover, rarity, found }
  }

  #hits(words: WordScores[]): Hit[] {
    const sought = words.filter(({ found }) => found > 0)
    const all = sought.reduce((sum, { rarity }) => sum + rarity, 0)
    const hits: { unit: number; score: number }[] = []
    for (let unit = 0; unit < this.#textNorm.length; unit++) {
      let score = 0
      let covered = 0
      for (const word of sought) {
        const one = word.scores[unit]!
        if (one === 0) continue
        score += one
        covered += word.rarity * Math.min(1, word.cover[unit]! / coverWeight)
      }
      if (score === 0) continue
      const share = covered / all
      const whole = this.#firstUnit[this.#documentOf[unit]!] === unit ? wholeItemBoost : 1
      hits.push({ unit, score: score * share * whole })
    }
    this.#liftItems(hits)
    return this.#best(hits.sort((a, b) => b.score - a.score || a.unit - b.unit))
  }

  /** An item whose sections answer, too, is more about it than one that only has the words in its title. */
  #liftItems(hits: { unit: number; score: number }[]): void {
    const bestSection = new Map<number, number>()
    for (const { unit, score } of hits) {
      const first = this.#firstUnit[this.#documentOf[unit]!]!
      if (unit !== first && score > (bestSection.get(first) ?? 0)) bestSection.set(first, score)
    }
    for (const hit of hits) hit.score += sectionShare * (bestSection.get(hit.unit) ?? 0)
  }

  #best(hits: { unit: number; score: number }[]): Hit[] {
    const least = (hits[0]?.score ?? 0) * leastShare
    const shown = new Map<number, number>()
    const best: Hit[] = []
    for (const { unit, score } of hits) {
      if (score < least) break
      const document = this.#documentOf[unit]!
      const before = shown.get(document) ?? 0
      if (before >= mostOfOne) continue
      shown.set(document, before + 1)
      best.push({ document: this.#index.documents[document]!, unit: unit - this.#firstUnit[document]!, score })
    }
    return best
  }
}

interface WordScores { scores: Float32Array; cover: Float32Array; rarity: number; found: number }

/** A compound counts where all its parts stand, and a little where only one does. */
function addParts(word: WordScores, parts: WordScores[]): void {
  word.rarity = Math.max(word.rarity, parts.reduce((sum, { rarity }) => sum + rarity, 0) / 2)
  word.found = 0
  for (let unit = 0; unit < word.scores.length; unit++) {
    const sum = parts.reduce((all, { scores }) => all + scores[unit]!, 0)
    const whole = parts.length > 1 && parts.every(({ scores }) => scores[unit]! > 0)
    if (sum > 0) {
      word.scores[unit] = Math.max(word.scores[unit]!, (whole ? 0.4 : 0.25) * sum)
      word.cover[unit] = Math.max(word.cover[unit]!, whole ? 0.6 * Math.min(...parts.map(({ cover }) => cover[unit]!)) : 0.25)
    }
    if (word.scores[unit]! > 0) word.found++
  }
}

/** Words that stand for one thing together share its score where that is more than they have apart. */
function addTogether(words: WordScores[], together: WordScores): void {
  for (let unit = 0; unit < together.scores.length; unit++) {
    const score = together.scores[unit]!
    if (score === 0 || score <= words.reduce((sum, { scores }) => sum + scores[unit]!, 0)) continue
    for (const word of words) {
      word.scores[unit] = score / words.length
      word.cover[unit] = Math.max(word.cover[unit]!, together.cover[unit]!)
    }
  }
  for (const word of words) {
    word.found = Math.max(word.found, together.found)
    word.rarity = Math.max(word.rarity, together.rarity / words.length)
  }
}

/** How much longer than usual each unit is, as BM25 reckons it. */
function norms(lengths: Uint16Array): Float32Array {
  const average = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length) || 1
  return Float32Array.from(lengths, (length) => 1 - lengthNorm + (lengthNorm * length) / average)
}
