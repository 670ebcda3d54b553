import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anything, blank, fitting, soundVersion, versionAndAnswers } from '../../tests/support/form-arbitraries.ts'
import { words } from '../../tests/support/made-up-forms.ts'
import { checkAnswers, cleanAnswers, isAsked, optionsOf, questionsOf, visibleQuestions, type Answers, type AskedQuestion, type FieldError, type FormVersion, type Question } from './forms.ts'

const label = words('Spørsmål')
const version = (...questions: object[]): FormVersion =>
  ({ version: 1, steps: [{ id: 'alt', title: label, questions: questions.map((one) => ({ label, ...one }) as Question) }] })
const one = (question: object, answer: unknown) => checkAnswers(version({ id: 'q', ...question }), { q: answer }).q

/** Answers a version from its beginning to its end with what fits, leaving out what need not be answered as chance has it. */
const fittingAnswers: fc.Arbitrary<{ version: FormVersion; answers: Record<string, unknown> }> = soundVersion.chain((made) => {
  const asked = questionsOf(made).filter(isAsked)
  return fc.tuple(fc.record(Object.fromEntries(asked.map((question) => [question.id, fitting(question)])), { noNullPrototype: true }), fc.subarray(asked.map(({ id }) => id))).map(([all, skipped]) => {
    const answers: Record<string, unknown> = {}
    for (const question of asked) {
      if (!visibleQuestions(made, answers).includes(question)) continue
      const isNeeded = checkAnswers(made, answers)[question.id] === 'required'
      if (isNeeded || !skipped.includes(question.id)) answers[question.id] = all[question.id]
    }
    return { version: made, answers }
  })
})

/** What does not fit a question, with the code it must give; by the kind of the question. */
function spoilt(question: AskedQuestion): [FieldError, unknown][] {
  switch (question.kind) {
    case 'shortText':
    case 'longText': return [['too-long', '👩'.repeat(question.maxLength + 1)], ['wrong-type', 7], ...((question.minLength ?? 1) > 1 ? [['too-short', ` ${'å'.repeat(question.minLength! - 1)} `] as [FieldError, unknown]] : [])]
    case 'oneOf': return [['not-an-option', 'ukjent'], ['wrong-type', 7], ['wrong-type', [optionsOf(question)[0]]]]
    case 'manyOf': {
      const options = optionsOf(question)
      const tooMany: [FieldError, unknown][] = (question.most ?? options.length) < options.length ? [['too-many', options.slice(0, question.most! + 1)]] : []
      return [['not-an-option', ['ukjent']], ['wrong-type', options[0]], ['wrong-type', [options[0], options[0]]], ['wrong-type', [7]], ...tooMany]
    }
    case 'scale': return [['out-of-range', question.to + 1], ['out-of-range', question.from - 1], ['wrong-type', question.from + 0.5], ['wrong-type', String(question.to)]]
    case 'date': return [
      ['not-a-date', '2026-02-29'], ['not-a-date', '1. mai'], ['wrong-type', 20260501],
      ...(question.latest ? [['out-of-range', '9999-12-31'] as [FieldError, unknown]] : []), ...(question.earliest ? [['out-of-range', '0001-01-01'] as [FieldError, unknown]] : []),
    ]
    case 'consent': return [['wrong-type', 'ja'], ['wrong-type', 1]]
  }
}

describe('whatever is asked', () => {
  test('answers that fit give no error', () => {
    fc.assert(fc.property(fittingAnswers, ({ version: asked, answers }) => { expect(checkAnswers(asked, answers)).toEqual({}) }))
  })

  test('an answer that is spoilt gives its own code, and changes none before it', () => {
    const seen = new Set<string>()
    fc.assert(fc.property(fittingAnswers, fc.nat(), fc.nat(), ({ version: asked, answers }, which, how) => {
      const shown = visibleQuestions(asked, answers).filter(isAsked)
      if (shown.length === 0) return
      const question = shown[which % shown.length]!
      const ways = spoilt(question)
      const [code, answer] = ways[how % ways.length]!
      const errors = checkAnswers(asked, { ...answers, [question.id]: answer })
      seen.add(code)
      expect(errors[question.id]).toBe(code)
      const earlier = questionsOf(asked).slice(0, questionsOf(asked).indexOf(question))
      expect(earlier.filter(({ id }) => errors[id])).toEqual([])
    }), { numRuns: 1000 })
    expect([...seen].sort()).toEqual(['not-a-date', 'not-an-option', 'out-of-range', 'too-long', 'too-many', 'too-short', 'wrong-type'])
  })

  test('a blank answer is none: it is missed where it is required, and nowhere else', () => {
    fc.assert(fc.property(fittingAnswers, blank, ({ version: asked, answers }, nothing) => {
      const blanks = Object.fromEntries(questionsOf(asked).filter(isAsked).map(({ id }) => [id, answers[id] ?? nothing]))
      expect(checkAnswers(asked, blanks)).toEqual({})
      for (const question of visibleQuestions(asked, answers).filter(isAsked)) {
        const required = checkAnswers(asked, { ...answers, [question.id]: nothing })[question.id]
        expect(required).toBe(checkAnswers(asked, Object.fromEntries(Object.entries(answers).filter(([id]) => id !== question.id)))[question.id])
      }
    }))
  })

  test('an answer to what is not asked is told, also by a name that every object has', () => {
    fc.assert(fc.property(fittingAnswers, fc.constantFrom('ukjent', 'constructor', 'toString', 'sporsmal-99'), anything(), ({ version: asked, answers }, id, answer) => {
      expect(checkAnswers(asked, { ...answers, [id]: answer })).toEqual({ [id]: 'unknown-question' })
    }))
    expect(checkAnswers(version(), JSON.parse('{"__proto__": "x"}') as Answers)).toEqual(JSON.parse('{"__proto__": "unknown-question"}'))
  })

  test('cleaning is done once, leaves only what is shown, and changes no verdict on it', () => {
    fc.assert(fc.property(versionAndAnswers, ({ version: asked, answers }) => {
      const clean = cleanAnswers(asked, answers)
      expect(cleanAnswers(asked, clean)).toEqual(clean)
      const [before, after] = [checkAnswers(asked, answers), checkAnswers(asked, clean)]
      expect(Object.values(after)).not.toContain('not-shown')
      expect(Object.values(after)).not.toContain('unknown-question')
      const shown = visibleQuestions(asked, answers).map(({ id }) => id)
      expect(visibleQuestions(asked, clean).map(({ id }) => id)).toEqual(shown)
      for (const [id, code] of Object.entries(after)) expect(code).toBe(before[id])
    }))
  })

  test('what was sent clean and fits stays as it is', () => {
    fc.assert(fc.property(fittingAnswers, ({ version: asked, answers }) => {
      const clean = cleanAnswers(asked, answers)
      expect(checkAnswers(asked, clean)).toEqual({})
      expect(Object.keys(clean)).toEqual(questionsOf(asked).map(({ id }) => id).filter((id) => id in answers))
    }))
  })
})

describe('a condition', () => {
  const asked = version(
    { id: 'brukt', kind: 'oneOf', options: [{ id: 'ja', label }, { id: 'nei', label }] },
    { id: 'hva', kind: 'longText', maxLength: 9, showWhen: { question: 'brukt', equals: 'ja' } },
    { id: 'om', kind: 'heading', showWhen: { question: 'hva', answered: true } },
    { id: 'hvorfor', kind: 'longText', maxLength: 9, showWhen: { question: 'hva', answered: true }, required: { not: { question: 'brukt', equals: 'nei' } } },
  )
  const shown = (answers: Answers) => visibleQuestions(asked, answers).map(({ id }) => id)

  test('shows what follows, and headings with it', () => {
    expect(shown({})).toEqual(['brukt'])
    expect(shown({ brukt: 'ja' })).toEqual(['brukt', 'hva'])
    expect(shown({ brukt: 'ja', hva: ' ' })).toEqual(['brukt', 'hva'])
    expect(shown({ brukt: 'ja', hva: 'x' })).toEqual(['brukt', 'hva', 'om', 'hvorfor'])
  })

  test('hides what hangs on something hidden, and what was answered there counts no more', () => {
    const answers = { brukt: 'nei', hva: 'x', hvorfor: 'y' }
    expect(shown(answers)).toEqual(['brukt'])
    expect(checkAnswers(asked, answers)).toEqual({ hva: 'not-shown', hvorfor: 'not-shown' })
    expect(cleanAnswers(asked, answers)).toEqual({ brukt: 'nei' })
  })

  test('may require an answer', () => {
    expect(checkAnswers(asked, { brukt: 'ja', hva: 'x' })).toEqual({ hvorfor: 'required' })
  })

  test.each([
    [{ all: [{ question: 'a', answered: true }, { question: 'b', includes: 'sprak' }] }, true],
    [{ all: [{ question: 'a', answered: true }, { question: 'b', includes: 'fritid' }] }, false],
    [{ any: [{ question: 'a', equals: 2 }, { question: 'b', includes: 'ansvar' }] }, true],
    [{ any: [{ question: 'a', equals: 2 }, { not: { question: 'a', answered: true } }] }, false],
  ])('%j is %s', (showWhen, expected) => {
    const linked = version({ id: 'a', kind: 'scale', from: 1, to: 5 }, { id: 'b', kind: 'manyOf', list: 'themes' }, { id: 'c', kind: 'consent', showWhen })
    expect(visibleQuestions(linked, { a: 1, b: ['sprak', 'ansvar'] }).some(({ id }) => id === 'c')).toBe(expected)
  })
})

test.each<[string, object, unknown, FieldError | undefined]>([
  ['as many characters as there may be', { kind: 'shortText', maxLength: 2 }, '👩👩', undefined],
  ['white space around it', { kind: 'shortText', maxLength: 2 }, '\u00A0 ab\n', undefined],
  ['a leap day', { kind: 'date' }, '2028-02-29', undefined],
  ['a day too many', { kind: 'date' }, '2027-02-29', 'not-a-date'],
  ['a year that was not', { kind: 'date' }, '0000-01-01', 'not-a-date'],
  ['the first day there may be', { kind: 'date', earliest: '2026-01-01' }, '2026-01-01', undefined],
  ['no consent', { kind: 'consent', required: true }, false, 'required'],
])('%s', (_what, question, answer, expected) => {
  expect(one(question, answer)).toBe(expected)
})

test('cleaning takes away white space and what is blank, and puts the rest in the order of the questions', () => {
  const asked = version({ id: 'b', kind: 'longText', maxLength: 9 }, { id: 'a', kind: 'manyOf', list: 'themes' }, { id: 'c', kind: 'shortText', maxLength: 9 })
  expect(JSON.stringify(cleanAnswers(asked, { c: ' ', a: ['sprak'], b: ' to ord \n', x: 1 }))).toBe('{"b":"to ord","a":["sprak"]}')
})
