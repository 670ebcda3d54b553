import { expect, test } from 'vitest'
import { matrixOf, yearsOf } from './report-matrix.ts'

const count = (year: number, district: 'BAL' | 'BSN', service: 'skole' | 'helsestasjon', reports: number) => ({ year, district, service, reports })
const counts = [count(2026, 'BSN', 'skole', 9), count(2026, 'BAL', 'helsestasjon', 5), count(2025, 'BAL', 'skole', 12)]

test('every district has a row, and every service that is told of somewhere a column, in the order of the lists', () => {
  const { services, rows } = matrixOf(counts, 2026)
  expect(services).toEqual(['helsestasjon', 'skole'])
  expect(rows.map(({ district, numbers }) => [district, ...numbers])).toEqual([
    ['BAL', 5, undefined], ['BBJ', undefined, undefined], ['BGO', undefined, undefined], ['BGR', undefined, undefined], ['BSR', undefined, undefined], ['BSN', undefined, 9],
  ])
  expect(matrixOf(counts, 2024).services).toEqual([])
})

test('this year can be chosen also before anything is told of it', () => {
  expect(yearsOf(counts, 2027)).toEqual([2027, 2026, 2025])
  expect(yearsOf(counts, 2026)).toEqual([2026, 2025])
})
