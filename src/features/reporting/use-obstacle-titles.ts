import { computed, type ComputedRef } from 'vue'
import { findObstacles } from '../../data/known-repository.ts'
import { useLive } from '../../data/use-live.ts'

/** The titles of some obstacles by their numbers, as far as the device holds them. */
export function useObstacleTitles(numbers: () => readonly (string | undefined)[]): ComputedRef<ReadonlyMap<string, string>> {
  const named = () => [...new Set(numbers().flatMap((number) => number ?? []))]
  const found = useLive(() => findObstacles(named()), () => named().join())
  return computed(() => new Map(found.value.state === 'ready' ? found.value.value.map(({ slug, data }) => [slug, data.title]) : []))
}
