import { expect, test } from 'vitest'
import { against, figures, quantile } from './measure.ts'

const row = { id: 'P0', what: 'noe', reference: 'noe annet', unit: 'ms' }

test('the middle of an even number of samples lies between the two in the middle', () => {
  expect(figures([4, 1, 3, 2])).toEqual({ median: 2.5, spread: 1.5, n: 4 })
})

test('a quantile is of the samples in their order of size, which are left as they came', () => {
  const samples = [30, 10, 20]
  expect([quantile(samples, 0), quantile(samples, 0.5), quantile(samples, 0.75), quantile(samples, 1)]).toEqual([10, 20, 25, 30])
  expect(samples).toEqual([30, 10, 20])
})

test('a cost is held to at most so much of its reference, a yield to at least so much', () => {
  expect(against(row, [12], [10], 1.2)).toMatchObject({ ratio: 1.2, target: '≤ 1.2x', ok: true })
  expect(against(row, [13], [10], 1.2)).toMatchObject({ ok: false })
  expect(against(row, [6], [10], { atLeast: 0.6 })).toMatchObject({ ratio: 0.6, target: '≥ 0.6x', ok: true })
  expect(against(row, [5], [10], { atLeast: 0.6 })).toMatchObject({ ok: false })
})

test('what is only shown is held to nothing', () => {
  expect(against(row, [12], [10])).toMatchObject({ ratio: 1.2, target: '' })
  expect(against(row, [12], [10]).ok).toBeUndefined()
})
