import { fold, rootOf, termOf } from './analysis.ts'
import { abbreviations, irregularForms, synonyms } from './field-words.ts'
import { commonest, distinct, matchOf, weights, type Match, type QueryWord, type Terms, type Way } from './matches.ts'
import { termsOfLongForms } from './phrases.ts'
import type { Vocabulary } from './vocabulary.ts'

/** What a word may have after its stem and still be that word, or one made directly from it. */
const endings = /^(?:n?ing|else|nad|lig|ig|het|er|ar|et|t|d|dd|te|s|a|e|r|n)$/

/** All terms that a word may stand for as it is spelt. */
export function wordMatches(word: QueryWord, terms: Terms): Match[] {
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
export function beginning(word: QueryWord, { vocabulary, frequencies }: Terms): Match[] {
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
export function ending(word: QueryWord, { vocabulary, frequencies }: Terms): Match[] {
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

const shortAndLong = abbreviations.map((abbreviation) => ({ abbreviation, short: termOf(abbreviation.short), long: termsOfLongForms(abbreviation) }))

function abbreviationMatches(term: string, vocabulary: Vocabulary): Match[] {
  return shortAndLong.flatMap(({ abbreviation, short, long }) => {
    const others = term === short ? long : long.includes(term) ? [short] : []
    return others.flatMap((other) => matchOf(vocabulary, other, { weight: weights.abbreviation, way: 'abbreviation', abbreviation }))
  })
}

/** The other forms of a word that no rule of endings gives. */
export const irregular = groupsByTerm(irregularForms)
const alike = groupsByTerm(synonyms)

function groupsByTerm(groups: readonly (readonly string[])[]): Map<string, Set<string>> {
  const byTerm = new Map<string, Set<string>>()
  for (const group of groups) {
    const terms = group.map(termOf)
    for (const term of terms) byTerm.set(term, new Set([...byTerm.get(term) ?? [], ...terms.filter((other) => other !== term)]))
  }
  return byTerm
}

/** Other forms of a word and other words for it. */
export function otherNames(term: string, vocabulary: Vocabulary): Match[] {
  const forms = [term, ...irregular.get(term) ?? []]
  return [
    ...listed(irregular, term, weights.irregular, 'form', vocabulary),
    ...forms.flatMap((form) => listed(alike, form, weights.synonym, 'synonym', vocabulary)),
  ]
}

function listed(groups: Map<string, Set<string>>, term: string, weight: number, way: Way, vocabulary: Vocabulary): Match[] {
  return [...groups.get(term) ?? []].flatMap((other) => matchOf(vocabulary, other, { weight, way }))
}
