import { fold, termOf } from './analysis.ts'
import { commonest, distinct, matchOf, weights, type Match, type QueryWord, type Sought, type Terms } from './matches.ts'
import { beginning, ending, irregular, otherNames } from './word-matches.ts'

/**
 * The word as a compound of two that the index has, with or without a binding «s» or «e». Where it has only one of
 * them, and that is long enough to mean something by itself, the other is given up.
 */
export function partsOf(word: QueryWord, at: number, terms: Terms): Sought[] | undefined {
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
export function joinedWords(words: QueryWord[], terms: Terms): Sought[] {
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
