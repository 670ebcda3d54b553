import fc from 'fast-check'
import { expect, test } from 'vitest'
import { alphabetKey, byRank, columnOf, columnOrders, columns, isDescending, nextOrder, readOrder, sorted } from './list-orders.ts'

test('the address names an order, or none', () => {
  expect(readOrder('lengst')).toBe('lengst')
  expect(readOrder('noe')).toBeUndefined()
  expect(columnOf('lengst')).toBe('days')
})

test('days and reports begin with the most, the rest with the first', () => {
  expect(columns.map((column) => isDescending(columnOrders[column][0]))).toEqual([false, false, false, false, true, true])
  expect(columns.map((column) => isDescending(columnOrders[column][1]))).toEqual([true, true, true, true, false, false])
})

test('a second press on a column turns it, and a third turns it back', () => {
  expect(nextOrder('title', undefined)).toBe('tittel')
  expect(nextOrder('title', 'tittel')).toBe('tittel-ned')
  expect(nextOrder('title', 'tittel-ned')).toBe('tittel')
  expect(nextOrder('title', 'lengst')).toBe('tittel')
})

test('Norwegian words stand in their order', () => {
  const words = ['Åpningstid', 'ære', 'Ødelagt', 'zoo', 'Élan', 'eldre', '«Barn»']
  expect(sorted(words, false, alphabetKey)).toEqual(['«Barn»', 'Élan', 'eldre', 'zoo', 'ære', 'Ødelagt', 'Åpningstid'])
})

test('sorting keeps every row, puts the keyless last and leaves equal ones as they stood', () => {
  fc.assert(fc.property(fc.array(fc.record({ key: fc.option(fc.integer({ min: 0, max: 5 }), { nil: undefined }) })), fc.boolean(), (plain, descending) => {
    const rows = plain.map((row, at) => ({ ...row, at }))
    const found = sorted(rows, descending, ({ key }) => key)
    expect(new Set(found)).toEqual(new Set(rows))
    found.slice(1).forEach((row, i) => {
      const before = found[i]!
      if (row.key === undefined || before.key === undefined) expect(row.key).toBeUndefined()
      else if (row.key === before.key) expect(before.at).toBeLessThan(row.at)
      else expect(before.key < row.key).toBe(!descending)
      if (row.key === undefined && before.key === undefined) expect(before.at).toBeLessThan(row.at)
    })
  }))
})

test('by their ranks some of the rows stand as sorting would put them', () => {
  fc.assert(fc.property(fc.uniqueArray(fc.nat(99)), fc.boolean(), (ranks, descending) => {
    expect(byRank(ranks, descending, (rank) => rank, 100)).toEqual(sorted(ranks, descending, (rank) => rank))
  }))
})
