import { givenNames, wordNames } from './given-names.ts'
import type { Question } from './questions.ts'
import { about, matters, morePersons, notNames, onePerson, pronouns, thing } from './words.ts'

interface Word {
  from: number
  to: number
  text: string
  lower: string
  /** What stands between it and the word before. */
  gap: string
  sentence: number
}

const wordPattern = /\p{L}(?:[\p{L}\p{M}]|['’-](?=\p{L}))*/gu

function wordsIn(text: string): Word[] {
  let end = 0
  let sentence = 0
  return Array.from(text.matchAll(wordPattern), ({ 0: word, index: from }, place): Word => {
    const gap = text.slice(end, from)
    // A year in brackets ends a reference, and what follows is a title.
    if (place > 0 && gap !== ' ' && /[.!?;\n\r]|\(\d{4}\)/.test(gap)) sentence++
    end = from + word.length
    return { from, to: end, text: word, lower: word.toLowerCase(), gap, sentence }
  })
}

const singular = (lower: string) => (lower.endsWith('s') ? lower.slice(0, -1) : lower)
const persons = new Set([...onePerson, ...morePersons])
const isPerson = ({ lower }: Word) => persons.has(lower) || persons.has(singular(lower))
const isThing = ({ lower }: Word) => thing.test(lower)
const isCapital = ({ text }: Word) => /^\p{Lu}/u.test(text) && /\p{Ll}/u.test(text) && !/-\p{Ll}/u.test(text)

/** A given name that is no other word; `Anne-Lise` by its first part, and `Aminas` by its owner. */
function isGivenName({ lower }: Word): boolean {
  return givenNames.has(lower) || givenNames.has(singular(lower)) || (lower.includes('-') && givenNames.has(lower.slice(0, lower.indexOf('-'))))
}
const isKnownName = (word: Word) => isGivenName(word) && isCapital(word)
/** Whether a word can be a name where the words before say that one comes. */
const mayBeName = (word: Word) =>
  isCapital(word) && (wordNames.has(word.lower) || isGivenName(word) || (!notNames.has(word.lower) && !isPerson(word) && !isThing(word)))

const calling = new Set(['heter', 'heiter', 'hette', 'het', 'kalles', 'kallast', 'called', 'named'])
const naming = new Set(['navn', 'navnet', 'namn', 'namnet', 'name'])
const linking = new Set(['til', 'åt', 'hans', 'hennes', 'hennar', 'deres', 'min', 'vår', 'med', 'navn', 'ved'])
const joining = new Set(['og', 'and', 'eller'])
const straight = /^[,:]?[\s«"“'(]+$/u

/** The names in a text, as far as the words around tell: no list holds them all, and many are other words too. */
export function namesIn(text: string): Question[] {
  const words = wordsIn(text)
  const found = new Map<number, number>()

  const at = (place: number, sentence: number) => (words[place]?.sentence === sentence ? words[place] : undefined)
  const follows = (word: Word | undefined): word is Word => word !== undefined && straight.test(word.gap)

  /** Marks the name that begins here, with the names after it, and those it is joined to. */
  function mark(place: number): void {
    const { from, sentence } = words[place]!
    if (found.has(from)) return
    let last = place
    while (last - place < 3 && isSurname(at(last + 1, sentence))) last++
    const after = at(last + 1, sentence)
    // `Nordstrand skole` and `Karl Johans gate` are no persons.
    if (follows(after) && after.gap === ' ' && isThing(after)) return
    const { lower, to } = words[last]!
    const isOwner = last === place && lower.endsWith('s') && !givenNames.has(lower) && givenNames.has(singular(lower))
    found.set(from, isOwner ? to - 1 : to)
    const other = at(last + 2, sentence)
    if (after && other && joining.has(after.lower) && mayBeName(other)) mark(last + 2)
  }
  function isSurname(word: Word | undefined): boolean {
    return word !== undefined && /^[ \u00a0]$/.test(word.gap) && mayBeName(word)
  }
  const isToldName = (word: Word | undefined): word is Word => follows(word) && (mayBeName(word) || givenNames.has(word.lower))

  /** Whether it is someone who is called so: the nearest word that says what it is about. */
  function isAboutPerson(place: number): boolean {
    const { sentence } = words[place]!
    for (let before = place - 1; before >= place - 6; before--) {
      const word = at(before, sentence)
      if (!word || isThing(word)) return false
      if (pronouns.has(word.lower) || onePerson.has(word.lower)) return true
    }
    return false
  }

  function isMatterOf(place: number): boolean {
    const { sentence } = words[place]!
    const [before, earlier] = [at(place - 1, sentence), at(place - 2, sentence)]
    return before !== undefined && (about.has(before.lower) || (before.lower === 'til' && earlier !== undefined && matters.has(earlier.lower)))
  }

  function isBesidePerson(place: number): boolean {
    const { sentence } = words[place]!
    for (let other = place - 6; other <= place + 6; other++) {
      const word = at(other, sentence)
      if (word && other !== place && isPerson(word)) return true
    }
    return false
  }

  /** Where the name stands that `navnet (på eleven) er …` or `navn: …` tells. */
  function toldName(place: number): number | undefined {
    const { sentence } = words[place]!
    const before = at(place - 1, sentence)
    if (before && isThing(before)) return undefined
    if (at(place + 1, sentence)?.gap.startsWith(':')) return place + 1
    for (let next = place + 1; next <= place + 4; next++) {
      const word = at(next, sentence)
      if (!word || isThing(word)) return undefined
      if (word.lower === 'er' || word.lower === 'is') return next + 1
    }
    return undefined
  }

  words.forEach((word, place) => {
    const { lower, sentence } = word
    const next = at(place + 1, sentence)
    if (calling.has(lower)) {
      if (isToldName(next) && isAboutPerson(place)) mark(place + 1)
    } else if (naming.has(lower)) {
      const told = toldName(place)
      if (told !== undefined && isToldName(at(told, sentence))) mark(told)
    } else if (isPerson(word)) {
      const linked = next && linking.has(next.lower) ? place + 2 : place + 1
      const isOne = onePerson.has(lower)
      if ((isOne || next?.lower === 'til') && isToldName(at(linked, sentence))) mark(linked)
    } else if (isKnownName(word)) {
      const hasAge = /^(?:, ?| ?\()\d{1,2}(?:\)| ?år)/u.test(text.slice(word.to, word.to + 10))
      if (hasAge || isMatterOf(place) || isBesidePerson(place)) mark(place)
    }
  })
  return disjoint([...found].map(([from, to]) => ({ kind: 'name', from, to })))
}

/** Without those that lie within one before. */
function disjoint(names: Question[]): Question[] {
  let end = 0
  return names.sort((a, b) => a.from - b.from).filter(({ from, to }) => {
    const isNew = from >= end
    if (isNew) end = to
    return isNew
  })
}
