import { computed, type ComputedRef, type ShallowRef, type WritableComputedRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { listDocuments } from '../../data/library-repository.ts'
import { useLive } from '../../data/use-live.ts'
import type { LibraryRow } from '../../domain/documents.ts'
import type { Load } from '../../domain/result.ts'
import { useTexts } from '../../texts/use-texts.ts'
import type { Dimension } from '../../ui/filters/filters.ts'
import { useFilters, type Filters } from '../../ui/filters/use-filters.ts'
import { filterWords } from './dimensions.ts'
import { ordered, type Order } from './orders.ts'

type Kind = 'model' | 'handbook' | 'seminar' | 'project' | 'insight'

export interface KindList<R> {
  load: ShallowRef<Load<R[]>>
  filters: Filters<R>
  /** The rows that fit, in the order chosen. */
  rows: ComputedRef<R[]>
  order: WritableComputedRef<Order>
}

/** One kind's rows, narrowed and put in order by what stands in the address. The first of `orders` is the usual one. `list` is where they come from, where that is not the public library alone. */
export function useKindList<K extends Kind, R extends LibraryRow<K> = LibraryRow<K>>(
  kind: K, dimensions: Dimension<LibraryRow<K>>[], orders: Order[], list: () => Promise<R[]> = () => listDocuments(kind) as Promise<R[]>,
): KindList<R> {
  const t = useTexts()
  const route = useRoute()
  const router = useRouter()
  const load = useLive(list)
  const all = computed(() => (load.value.state === 'ready' ? load.value.value : []))
  const filters = useFilters(() => all.value, dimensions, () => filterWords(t.value, kind))
  const order = computed<Order>({
    get: () => orders.find((known) => known === route.query.rekkefolge) ?? orders[0]!,
    set: (next) => {
      void router.replace({ query: { ...route.query, rekkefolge: next === orders[0] ? undefined : next } })
    },
  })
  return { load, filters, rows: computed(() => ordered(filters.shown.value, order.value)), order }
}
