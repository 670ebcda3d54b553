import { expect, test } from 'vitest'
import { readChosen, withChoice } from './comparison.ts'

const known = ['sprakstart', 'ambulant-team', 'sosialagentene', 'overgangslaerer']

test('an address names at most three models, each once, and only those there are', () => {
  expect(readChosen('sprakstart,slottet,sprakstart,ambulant-team', known)).toEqual(['sprakstart', 'ambulant-team'])
  expect(readChosen('sprakstart,ambulant-team,sosialagentene,overgangslaerer', known)).toEqual(['sprakstart', 'ambulant-team', 'sosialagentene'])
  expect(readChosen(undefined, known)).toEqual([])
})

test('a place can be given another model, be emptied, or be filled after the others', () => {
  expect(withChoice(['sprakstart', 'ambulant-team'], 0, 'sosialagentene')).toEqual(['sosialagentene', 'ambulant-team'])
  expect(withChoice(['sprakstart', 'ambulant-team'], 0, '')).toEqual(['ambulant-team'])
  expect(withChoice(['sprakstart'], 1, 'ambulant-team')).toEqual(['sprakstart', 'ambulant-team'])
})

test('a model chosen in a second place leaves the first', () => {
  expect(withChoice(['sprakstart', 'ambulant-team'], 1, 'sprakstart')).toEqual(['sprakstart'])
})

test('a choice in the last place, with one before it empty, moves up', () => {
  expect(withChoice(['sprakstart'], 2, 'ambulant-team')).toEqual(['sprakstart', 'ambulant-team'])
})
