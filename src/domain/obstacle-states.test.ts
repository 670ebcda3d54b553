import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ObstacleStatus } from './documents.ts'
import { canLift, isSettled, needsReason, nextStates } from './obstacle-states.ts'

const all = Object.keys(nextStates) as ObstacleStatus[]

test('every state is reached from the first, none leads nowhere, and none leads to itself', () => {
  const reached = new Set<ObstacleStatus>(['registered'])
  for (const state of reached) for (const next of nextStates[state]) reached.add(next)
  expect([...reached].sort()).toEqual([...all].sort())
  for (const state of all) {
    expect(nextStates[state].length).toBeGreaterThan(0)
    expect(nextStates[state]).not.toContain(state)
  }
})

test('whatever way is gone, an end is told why, and nothing settled is lifted', () => {
  fc.assert(fc.property(fc.array(fc.nat(5)), (choices) => {
    let state: ObstacleStatus = 'registered'
    for (const choice of choices) {
      const next: ObstacleStatus = nextStates[state][choice % nextStates[state].length]!
      expect(needsReason(state, next)).toBe(isSettled(next) || isSettled(state))
      expect(canLift(next) && (isSettled(next) || next === 'registered')).toBe(false)
      state = next
    }
  }))
})
