import { expect, test } from 'vitest'
import type { Insight, Item, Seminar } from '../../domain/documents.ts'
import type { Listed } from './dimensions.ts'
import { ordered, splitByDate } from './orders.ts'

const listed = <D extends Partial<Seminar> & Partial<Insight>>(data: D) => ({ slug: data.title!, data: { reviewed: '2026-01-01', ...data } }) as unknown as Listed<Item & Seminar>
const titles = (items: Listed[]) => items.map(({ data }) => data.title)

test('names are put in Norwegian order, with numbers as numbers', () => {
  const items = ['Økt livsmestring', 'Ambulant team', 'Fase 10', 'Fase 9', 'Åpen barnehage'].map((title) => listed({ title }))
  expect(titles(ordered(items, 'name'))).toEqual(['Ambulant team', 'Fase 9', 'Fase 10', 'Økt livsmestring', 'Åpen barnehage'])
})

test('the last reviewed come first, and those of the same day by name', () => {
  const items = [listed({ title: 'B', reviewed: '2026-02-01' }), listed({ title: 'C', reviewed: '2026-03-01' }), listed({ title: 'A', reviewed: '2026-02-01' })]
  expect(titles(ordered(items, 'reviewed'))).toEqual(['C', 'A', 'B'])
})

test('the order given by the content is kept', () => {
  expect(titles(ordered([listed({ title: 'A', order: 2 }), listed({ title: 'B', order: 1 })], 'given'))).toEqual(['B', 'A'])
})

test('a seminar is to come until the day after its last day', () => {
  const seminars = [
    listed({ title: 'i går', date: '2026-11-22' }), listed({ title: 'i dag', date: '2026-11-23' }),
    listed({ title: 'varer', date: '2026-11-20', endDate: '2026-11-24' }), listed({ title: 'neste år', date: '2027-01-10' }),
  ]
  const { upcoming, past } = splitByDate(seminars, '2026-11-23')
  expect(titles(upcoming)).toEqual(['varer', 'i dag', 'neste år'])
  expect(titles(past)).toEqual(['i går'])
})
