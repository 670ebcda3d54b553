import { computed, inject, ref, shallowRef, watch, type ComputedRef } from 'vue'
import { syncCommandsKey } from '../../data/commands.ts'
import { findNews, type NewsItem } from '../../data/news-repository.ts'
import { preferences } from '../../data/preferences.ts'
import { seenAtEnd, visitAt, type Visit } from './visit.ts'

const key = 'feltboka:visit'
const visit = ref<Visit>()
let newest: number | undefined
let whole = false

function remembered(): Visit | undefined {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? 'null') ?? undefined
  } catch {
    // A tab that may not remember begins a new visit each time it is loaded.
    return undefined
  }
}

function begin() {
  visit.value = visitAt(Date.now(), remembered(), preferences.lastVisit)
}
function end() {
  preferences.lastVisit = seenAtEnd(preferences.lastVisit, newest, whole)
  try {
    sessionStorage.setItem(key, JSON.stringify({ ...visit.value, leftAt: Date.now() }))
  } catch {
    // As above.
  }
}

/** A visit is watched from the first time the front page is shown, since that is where its news is told. */
function watchVisit() {
  if (visit.value) return
  begin()
  document.addEventListener('visibilitychange', () => (document.visibilityState === 'hidden' ? end() : begin()))
  window.addEventListener('pagehide', end)
}

/** What is new since the last visit, newest first. Looked up again when a visit begins and when a sync is through. */
export function useNews(): ComputedRef<NewsItem[]> {
  const { status } = inject(syncCommandsKey)!
  const items = shallowRef<NewsItem[]>([])
  watchVisit()
  watch([visit, () => status.value.library.syncedAt], async ([{ since } = {}, syncedAt]) => {
    try {
      const news = await findNews(since)
      newest = news.newest
      whole = syncedAt !== undefined
      items.value = news.items
    } catch {
      // The lists on the page say when the storage does not answer; news is the least of it.
      items.value = []
    }
  }, { immediate: true })
  return computed(() => items.value)
}
