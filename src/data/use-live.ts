import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue'
import type { Load } from '../domain/result.ts'
import { aheadShown } from './begun-page.ts'
import { openDatabases } from './databases.ts'
import { storageFailure } from './storage-failure.ts'

/** When the code of the databases could not be fetched, it is tried again after this long (ms). */
const again = 5_000

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
    stop = follow(query, (next) => { load.value = next })
  }, { immediate: true })
  onScopeDispose(() => stop())
  return load
}

/** Tells each answer of a query from now on, until what it returns is called. */
function follow<T>(query: () => Promise<T | undefined>, tell: (load: Load<T>) => void): () => void {
  let stopped = false
  let unsubscribe = () => {}
  const fail = (error: unknown) => { if (!stopped) tell({ state: 'failed', code: storageFailure(error) }) }
  // A page that has its text is drawn first: opening a database's transactions takes the time of a frame.
  const begin = () => void aheadShown().then(openDatabases).then(({ liveQuery }) => {
    if (stopped) return
    const subscription = liveQuery(query).subscribe({
      next: (value) => tell(value === undefined ? { state: 'missing' } : { state: 'ready', value }),
      error: fail,
    })
    unsubscribe = () => subscription.unsubscribe()
  }, () => {
    if (stopped) return
    // Nothing is wrong with the storage: it is the network that did not bring what reads it.
    tell({ state: 'failed', code: 'offline' })
    const timer = setTimeout(begin, again)
    unsubscribe = () => clearTimeout(timer)
  })
  begin()
  return () => {
    stopped = true
    unsubscribe()
  }
}
