import { expect, test } from 'vitest'
import { columnsOf, decimalsOf, isNumeric, lengthOf, shadeOf, sumOf, wordinessOf } from './figure-numbers.ts'

test('a column is written with the decimals its most exact number needs', () => {
  expect(decimalsOf([9, 5.5, '–'])).toBe(1)
  expect(decimalsOf([351000, -188000])).toBe(0)
  expect(decimalsOf([0.123])).toBe(2)
  expect(decimalsOf([])).toBe(0)
})

test('a column with a dash or an empty cell among numbers is still one of numbers', () => {
  expect(isNumeric([1, '–', ''])).toBe(true)
  expect(isNumeric([1, 'BAL'])).toBe(false)
  expect(isNumeric(['', ''])).toBe(false)
})

test('rows are turned into columns, short rows filled up', () => {
  expect(columnsOf([['a', 1], ['b']], 2)).toEqual([['a', 'b'], [1, '']])
})

test('bars of all series share one scale', () => {
  const rows: [string, ...number[]][] = [['A', 10, 5], ['B', 40, -1]]
  expect(lengthOf(40, rows)).toBe(1)
  expect(lengthOf(5, rows)).toBe(0.125)
  expect(lengthOf(-1, rows)).toBe(0)
  expect(lengthOf(0, [['A', 0]])).toBe(0)
})

test('a column of sentences is told from one of names', () => {
  expect(wordinessOf(['BAL', 12])).toBeUndefined()
  expect(wordinessOf(['Kriminalomsorgen og vertskommunen'])).toBe('phrases')
  expect(wordinessOf(['ord '.repeat(40)])).toBe('sentences')
})

test('the parts of a row make a sum, and the greatest number of a table is the darkest', () => {
  expect(sumOf(['A', 3, 4])).toBe(7)
  expect(sumOf(['A'])).toBe(0)
  const rows = [['A', 10, 5], ['B', 0, '–']]
  expect(rows.flat().map((cell) => shadeOf(cell, rows))).toEqual([0, 1, 0.5, 0, 0, 0])
  expect(shadeOf(0, [['A', 0]])).toBe(0)
})
