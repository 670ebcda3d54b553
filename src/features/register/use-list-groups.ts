import { computed, type Ref } from 'vue'
import { useRoute, useRouter, type LocationQueryRaw } from 'vue-router'
import { listAnnexRows } from '../../data/register-repository.ts'
import { useLive } from '../../data/use-live.ts'
import type { Body } from '../../domain/documents.ts'
import type { RegisterEntry } from '../../domain/register-changes.ts'
import '../../texts/areas/overview.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { byAnnexRow } from './annex.ts'
import { grouped, groupings, readGrouping } from './list-groups.ts'
import { obstacleFilterWords, type obstacleDimensions } from './obstacle-dimensions.ts'

interface Ordered {
  inOrder: Readonly<Ref<readonly RegisterEntry[]>>
  dimensions: Readonly<Ref<ReturnType<typeof obstacleDimensions>>>
  bodies: Readonly<Ref<readonly Body[]>>
  projects: Readonly<Ref<readonly { slug: string; title: string }[]>>
  /** Whether all of the register is shown: then the annex has its rows without an obstacle too. */
  isWhole: () => boolean
}

interface ShownGroup { key: string; title?: string; count: number; isWritten?: boolean; rows: readonly RegisterEntry[] }

/** What the rows stand under, which stands in the address: nothing, the values of a dimension, or the annual report's annex. */
export function useListGroups({ inOrder, dimensions, bodies, projects, isWhole }: Ordered) {
  const t = useTexts()
  const route = useRoute()
  const router = useRouter()
  const change = (changed: LocationQueryRaw) => ({ ...route.query, ...changed })
  const annex = useLive(listAnnexRows)
  const isAnnex = computed(() => route.query.visning === 'vedlegg')
  const grouping = computed(() => (isAnnex.value ? undefined : readGrouping(route.query.grupper)))
  const groupChoices = computed(() => {
    const { none, annex, level, body, theme, district, service, project } = t.value.overview.group
    const names = { niva: level, organ: body, tema: theme, bydel: district, tjeneste: service, prosjekt: project }
    return [{ value: '', text: none }, { value: 'vedlegg', text: annex }, ...groupings.map((value) => ({ value, text: names[value] }))]
  })
  const chooseGrouping = (value: string) =>
    void router.replace({ query: change({ visning: value === 'vedlegg' ? 'vedlegg' : undefined, grupper: value === 'vedlegg' || value === '' ? undefined : value }) })

  /** The rows as they are shown: in one piece, or under the values of what they are grouped by. */
  const parts = computed<ShownGroup[]>(() => {
    const key = grouping.value
    if (key === undefined) return inOrder.value.length > 0 ? [{ key: '', count: inOrder.value.length, rows: inOrder.value }] : []
    const names = obstacleFilterWords(t.value, bodies.value, projects.value)[key]!.values
    return grouped(inOrder.value, dimensions.value.find((one) => one.key === key)!, 'ikke-vurdert').map(({ value, rows }) => ({
      key: `${key} ${value ?? ''}`, title: value === undefined ? t.value.overview.group.without[key]! : names[value] ?? value,
      count: rows.length, isWritten: value !== undefined && (key === 'organ' || key === 'prosjekt'), rows,
    }))
  })
  const annexParts = computed(() => byAnnexRow(annex.value.state === 'ready' ? annex.value.value : [], inOrder.value, isWhole()).map((group) => ({ ...group, rows: group.obstacles })))

  return { isAnnex, grouping, groupChoices, chooseGrouping, parts, annexParts }
}
