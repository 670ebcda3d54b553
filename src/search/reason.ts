import { fold } from './analysis.ts'
import type { Finding, Findings } from './excerpt.ts'
import type { ExpandedQuery, Way } from './matches.ts'

/** Why a result is one, in a form that the page turns into a sentence. */
export type Reason =
  | { code: 'all'; place: 'title' | 'text'; words: number }
  | { code: 'only'; found: string[]; missing: string[] }
  | { code: 'abbreviation'; short: string; long: string }
  | { code: 'form' | 'compound' | 'joined' | 'similar' | 'synonym' | 'spelling'; word: string; asked: string }
  | { code: 'parts'; asked: string; parts: string[] }

/** From the plainest way to be found to the one that most needs saying. */
const ways: readonly Way[] = ['word', 'spelling', 'form', 'compound', 'synonym', 'abbreviation']

export function reasonOf(query: ExpandedQuery, { title, text, context }: Findings): Reason {
  const all = [...title, ...text, ...context]
  const found = query.words.map((_, i) => plainest(all.filter(({ words }) => words.includes(i))))
  const missing = query.words.filter((_, i) => !found[i]).map((word) => word.text)
  if (missing.length > 0) return { code: 'only', found: query.words.filter((_, i) => found[i]).map((word) => word.text), missing }
  const telling = found.reduce<{ finding: Finding; word: number } | undefined>((most, finding, word) => {
    const more = !most || ways.indexOf(finding!.way) > ways.indexOf(most.finding.way)
    return more ? { finding: finding!, word } : most
  }, undefined)
  // That a word is inflected goes without saying when it is one of several.
  if (!telling || isPlain(telling.finding) && (telling.finding.way === 'word' || query.words.length > 1)) return plainReason(query, title)
  return tellingReason(query, telling, all)
}

/** The word itself, in whatever form. */
const isPlain = ({ way, weight }: Finding): boolean => way === 'word' || (way === 'form' && weight === 1)

function plainest(findings: Finding[]): Finding | undefined {
  return findings.reduce<Finding | undefined>((best, one) => {
    if (!best) return one
    const [a, b] = [ways.indexOf(one.way), ways.indexOf(best.way)]
    return a < b || (a === b && one.weight > best.weight) ? one : best
  }, undefined)
}

function plainReason(query: ExpandedQuery, title: Finding[]): Reason {
  const inTitle = query.words.every((_, i) => title.some((finding) => isPlain(finding) && finding.words.includes(i)))
  return { code: 'all', place: inTitle ? 'title' : 'text', words: query.words.length }
}

function tellingReason(query: ExpandedQuery, { finding, word }: { finding: Finding; word: number }, all: Finding[]): Reason {
  const asked = finding.words.map((i) => query.words[i]!.text).join(' ')
  switch (finding.way) {
    case 'abbreviation': return { code: 'abbreviation', short: finding.abbreviation!.short, long: finding.abbreviation!.long[0]! }
    case 'compound': return finding.part !== undefined ? partsReason(asked, word, all) : { code: compoundCode(finding, asked), word: finding.text, asked }
    case 'word':
    case 'form': return { code: 'form', word: finding.text, asked }
    case 'synonym':
    case 'spelling': return { code: finding.way, word: finding.text, asked }
  }
}

function partsReason(asked: string, word: number, all: Finding[]): Reason {
  const parts = all.filter((one) => one.part !== undefined && one.words.includes(word))
  const once = new Map(parts.map(({ part, text }) => [part, text]))
  return { code: 'parts', asked, parts: [...once.values()] }
}

/** What begins, ends or lies inside a term need not be the word: stems are short, and only what is so may be said. */
function compoundCode({ text, words }: Finding, asked: string): 'joined' | 'compound' | 'similar' {
  if (words.length > 1) return 'joined'
  const stem = fold(asked).slice(0, Math.max(4, asked.length - 2))
  return fold(text).includes(stem) ? 'compound' : 'similar'
}
