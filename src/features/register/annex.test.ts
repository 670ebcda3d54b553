import { expect, test } from 'vitest'
import type { AnnexRowRow } from '../../data/register-repository.ts'
import type { RegisterEntry } from '../../domain/register-changes.ts'
import { byAnnexRow } from './annex.ts'

const row = (slug: string) => ({ slug }) as AnnexRowRow
const obstacle = (slug: string, annexRow?: string, gap = false) => ({ data: { number: slug, annexRow, gap } }) as RegisterEntry
const shape = (groups: ReturnType<typeof byAnnexRow>) => groups.map(({ key, obstacles }) => [key, ...obstacles.map(({ data }) => data.number)])

const rows = [row('pippi'), row('class')]

test('obstacles stand under their rows, in the order of the annex', () => {
  expect(shape(byAnnexRow(rows, [obstacle('1', 'class'), obstacle('2', 'pippi'), obstacle('3', 'class')], true))).toEqual([['pippi', '2'], ['class', '1', '3']])
})

test('gaps and others outside the annex come after it', () => {
  expect(shape(byAnnexRow(rows, [obstacle('1', undefined, true), obstacle('2', 'not-held')], false))).toEqual([['sviktsoner', '1'], ['andre', '2']])
})

test('a row without obstacles is shown when nothing is filtered away, and only then', () => {
  expect(shape(byAnnexRow(rows, [obstacle('1', 'class')], true))).toEqual([['pippi'], ['class', '1']])
  expect(shape(byAnnexRow(rows, [obstacle('1', 'class')], false))).toEqual([['class', '1']])
})
