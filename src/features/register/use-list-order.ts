import { computed, onScopeDispose, watch, type Ref } from 'vue'
import { useRoute, useRouter, type LocationQueryRaw } from 'vue-router'
import type { RegisterEntry } from '../../domain/register-changes.ts'
import '../../texts/areas/overview.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { alphabetKey, byRank, columnOf, columnOrders, columns, isDescending, nextOrder, readOrder, sorted, type Column, type Order } from './list-orders.ts'
import type { Standing } from './list-standing.ts'

interface Listed {
  obstacles: Readonly<Ref<readonly RegisterEntry[]>>
  /** Those to put in order, by number or, while one searches, the best first. */
  chosen: Readonly<Ref<readonly RegisterEntry[]>>
  /** The place of each among all of them, by number. */
  places: Readonly<Ref<ReadonlyMap<string, number>>>
  /** What one searches for; empty when nothing. */
  query: Readonly<Ref<string>>
  standingOf: (entry: RegisterEntry) => Standing
  reportsOf: (entry: RegisterEntry) => number | undefined
  /** Whether what is chosen has been found by searching, and so does not stand by number. */
  isFound: () => boolean
}

/** The order of the list, which stands in the address: what there is to choose among, and the heads of the table. */
export function useListOrder({ obstacles, chosen, places, query, standingOf, reportsOf, isFound }: Listed) {
  const t = useTexts()
  const route = useRoute()
  const router = useRouter()
  const change = (changed: LocationQueryRaw) => ({ ...route.query, ...changed })
  /** Searching, the best come first until one asks for another order. */
  const order = computed<Order | undefined>(() => readOrder(route.query.sorter) ?? (query.value ? undefined : 'nummer'))
  const titlePlaces = computed(() => new Map(sorted(obstacles.value, false, ({ data }) => alphabetKey(data.title)).map(({ id }, at) => [id, at])))
  // Found when the list has come to rest, so that nobody waits for them who asks for the order.
  let timer: ReturnType<typeof setTimeout> | undefined
  watch(obstacles, () => { clearTimeout(timer); timer = setTimeout(() => void titlePlaces.value, 1000) })
  onScopeDispose(() => clearTimeout(timer))
  const kinds = ['structural', 'organisational', 'not-assessed']
  const keys: Record<Exclude<Column, 'number' | 'title'>, (entry: RegisterEntry) => string | number | undefined> = {
    kind: ({ data }) => kinds.indexOf(data.kind),
    holder: (entry) => { const { names } = standingOf(entry); return names.length > 0 ? alphabetKey(names.join(' ')) : undefined },
    days: (entry) => standingOf(entry).days,
    reports: (entry) => reportsOf(entry) ?? (entry.published ? 0 : undefined),
  }
  const inOrder = computed(() => {
    if (order.value === undefined || (order.value === 'nummer' && !isFound())) return chosen.value
    const column = columnOf(order.value)
    const descending = isDescending(order.value)
    if (column !== 'number' && column !== 'title') return sorted(chosen.value, descending, keys[column])
    const ranks = column === 'number' ? places.value : titlePlaces.value
    return byRank(chosen.value, descending, ({ id }) => ranks.get(id)!, obstacles.value.length)
  })
  const heads = computed(() => columns.map((column) => ({
    column, text: { ...t.value.overview.table, title: t.value.overview.table.obstacle }[column], query: change({ sorter: nextOrder(column, order.value) }),
    sort: order.value && columnOf(order.value) === column ? isDescending(order.value) ? 'descending' as const : 'ascending' as const : undefined,
  })))
  const orderChoices = computed(() => {
    const { number, numberDown, title, titleDown, kind, kindDown, holder, holderDown, longest, shortest, most, fewest, relevance } = t.value.overview.order
    const names: Record<Order, string> = {
      nummer: number, 'nummer-ned': numberDown, tittel: title, 'tittel-ned': titleDown, type: kind, 'type-ned': kindDown, hos: holder, 'hos-ned': holderDown, lengst: longest, kortest: shortest, flest: most, farrest: fewest,
    }
    const offered = Object.values(columnOrders).map(([usual]) => usual)
    if (order.value && !offered.some((one) => one === order.value)) offered.push(order.value as never)
    return [...query.value ? [{ value: '', text: relevance }] : [], ...offered.map((value) => ({ value, text: names[value] }))]
  })
  const chooseOrder = (value: string) => void router.replace({ query: change({ sorter: value === '' || (value === 'nummer' && !query.value) ? undefined : value }) })

  return { order, inOrder, heads, orderChoices, chooseOrder }
}
