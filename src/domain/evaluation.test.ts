import { expect, test } from 'vitest'
import { hasEvaluated, raisedIn } from './evaluation.ts'

const evaluation = (answers: Record<string, unknown>) => ({ form: 'evaluering', formVersion: 2, answers, hidePlace: true, context: { ref: 'seminar:s' }, place: { workplace: 'Eikenga' }, cleared: ['12345678901'] })

test('what stops one is a report of its own, when its writer wishes it', () => {
  expect(raisedIn(evaluation({ nytte: 4, hindring: 'Ingen tolk', 'som-melding': true }))).toEqual([
    evaluation({ nytte: 4 }),
    { ...evaluation({ hva: 'Ingen tolk' }), form: 'hindring', formVersion: 1 },
  ])
})
test('and stays with the rest when not', () => {
  for (const answers of [{ nytte: 4, hindring: 'Ingen tolk' }, { nytte: 4 }, { nytte: 4, 'som-melding': true, hindring: '  ' }]) {
    expect(raisedIn(evaluation(answers))).toEqual([evaluation(answers)])
  }
  const other = { ...evaluation({ hindring: 'Ingen tolk', 'som-melding': true }), form: 'erfaring' }
  expect(raisedIn(other)).toEqual([other])
})
test('one evaluates a seminar once, also when one takes it back', () => {
  const done = evaluation({ nytte: 4 })
  expect(hasEvaluated([done], 's')).toBe(true)
  expect(hasEvaluated([done], 'other')).toBe(false)
  expect(hasEvaluated([{ ...done, form: 'hindring' }], 's')).toBe(false)
})
