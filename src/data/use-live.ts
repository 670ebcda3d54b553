import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue'
import type { Load } from '../domain/result.ts'
import { aheadShown } from './begun-page.ts'
import { openDatabases } from './databases.ts'
import { storageFailure } from './storage-failure.ts'

/** When the code of the databases could not be fetched, it is tried again after this long (ms). */
const again = 5_000
/** A first fill changes what is read many times a second; a query is asked again at most this often (ms). */
const pace = 250

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
    stop = followLive(query, (next) => { load.value = next })
  }, { immediate: true })
  onScopeDispose(() => stop())
  return load
}

/** Tells each answer of a query from now on, until what it returns is called. */
export function followLive<T>(query: () => Promise<T | undefined>, tell: (load: Load<T>) => void): () => void {
  let stopped = false
  let unsubscribe = () => {}
  const fail = (error: unknown) => { if (!stopped) tell({ state: 'failed', code: storageFailure(error) }) }
  // A page that has its text is drawn first: opening a database's transactions takes the time of a frame.
  const begin = () => void aheadShown().then(openDatabases).then(({ followQuery }) => {
    if (stopped) return
    unsubscribe = followQuery(paced(query, () => stopped), {
      next: (value) => tell(value === undefined ? { state: 'missing' } : { state: 'ready', value }),
      error: fail,
    })
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

/**
 * Asks at once the first time, and later in a task of its own and not more often than `pace`, so that all that follows one
 * change leaves room for a tap in between. A change while one waits begins another wait, which ends at the same time; only
 * the last of them asks, since `followQuery` listens to no other. All this is inside what it watches: there, `Promise` is Dexie's own.
 */
function paced<T>(query: () => Promise<T | undefined>, stopped: () => boolean): () => Promise<T | undefined> {
  let asked: number | undefined
  let latest = 0
  return async () => {
    const own = ++latest
    if (asked !== undefined) {
      const rest = Math.max(0, asked + pace - performance.now())
      await new Promise<void>((resolve) => { setTimeout(resolve, rest) })
      if (stopped() || own !== latest) return undefined
    }
    asked = performance.now()
    return query()
  }
}
