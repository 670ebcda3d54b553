/** One way to narrow a list: its key in the address, its values in the order they are shown, and those an item has. */
export interface Dimension<T> {
  key: string
  values: readonly string[]
  of: (item: T) => readonly string[]
}

/** The values chosen, by a dimension's key. A dimension without a choice is absent. */
export type Filter = Readonly<Record<string, readonly string[]>>

/** One value a list can be narrowed by, and how many items it would leave together with the other dimensions. */
export interface Choice { value: string; count: number; chosen: boolean }

type Query = Readonly<Record<string, string | null | undefined | readonly (string | null)[]>>

/** Reads a filter from an address (`tjeneste=barnehage,skole`). What is no value of ours is left out. */
export function readFilter<T>(query: Query, dimensions: readonly Dimension<T>[]): Filter {
  const filter: Record<string, readonly string[]> = {}
  for (const { key, values } of dimensions) {
    const asked = [query[key] ?? []].flat().flatMap((part) => part?.split(',') ?? [])
    const known = values.filter((value) => asked.includes(value))
    if (known.length > 0) filter[key] = known
  }
  return filter
}

/** The filter as parts of an address; the inverse of `readFilter`. */
export function writeFilter(filter: Filter): Record<string, string> {
  return Object.fromEntries(Object.entries(filter).filter(([, values]) => values.length > 0).map(([key, values]) => [key, values.join(',')]))
}

/** The filter with one value chosen or no longer chosen. */
export function toggled(filter: Filter, key: string, value: string): Filter {
  const before = filter[key] ?? []
  return { ...filter, [key]: before.includes(value) ? before.filter((other) => other !== value) : [...before, value] }
}

/** Whether an item has at least one of the chosen values in every dimension; `except` names one that is not asked. */
export function matches<T>(item: T, dimensions: readonly Dimension<T>[], filter: Filter, except?: string): boolean {
  return dimensions.every(({ key, of }) => {
    const chosen = filter[key]
    return key === except || chosen === undefined || chosen.length === 0 || of(item).some((value) => chosen.includes(value))
  })
}

/** The values that occur in the list, or are chosen, with the number of items each would leave. */
export function countChoices<T>(items: readonly T[], dimension: Dimension<T>, dimensions: readonly Dimension<T>[], filter: Filter): Choice[] {
  const counts = new Map<string, number>()
  for (const item of items) {
    const left = matches(item, dimensions, filter, dimension.key) ? 1 : 0
    for (const value of new Set(dimension.of(item))) counts.set(value, (counts.get(value) ?? 0) + left)
  }
  return dimension.values
    .map((value) => ({ value, count: counts.get(value) ?? 0, chosen: filter[dimension.key]?.includes(value) ?? false }))
    .filter(({ value, chosen }) => chosen || counts.has(value))
}
