import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Form, Question } from './forms.ts'
import { answeredQuestions } from './seminar-results.ts'

const label = { nb: 'N', nn: 'N' }
const scale = (to: number): Question => ({ id: 'nytte', kind: 'scale', label, from: 1, to, ends: { from: label, to: label } })
const text: Question = { id: 'savnet', kind: 'longText', label, maxLength: 10 }
const old: Question = { id: 'rom', kind: 'oneOf', label, options: [{ id: 'stort', label }, { id: 'lite', label }] }
const form = { title: label, reviewed: '2026-11-27', versions: [
  { version: 2, steps: [{ id: 's', questions: [{ id: 'h', kind: 'heading', label }, text, scale(5), { id: 'som-melding', kind: 'consent', label }] }] },
  { version: 1, steps: [{ id: 's', questions: [scale(3), old] }] },
] } as Form

test('each question has its answers, also those that nobody gave', () => {
  const [savnet, nytte, consent, rom] = answeredQuestions(form, {
    counts: [{ question: 'nytte', answer: 5, times: 4 }, { question: 'nytte', answer: 2, times: 1 }, { question: 'som-melding', answer: true, times: 2 }, { question: 'rom', answer: 'lite', times: 5 }],
    texts: [{ question: 'savnet', text: 'B' }, { question: 'savnet', text: 'A' }, { question: 'gone', text: 'C' }],
  })
  expect(savnet).toMatchObject({ kind: 'texts', texts: ['B', 'A'] })
  expect(nytte).toMatchObject({ given: 5, mean: 4.4, counts: [['1', 0], ['2', 1], ['3', 0], ['4', 0], ['5', 4]].map(([answer, times]) => ({ answer, times })) })
  expect(consent).toMatchObject({ given: 2, mean: undefined, counts: [{ answer: 'true', times: 2 }] })
  expect(rom).toMatchObject({ counts: [{ answer: 'stort', times: 0 }, { answer: 'lite', times: 5 }] })
})

test('no answer that is told is left out or counted twice', () => {
  const counts = fc.uniqueArray(fc.record({ question: fc.constantFrom('nytte', 'rom', 'som-melding'), answer: fc.oneof(fc.integer({ min: 0, max: 9 }), fc.constantFrom('stort', 'borte')), times: fc.integer({ min: 1, max: 300 }) }), { selector: ({ question, answer }) => `${question} ${answer}` })
  fc.assert(fc.property(counts, (told) => {
    const shown = answeredQuestions(form, { counts: told, texts: [] }).flatMap((one) => (one.kind === 'counts' ? [one.given] : [])).reduce((sum, given) => sum + given, 0)
    expect(shown).toBe(told.reduce((sum, { times }) => sum + times, 0))
  }))
})
