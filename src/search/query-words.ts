import { fold, isStopWord, rootOf, termOf, wordsOf } from './analysis.ts'
import { abbreviations, irregularForms, synonyms, type Abbreviation } from './field-words.ts'
import { phrases, termsOfLongForms } from './phrases.ts'
import type { Vocabulary } from './vocabulary.ts'

/** Why a term of the index answers a word of the query. */
export type Way = 'word' | 'abbreviation' | 'form' | 'compound' | 'synonym' | 'spelling'

export interface Match {
  term: number
  /** How much of a match it is: 1 for the word itself. */
  weight: number
  way: Way
  abbreviation?: Abbreviation
}

/** One thing to look for: terms that all stand for the same word, or the same words, of the query. */
export interface Sought {
  /** The words of the query it stands for, from and to (exclusive). */
  from: number
  to: number
  matches: Match[]
}

export interface QueryWord { text: string; term: string }

export interface ExpandedQuery {
  words: QueryWord[]
  /** One for each word, and then those that stand for several together. */
  sought: Sought[]
  /** Words that are compounds of others: both parts are looked for, each by itself. */
  split: { word: number; parts: Sought[] }[]
}

/** Of the terms that begin or end with a word, so many at most are looked up: those that stand in the most units. */
const mostMatches = 150
/** A compound that so few units have is looked for by its parts as well. */
const rareUnits = 5
const weights = { derived: 0.65, abbreviation: 0.9, synonym: 0.3, irregular: 0.8, root: 0.35, prefix: 0.4, joinedPrefix: 0.6, suffix: 0.35, inside: 0.2, meant: 0.8, spelling: 0.45 }

/** What a word may have after its stem and still be that word, or one made directly from it. */
const endings = /^(?:n?ing|else|nad|lig|ig|het|er|ar|et|t|d|dd|te|s|a|e|r|n)$/

interface Terms { vocabulary: Vocabulary; frequencies: Uint32Array }

/** The words of a query that carry meaning, or all of them when none does. */
export function queryWords(query: string): QueryWord[] {
  const all = [...wordsOf(query)].map(({ text, term }) => ({ text, term }))
  const meaning = all.filter(({ text }) => !isStopWord(text))
  return (meaning.length > 0 ? meaning : all).slice(0, 12)
}

/** Finds what each word of a query may look like in the index. With `literal` nothing is taken for a typing error. */
export function expandQuery(query: string, terms: Terms, literal: boolean): ExpandedQuery {
  const words = queryWords(query)
  const split: ExpandedQuery['split'] = []
  const sought = words.map((word, i): Sought => {
    const matches = wordMatches(word, terms)
    const certain = matches.some(({ way, weight }) => way === 'word' || weight > weights.inside)
    const near = certain || literal ? [] : similarTerms(word, terms)
    const parts = literal || (certain && !isRare(word.term, terms)) || near.some(({ distance }) => distance === 1) ? undefined : partsOf(word, i, terms)
    if (parts) split.push({ word: i, parts })
    const corrected = parts || near.length === 0 ? [] : spellingMatches(near, word, terms)
    return { from: i, to: i + 1, matches: distinct([...matches, ...corrected]) }
  })
  return { words, sought: [...sought, ...joinedWords(words, terms), ...phrasesIn(words, terms)], split }
}

function isRare(term: string, { vocabulary, frequencies }: Terms): boolean {
  const index = vocabulary.find(term)
  return index < 0 || frequencies[index]! <= rareUnits
}

function wordMatches(word: QueryWord, terms: Terms): Match[] {
  const { vocabulary } = terms
  const exact = vocabulary.find(word.term)
  return distinct([
    ...(exact >= 0 ? [{ term: exact, weight: 1, way: 'word' as const }] : []),
    ...abbreviationMatches(word.term, vocabulary),
    ...otherNames(word.term, vocabulary),
    ...beginning(word, terms),
    ...ending(word, terms),
    ...rooted(word, terms),
  ])
}

/** Terms that begin with the word. The word may be half typed, so its letters count as they stand, too. */
function beginning(word: QueryWord, { vocabulary, frequencies }: Terms): Match[] {
  const typed = fold(word.text)
  const found = new Set(vocabulary.beginningWith(word.term))
  if (typed.length >= 2 && !typed.startsWith(word.term)) for (const index of vocabulary.beginningWith(typed)) found.add(index)
  return commonest([...found], frequencies).flatMap((index): Match[] => {
    const term = vocabulary.term(index)
    if (term === word.term) return []
    if (endings.test(term.slice(word.term.length))) return [{ term: index, weight: weights.derived, way: 'form' }]
    const more = Math.max(0, term.length - word.term.length)
    return [{ term: index, weight: (weights.prefix * term.length) / (term.length + 0.3 * more), way: 'compound' }]
  })
}

/** Terms that end with the word or have it inside: «overgangslærer» for «lærer». */
function ending(word: QueryWord, { vocabulary, frequencies }: Terms): Match[] {
  if (word.term.length < 3 || word.text.length < 4) return []
  const found = vocabulary.having(word.term)
    .filter(({ index, ends }) => (ends || word.term.length >= 5) && vocabulary.term(index).length >= word.term.length + 2 && vocabulary.term(index)[0] !== '#')
  const ends = new Map(found.map((one) => [one.index, one.ends]))
  return commonest([...ends.keys()], frequencies)
    .map((index) => ({ term: index, weight: ends.get(index) ? weights.suffix : weights.inside, way: 'compound' }))
}

/** Terms of the verb that the word is made from, or of other words made from it. */
function rooted(word: QueryWord, { vocabulary, frequencies }: Terms): Match[] {
  const root = rootOf(word.term)
  if (!root) return []
  const near = vocabulary.beginningWith(root).filter((index) => vocabulary.term(index).length <= root.length + 5)
  return commonest(near, frequencies).map((index) => ({ term: index, weight: weights.root, way: 'form' }))
}

function abbreviationMatches(term: string, vocabulary: Vocabulary): Match[] {
  return abbreviations.flatMap((abbreviation) => {
    const short = termOf(abbreviation.short)
    const longs = termsOfLongForms(abbreviation)
    const others = term === short ? longs : longs.includes(term) ? [short] : []
    return others.flatMap((other) => matchOf(vocabulary, other, { weight: weights.abbreviation, way: 'abbreviation', abbreviation }))
  })
}

const irregular = groupsByTerm(irregularForms)
const alike = groupsByTerm(synonyms)

function groupsByTerm(groups: readonly (readonly string[])[]): Map<string, Set<string>> {
  const byTerm = new Map<string, Set<string>>()
  for (const group of groups) {
    const terms = group.map(termOf)
    for (const term of terms) byTerm.set(term, new Set([...byTerm.get(term) ?? [], ...terms.filter((other) => other !== term)]))
  }
  return byTerm
}

function otherNames(term: string, vocabulary: Vocabulary): Match[] {
  const forms = [term, ...irregular.get(term) ?? []]
  return [
    ...listed(irregular, term, weights.irregular, 'form', vocabulary),
    ...forms.flatMap((form) => listed(alike, form, weights.synonym, 'synonym', vocabulary)),
  ]
}

function listed(groups: Map<string, Set<string>>, term: string, weight: number, way: Way, vocabulary: Vocabulary): Match[] {
  return [...groups.get(term) ?? []].flatMap((other) => matchOf(vocabulary, other, { weight, way }))
}

function matchOf(vocabulary: Vocabulary, term: string, match: Omit<Match, 'term'>): Match[] {
  const index = vocabulary.find(term)
  return index < 0 ? [] : [{ term: index, ...match }]
}

function similarTerms(word: QueryWord, { vocabulary }: Terms): { index: number; distance: number }[] {
  const length = word.text.length
  if (length < 5 || /\d/.test(word.term)) return []
  const found = vocabulary.similarTo(word.term, Math.min(3, Math.round(length / 4)))
  const nearest = Math.min(...found.map(({ distance }) => distance))
  return found.filter(({ index, distance }) => distance <= nearest + 1 && vocabulary.term(index).length >= 3)
}

/**
 * The likeliest word that was meant, with all that it may look like, and a little of the other near ones: the first
 * letter is seldom wrong, and two errors are less likely than one.
 */
function spellingMatches(near: { index: number; distance: number }[], word: QueryWord, terms: Terms): Match[] {
  const { vocabulary, frequencies } = terms
  const doubt = ({ index, distance }: { index: number; distance: number }) => distance + (vocabulary.term(index)[0] === word.term[0] ? 0 : 0.5)
  const [meant, ...others] = near.sort((a, b) => doubt(a) - doubt(b) || frequencies[b.index]! - frequencies[a.index]!).slice(0, 12)
  const term = vocabulary.term(meant!.index)
  return [
    ...wordMatches({ text: term, term }, terms).map((match): Match => ({
      ...match, weight: match.weight * weights.meant, way: match.way === 'word' ? 'spelling' : match.way,
    })),
    ...others.map((other): Match => ({ term: other.index, weight: weights.spelling / (1 + doubt(other)), way: 'spelling' })),
  ]
}

/**
 * The word as a compound of two that the index has, with or without a binding «s» or «e». Where it has only one of
 * them, and that is long enough to mean something by itself, the other is given up.
 */
function partsOf(word: QueryWord, at: number, terms: Terms): Sought[] | undefined {
  const { term } = word
  if (/\d/.test(term)) return undefined
  let best: { score: number; parts: string[] } | undefined
  for (let cut = 3; cut <= term.length - 3; cut++) {
    const left = known([...boundForms(term.slice(0, cut))], terms)
    const right = known([termOf(term.slice(cut))], terms)
    // Of several cuts the one whose shorter part is longest is the likeliest; one part alone is worth less than any two.
    const score = left && right ? Math.min(cut, term.length - cut) : Math.max(left && cut >= 5 ? cut : 0, right && term.length - cut >= 5 ? term.length - cut : 0) / 100
    if (score > (best?.score ?? 0)) best = { score, parts: [left, right].filter((part) => part !== undefined) }
  }
  return best?.parts.map((part) => partSought(part, at, terms))
}

function boundForms(letters: string): Set<string> {
  const bare = letters.slice(0, -1)
  return new Set([termOf(letters), letters, ...(/[se]$/.test(letters) && letters.length > 3 ? [bare, termOf(bare)] : [])])
}

/** The first of some terms that the index has, as it stands or in an irregular form. */
function known(forms: string[], { vocabulary }: Terms): string | undefined {
  return forms.find((form) => vocabulary.find(form) >= 0 || [...irregular.get(form) ?? []].some((other) => vocabulary.find(other) >= 0))
}

function partSought(term: string, at: number, terms: Terms): Sought {
  const word = { text: term, term }
  const matches = [
    ...matchOf(terms.vocabulary, term, { weight: 1, way: 'compound' }),
    ...[...beginning(word, terms), ...ending(word, terms), ...otherNames(term, terms.vocabulary)].map((match): Match => ({ ...match, way: 'compound' })),
  ]
  return { from: at, to: at + 1, matches: distinct(matches) }
}

/** Words that the index has as one: «barne hage», and «lese høyt» as «høytlesing». */
function joinedWords(words: QueryWord[], terms: Terms): Sought[] {
  return words.slice(1).flatMap((word, i): Sought[] => {
    const matches = distinct([...joined(words[i]!, word, terms), ...joined(word, words[i]!, terms)])
    return matches.length > 0 ? [{ from: i, to: i + 2, matches }] : []
  })
}

function joined(first: QueryWord, second: QueryWord, { vocabulary, frequencies }: Terms): Match[] {
  const forms = [fold(first.text), first.term].flatMap((left) => [left, `${left}s`, `${left}e`].map((bound) => bound + second.term))
  const whole = [...new Set(forms)].map((form) => vocabulary.find(form)).filter((index) => index >= 0)
  const longer = second.term.length < 3 ? [] : forms.flatMap((form) => vocabulary.beginningWith(form))
  return distinct([
    ...whole.map((term): Match => ({ term, weight: 1, way: 'compound' })),
    ...commonest([...new Set(longer)], frequencies).map((term): Match => ({ term, weight: weights.joinedPrefix, way: 'compound' })),
  ])
}

/** Long forms of abbreviations that stand in the query word by word. */
function phrasesIn(words: QueryWord[], { vocabulary }: Terms): Sought[] {
  return phrases.flatMap(({ terms, name, abbreviation }) => words.flatMap((_, from): Sought[] => {
    if (!terms.every((term, i) => words[from + i]?.term === term)) return []
    const matches = [
      ...matchOf(vocabulary, name, { weight: 1, way: 'word' }),
      ...matchOf(vocabulary, termOf(abbreviation.short), { weight: weights.abbreviation, way: 'abbreviation', abbreviation }),
    ]
    return matches.length > 0 ? [{ from, to: from + terms.length, matches }] : []
  }))
}

function commonest(indexes: number[], frequencies: Uint32Array): number[] {
  if (indexes.length <= mostMatches) return indexes
  return indexes.sort((a, b) => frequencies[b]! - frequencies[a]!).slice(0, mostMatches)
}

/** Each term once, for the reason that counts most. */
function distinct(matches: Match[]): Match[] {
  const byTerm = new Map<number, Match>()
  for (const match of matches) {
    const before = byTerm.get(match.term)
    if (!before || before.weight < match.weight) byTerm.set(match.term, match)
  }
  return [...byTerm.values()]
}
