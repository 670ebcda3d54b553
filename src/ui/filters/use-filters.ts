import { computed, toValue, type ComputedRef, type MaybeRefOrGetter } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { coded, narrow, readFilter, toggled, writeFilter, type Choice, type Dimension, type Filter } from './filters.ts'

/** The words of the dimensions and their values, by key. */
export type FilterWords = Record<string, { label: string; values: Record<string, string> }>

/** One dimension as the filter bar shows it. */
export interface FilterGroup { key: string; label: string; choices: (Choice & { text: string })[] }

export interface Filters<T> {
  filter: ComputedRef<Filter>
  active: ComputedRef<boolean>
  /** The items that fit. */
  shown: ComputedRef<T[]>
  /** The dimensions that there is something to choose in. */
  groups: ComputedRef<FilterGroup[]>
  toggle: (key: string, value: string) => void
  /** Takes away the choices of one dimension, or of all. */
  clear: (key?: string) => void
}

/**
 * Narrows a list by choices that are kept in the address alone, so that they can be shared and come back with the
 * browser's own way back. Other parts of the address (the order, the view) stay. `among` are the places of the items that are
 * meant, in their order, where that is not all of them.
 */
export function useFilters<T>(items: () => readonly T[], dimensions: MaybeRefOrGetter<readonly Dimension<T>[]>, words: () => FilterWords, among: () => readonly number[] | undefined = () => undefined): Filters<T> {
  const route = useRoute()
  const router = useRouter()
  // Another part of the address is no other choice: the list is not gone through for it.
  const filter = computed<Filter>((before) => {
    const now = readFilter(route.query, toValue(dimensions))
    return JSON.stringify(before) === JSON.stringify(now) ? before! : now
  })
  const all = computed(() => coded(items(), toValue(dimensions)))
  const narrowed = computed(() => narrow(all.value, filter.value, among()))

  function choose(next: Filter) {
    const others = Object.entries(route.query).filter(([key]) => !toValue(dimensions).some((dimension) => dimension.key === key))
    void router.replace({ query: { ...Object.fromEntries(others), ...writeFilter(next) } })
  }

  return {
    filter,
    active: computed(() => Object.keys(filter.value).length > 0),
    shown: computed(() => narrowed.value.shown),
    groups: computed(() => [...narrowed.value.choices].map(([key, choices]) => {
      const { label, values } = words()[key]!
      return { key, label, choices: choices.map((choice) => ({ ...choice, text: values[choice.value] ?? choice.value })) }
    }).filter(({ choices }) => choices.length > 1 || choices.some(({ chosen }) => chosen))),
    toggle: (key, value) => choose(toggled(filter.value, key, value)),
    clear: (key) => choose(key === undefined ? {} : { ...filter.value, [key]: [] }),
  }
}
