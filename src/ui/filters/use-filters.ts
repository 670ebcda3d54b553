import { computed, type ComputedRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { countChoices, matches, readFilter, toggled, writeFilter, type Choice, type Dimension, type Filter } from './filters.ts'

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
 * browser's own way back. Other parts of the address (the order, the view) stay.
 */
export function useFilters<T>(items: () => readonly T[], dimensions: readonly Dimension<T>[], words: () => FilterWords): Filters<T> {
  const route = useRoute()
  const router = useRouter()
  const filter = computed(() => readFilter(route.query, dimensions))

  function choose(next: Filter) {
    const others = Object.entries(route.query).filter(([key]) => !dimensions.some((dimension) => dimension.key === key))
    void router.replace({ query: { ...Object.fromEntries(others), ...writeFilter(next) } })
  }

  return {
    filter,
    active: computed(() => Object.keys(filter.value).length > 0),
    shown: computed(() => items().filter((item) => matches(item, dimensions, filter.value))),
    groups: computed(() => dimensions.map((dimension) => {
      const { label, values } = words()[dimension.key]!
      const choices = countChoices(items(), dimension, dimensions, filter.value)
      return { key: dimension.key, label, choices: choices.map((choice) => ({ ...choice, text: values[choice.value] ?? choice.value })) }
    }).filter(({ choices }) => choices.length > 1 || choices.some(({ chosen }) => chosen))),
    toggle: (key, value) => choose(toggled(filter.value, key, value)),
    clear: (key) => choose(key === undefined ? {} : { ...filter.value, [key]: [] }),
  }
}
