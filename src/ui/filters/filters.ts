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

/** What a filter leaves of a list, and by a dimension's key the choices there are with the number of items each would leave. */
export interface Narrowed<T> { shown: T[]; choices: ReadonlyMap<string, Choice[]> }

/** A list with its items' values as places among each dimension's, so that a choice is counted without asking the items anew. */
export interface Coded<T> { items: readonly T[]; dimensions: readonly Dimension<T>[]; codes: readonly (readonly number[])[][] }

/** Asks every item for its values, once. */
export function coded<T>(items: readonly T[], dimensions: readonly Dimension<T>[]): Coded<T> {
  return { items, dimensions, codes: dimensions.map(({ values, of }) => {
    const places = new Map(values.map((value, place) => [value, place]))
    return items.map((item) => {
      const own: number[] = []
      for (const value of of(item)) {
        const place = places.get(value)
        if (place !== undefined && !own.includes(place)) own.push(place)
      }
      return own
    })
  }) }
}

/**
 * Narrows a list, or those of its items at some places, in one walk. An item is shown that has at least one of the chosen values in
 * every dimension. A choice is a value that occurs in the list, or is chosen; its own dimension does not narrow what it counts.
 */
export function narrow<T>({ items, dimensions, codes }: Coded<T>, filter: Filter, among: Iterable<number> = items.keys()): Narrowed<T> {
  const chosen = dimensions.map(({ key, values }) => values.map((value) => filter[key]?.includes(value) ?? false))
  const asked = chosen.flatMap((marks, d) => (marks.includes(true) ? [d] : []))
  const occurs = dimensions.map(({ values }) => values.map(() => false))
  const counts = dimensions.map(({ values }) => values.map(() => 0))
  const shown: T[] = []
  for (const i of among) {
    let failing = 0
    let failed = -1
    for (const d of asked) {
      if (codes[d]![i]!.some((place) => chosen[d]![place])) continue
      failing += 1
      failed = d
    }
    if (failing === 0) shown.push(items[i]!)
    for (let d = 0; d < dimensions.length; d++) {
      const isLeft = failing === 0 || (failing === 1 && failed === d)
      for (const place of codes[d]![i]!) {
        occurs[d]![place] = true
        if (isLeft) counts[d]![place]! += 1
      }
    }
  }
  return { shown, choices: new Map(dimensions.map(({ key, values }, d) => [key, values
    .map((value, place) => ({ value, count: counts[d]![place]!, chosen: chosen[d]![place]! }))
    .filter((choice, place) => choice.chosen || occurs[d]![place])])) }
}
