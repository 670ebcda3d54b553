import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { ContentItem, ItemKind } from './content-items.ts'
import { formatProblem } from './problem.ts'
import { readContent } from './read-content.ts'

const { items, problems } = await readContent(join(import.meta.dirname, '../content'))
const ofKind = <K extends ItemKind>(kind: K) => items.filter((item) => item.kind === kind) as ContentItem<K>[]

test('every content file is in order', () => {
  expect(problems.map(formatProblem)).toEqual([])
})

test('every row of the portfolio is there: 28 new or ongoing and 23 ended', () => {
  const groups = ofKind('project').map(({ data }) => data.group)
  expect([groups.filter((group) => group === 'ongoing').length, groups.filter((group) => group === 'ended').length]).toEqual([28, 23])
})

test('the annex has its 20 rows in order, each with at least one obstacle, and there are 8 gaps', () => {
  const rows = ofKind('annexRow').map(({ data }) => data)
  expect(rows.map(({ order }) => order).sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1))
  const obstacles = ofKind('obstacle').map(({ data }) => data)
  expect(rows.filter(({ key }) => !obstacles.some(({ annexRow }) => annexRow === key))).toEqual([])
  expect(obstacles.filter(({ gap, annexRow }) => gap && !annexRow).length).toBe(8)
})

test('obstacles are numbered from 1 without a gap', () => {
  const serials = ofKind('obstacle').map(({ data }) => Number(data.number.split('-')[2])).sort((a, b) => a - b)
  expect(serials).toEqual(serials.map((_, index) => index + 1))
})

test('the annual report\'s 33 references are listed', () => {
  const figure = ofKind('insight').find(({ slug }) => slug === 'referanser')?.data.figures.find(({ id }) => id === 'referanser')
  expect(figure?.kind === 'table' && figure.rows.length).toBe(33)
})

test('the lines of the accounts add up: budget less costs is what is carried over', () => {
  const lines = ofKind('project').flatMap(({ data }) => data.economy)
  expect(lines.length).toBeGreaterThan(0)
  expect(lines.filter(({ budget = 0, accounts = 0, transferredOut = 0 }) => budget - accounts !== transferredOut).map(({ id }) => id)).toEqual([])
})
