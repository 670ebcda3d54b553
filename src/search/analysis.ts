import { stemmer } from '@orama/stemmers/norwegian'

/** A word of a text: as it is written, where it stands, and the term it is indexed and searched under. */
export interface Word { text: string; start: number; end: number; term: string }

/** The number of an obstacle or a report is one word; everything else is letters and digits in a row. */
const wordPattern = /[hm]-\d{4}-?\d*|[\p{L}\p{N}]+/giu

/**
 * Words that carry no meaning by themselves, as they are typed with and without the letters æ, ø and å. Not here: names
 * of the field that look like them (OT, IN), and «far», which is a parent as well as «får» without its ring.
 */
const stopWords: ReadonlySet<string> = new Set(`
  og i på pa som til for av er en et ei det de den med har å a at om fra ved eller var vi kan skal blir ble bli vil jeg du seg
  sin sine sitt dem dette disse denne der da når nar hva hvem hvor hvordan hvorfor hvilke hvilken hvilket ikke men enn så sa
  også ogsa oss vår vårt våre vart min mine mitt meg han hun deres dere dei eit ein eg kva korleis korfor noe noen må får få
  finnes hos hvis etter man ha være vaere vere gjør gjore gjøre
`.trim().split(/\s+/))

export const isStopWord = (word: string): boolean => stopWords.has(word.toLowerCase())

/** Words that say little about what is sought, though they are rarer than stop words: they count, but for less. */
const lightWords = `
  komme kommer kom gå går gjøre gjør gjort si sier ta tar gi gir gitt sitte sitter stå står vite vet finne finner finnes bruke bruker lage
  lager jobbe jobber trenge trenger ønske ønsker snakke snakker tenke tror synes kjenne ringe begynne starte hel hele helt annen annet andre
  mye mer mest mange flere bare slik sånn veldig alltid aldri ofte nå så dag tid tiden år lang lange ny nye nytt god gode bra stor store ting
  måte sammen legge legger lagt mellom uten under over før bedre best hjelpe dårlig lite liten små selv samme hver alle alt
`

/** Lower case without accents, with æ, ø and å as they are written where the keys are missing: a, o, a. */
export function fold(text: string): string {
  return text.normalize('NFC').toLowerCase()
    .replace(/æ|ae/g, 'a').replace(/ø|oe/g, 'o').replace(/å|aa/g, 'a')
    .normalize('NFD').replace(/\p{M}/gu, '')
}

const stems = new Map<string, string>()
/** So many different words are remembered; a language's text uses fewer, and a flood of made-up ones must not grow without end. */
const rememberedStems = 120_000

/** The term of one word: folded, and without the endings of inflection. */
export function termOf(word: string): string {
  let term = stems.get(word)
  if (term === undefined) {
    term = stem(fold(word))
    if (stems.size >= rememberedStems) stems.clear()
    stems.set(word, term)
  }
  return term
}

/**
 * Snowball's Norwegian stemmer, and then what it leaves: the «er» and «ern» of people («lærer», «lærerne»), the «t» of
 * adjectives («digitalt»), and the double m that an ending asks for («program», «programmer»).
 */
function stem(folded: string): string {
  if (/\d/.test(folded)) return folded
  return stemmer(folded).replace(/(?<=...)ern?$/, '').replace(/(?<=...(?:al|el|il|iv|bar|som|los))t$/, '').replace(/(?<=.m)m$/, '')
}

const lightTerms: ReadonlySet<string> = new Set(lightWords.trim().split(/\s+/).map(termOf))
export const isLight = (term: string): boolean => lightTerms.has(term)

/** The words of a text, in order. Words written together with a hyphen or a slash come one by one. */
export function* wordsOf(text: string): Generator<Word> {
  for (const match of text.matchAll(wordPattern)) {
    const word = match[0]
    yield { text: word, start: match.index, end: match.index + word.length, term: termOf(word) }
  }
}

/**
 * The stem that a word shares with the verb or noun it is made from: «henvisning» and «henvist» from «henvise».
 * Undefined where there is none, or where too little would be left to tell words apart.
 */
export function rootOf(term: string): string | undefined {
  const root = /^(.{4,}?)(?:ning|ing|else|nad|t)$/.exec(term)?.[1]
  return root && root !== term ? root : undefined
}
