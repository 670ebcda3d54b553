import { liveQuery } from 'dexie'
import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue'
import type { Load } from '../domain/result.ts'
import { storageFailure } from './storage-failure.ts'

/**
 * The answer of a query, kept current as the database changes, in this tab or another.
 * `query` is asked again when what it reads reactively (through `sources`) changes; `undefined` from it means missing.
 */
export function useLive<T>(query: () => Promise<T | undefined>, sources: () => unknown = () => undefined): ShallowRef<Load<T>> {
  const load = shallowRef<Load<T>>({ state: 'loading' })
  let stop = () => {}
  watch(sources, () => {
    stop()
    load.value = { state: 'loading' }
    const subscription = liveQuery(query).subscribe({
      next: (value) => { load.value = value === undefined ? { state: 'missing' } : { state: 'ready', value } },
      error: (error) => { load.value = { state: 'failed', code: storageFailure(error) } },
    })
    stop = () => subscription.unsubscribe()
  }, { immediate: true })
  onScopeDispose(() => stop())
  return load
}
