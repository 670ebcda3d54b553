import fc from 'fast-check'
import { expect, test } from 'vitest'
import { firstRows, grouped } from './list-groups.ts'

const values = ['a', 'b', 'c', 'ikke-vurdert']
const of = (row: string[]) => row

test('a row stands under each of its values, and what has none stands last', () => {
  const [both, one, none, unknown, notAssessed] = [['b', 'a'], ['b'], [], ['x'], ['ikke-vurdert']] as string[][]
  expect(grouped([both!, one!, none!, unknown!, notAssessed!], { values, of }, 'ikke-vurdert')).toEqual([
    { value: 'a', rows: [both] }, { value: 'b', rows: [both, one] }, { rows: [none, unknown, notAssessed] },
  ])
  expect(grouped([], { values, of })).toEqual([])
})

test('no row is lost, none stands twice in a group, and a piece of the groups is the beginning of them', () => {
  fc.assert(fc.property(fc.array(fc.array(fc.constantFrom(...values, 'x'), { maxLength: 4 })), fc.nat(30), (rows, most) => {
    const groups = grouped(rows, { values, of })
    expect(new Set(groups.flatMap((group) => group.rows))).toEqual(new Set(rows))
    for (const group of groups) expect(new Set(group.rows).size).toBe(group.rows.length)
    const all = groups.flatMap((group) => group.rows)
    expect(firstRows(groups, most).flatMap((group) => group.rows)).toEqual(all.slice(0, most))
  }))
})
