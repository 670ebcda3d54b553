import { expect, test } from 'vitest'
import type { OpenCase } from '../../domain/casework.ts'
import { neighbour, nextAfter, rowsIn, tabOf } from './case-lists.ts'

const one = (report: string, sentAt: string, more: Partial<OpenCase> = {}): OpenCase => ({
  report, number: `M-${report}`, form: 'hindring', formVersion: 1, answers: {}, status: 'received', sentAt, hidePlace: false, messages: [], events: [], entries: [], ...more,
})
const said = (...authors: ('reporter' | 'office')[]): Partial<OpenCase> => ({ status: 'read', messages: authors.map((author, n) => ({ id: `${n}`, author, text: 'x', where: { at: 'fetched' } })) })
const names = (rows: readonly OpenCase[]) => rows.map(({ report }) => report).join(' ')

const cases = [
  one('a', '1'), one('c', '3'), one('b', '2', { status: 'read' }), one('asked', '1', said('office')), one('answered', '4', said('office', 'reporter')),
  one('done', '5', { status: 'connected', obstacle: 'H-1' }), one('gone', '6', { redactedAt: '7' }),
]

test('each stands under one tab', () => {
  expect(cases.map(tabOf)).toEqual(['nye', 'nye', 'venter', 'venter', 'venter', 'ferdige', 'ferdige'])
  expect(names(rowsIn(cases, 'nye', new Set()))).toBe('a c')
  expect(names(rowsIn(cases, 'ferdige', new Set()))).toBe('done gone')
})

test('of those that wait the answered come first, and last those whose writer is asked', () => {
  expect(names(rowsIn(cases, 'venter', new Set()))).toBe('answered b asked')
})

test('one that was opened a moment ago keeps its place until it is decided', () => {
  expect(names(rowsIn(cases, 'nye', new Set(['b', 'done'])))).toBe('a b c')
})

test('one goes from the one to the next, and stops at the ends', () => {
  const rows = rowsIn(cases, 'nye', new Set(['b']))
  expect([neighbour(rows, 'a', 1), neighbour(rows, 'b', -1), neighbour(rows, 'c', 1), neighbour(rows, 'a', -1), neighbour(rows, undefined, 1), neighbour([], 'a', 1)].map((row) => row?.report))
    .toEqual(['b', 'a', undefined, undefined, 'a', undefined])
})

test('after one comes the next, after the last the one before, and after the only one nothing', () => {
  const rows = rowsIn(cases, 'nye', new Set(['b']))
  expect([nextAfter(rows, 'a'), nextAfter(rows, 'b'), nextAfter(rows, 'c')].map((row) => row?.report)).toEqual(['b', 'c', 'b'])
  expect(nextAfter([one('a', '1')], 'a')).toBeUndefined()
})
