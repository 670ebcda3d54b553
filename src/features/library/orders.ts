import type { Insight, Item, Seminar } from '../../domain/documents.ts'
import type { Listed } from './dimensions.ts'

export type Order = 'name' | 'reviewed' | 'date' | 'given'

const byName = (a: Listed, b: Listed) => a.data.title.localeCompare(b.data.title, 'nb', { numeric: true })

const comparisons: Record<Order, (a: Listed, b: Listed) => number> = {
  name: byName,
  reviewed: (a, b) => b.data.reviewed.localeCompare(a.data.reviewed) || byName(a, b),
  date: (a, b) => dateOf(b).localeCompare(dateOf(a)) || byName(a, b),
  given: (a, b) => placeOf(a) - placeOf(b) || byName(a, b),
}
const dateOf = (item: Listed) => (item.data as Item & Partial<Seminar>).date ?? ''
const placeOf = (item: Listed) => (item.data as Item & Partial<Insight>).order ?? 0

/** The items in an order of their own; equal ones by name, in Norwegian. */
export function ordered<T extends Listed>(items: readonly T[], order: Order): T[] {
  return [...items].sort(comparisons[order])
}

/** Seminars to come, the nearest first, and those that have been, in the order chosen. A seminar of today is to come. */
export function splitByDate<T extends Listed<Seminar>>(seminars: readonly T[], today: string): { upcoming: T[]; past: T[] } {
  const comes = ({ data }: T) => (data.endDate ?? data.date) >= today
  return { upcoming: seminars.filter(comes).sort((a, b) => a.data.date.localeCompare(b.data.date)), past: seminars.filter((seminar) => !comes(seminar)) }
}
