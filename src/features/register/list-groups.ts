import type { Dimension } from '../../ui/filters/filters.ts'

/** The dimensions that the list can be grouped by, by their names in the address. */
export const groupings = ['niva', 'organ', 'tema', 'bydel', 'tjeneste', 'prosjekt'] as const
export type Grouping = (typeof groupings)[number]

export const readGrouping = (value: unknown): Grouping | undefined => groupings.find((one) => one === value)

/** Rows under one value of a dimension; without a value, those that have none. */
export interface Group<T> { value?: string; rows: T[] }

/** The rows under each value they have, in the values' order and each in the order they stand; those without one last. */
export function grouped<T>(rows: readonly T[], { values, of }: Pick<Dimension<T>, 'values' | 'of'>, without?: string): Group<T>[] {
  const groups = new Map<string | undefined, T[]>(values.map((value) => [value === without ? undefined : value, []]))
  const rest: T[] = []
  for (const row of rows) {
    const own = new Set(of(row).filter((value) => value !== without && groups.has(value)))
    for (const value of own) groups.get(value)!.push(row)
    if (own.size === 0) rest.push(row)
  }
  return [
    ...values.flatMap((value) => (value !== without && groups.get(value)!.length > 0 ? [{ value, rows: groups.get(value)! }] : [])),
    ...rest.length > 0 ? [{ rows: rest }] : [],
  ]
}

/** So much of the groups as holds this many rows: a long list is drawn a piece at a time. */
export function firstRows<G extends { rows: readonly unknown[] }>(groups: readonly G[], most: number): G[] {
  let left = most
  return groups.flatMap((group) => {
    const rows = group.rows.slice(0, Math.max(0, left))
    left -= rows.length
    return rows.length > 0 ? [{ ...group, rows }] : []
  })
}
