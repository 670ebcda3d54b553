import { describe, expect, test } from 'vitest'
import type { Finding, FindingKind } from './finding.ts'
import { givenNames, wordNames } from './given-names.ts'
import { guardText } from './guard.ts'
import { hits, misses } from './test-set/cases.ts'
import { heldOutHits, heldOutMisses } from './test-set/held-out.ts'
import { readCase, type Case, type Expected } from './test-set/marked.ts'

const stopKinds: readonly FindingKind[] = ['identity-number', 'duf-number']
const questionKinds: readonly FindingKind[] = ['account', 'phone', 'email', 'birth-date', 'address', 'name']

interface Score { right: number; wrong: number; missed: number }
interface Judged extends Score { kind: FindingKind; mistakes: string[] }

/** Right is what was marked as that kind: a stop with exactly its span, a question at least in part. */
function matches(found: Finding, { from, to, kind }: Expected): boolean {
  if (found.kind !== kind) return false
  return found.severity === 'stop' ? found.from === from && found.to === to : found.from < to && from < found.to
}

function judge(kind: FindingKind, cases: readonly Case[]): Judged {
  const judged: Judged = { kind, right: 0, wrong: 0, missed: 0, mistakes: [] }
  for (const { text, expected } of cases) {
    const found = guardText(text).filter((finding) => finding.kind === kind)
    const wanted = expected.filter((mark) => mark.kind === kind)
    const wrong = found.filter((finding) => !wanted.some((mark) => matches(finding, mark)))
    const missed = wanted.filter((mark) => !found.some((finding) => matches(finding, mark)))
    judged.right += wanted.length - missed.length
    judged.wrong += wrong.length
    judged.missed += missed.length
    judged.mistakes.push(...wrong.map(({ from, to }) => `wrong ${kind} «${text.slice(from, to)}» in: ${text}`), ...missed.map(({ from, to }) => `missed ${kind} «${text.slice(from, to)}» in: ${text}`))
  }
  return judged
}

const add = (scores: readonly Score[]): Score => scores.reduce((a, b) => ({ right: a.right + b.right, wrong: a.wrong + b.wrong, missed: a.missed + b.missed }), { right: 0, wrong: 0, missed: 0 })
const precision = ({ right, wrong }: Score) => (right + wrong ? right / (right + wrong) : 1)
const recall = ({ right, missed }: Score) => (right + missed ? right / (right + missed) : 1)
const line = (name: string, score: Score) => `${name.padEnd(16)} ${String(score.right + score.missed).padStart(4)} marked   precision ${precision(score).toFixed(3)}   recall ${recall(score).toFixed(3)}`

const made = [...hits, ...misses].map(readCase)
const heldOut = [...heldOutHits, ...heldOutMisses].map(readCase)

describe.each([['made with', made], ['held out', heldOut]])('on the sentences %s', (name, cases) => {
  const stops = stopKinds.map((kind) => judge(kind, cases))
  const questions = questionKinds.map((kind) => judge(kind, cases))

  test('every identity number is stopped, and almost nothing else', () => {
    console.log([`Sentences ${name}: ${cases.length}`, ...[...stops, ...questions].map((score) => line(score.kind, score)), line('all stops', add(stops)), line('all questions', add(questions)),
      // What is held out stays unread.
      ...(cases === made ? [...stops, ...questions].flatMap(({ mistakes }) => mistakes) : [])].join('\n'))
    expect(recall(add(stops))).toBe(1)
    expect(precision(add(stops))).toBeGreaterThanOrEqual(0.99)
  })

  test('most of what should be asked is asked, and little else', () => {
    expect(recall(add(questions))).toBeGreaterThanOrEqual(0.9)
    expect(precision(add(questions))).toBeGreaterThanOrEqual(0.9)
  })
})

test('there are at least a hundred and fifty sentences with something to find, and as many with nothing', () => {
  const withSomething = [...made, ...heldOut].filter(({ expected }) => expected.length > 0).length
  expect(withSomething).toBeGreaterThanOrEqual(150)
  expect(made.length + heldOut.length - withSomething).toBeGreaterThanOrEqual(150)
})

test('a name is either a name alone or also a word', () => {
  expect(givenNames.size).toBeGreaterThan(400)
  expect([...wordNames].filter((name) => givenNames.has(name))).toEqual([])
})
