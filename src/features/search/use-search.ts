import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue'
import type { ErrorCode } from '../../domain/result.ts'
import type { SearchAnswer, SearchRequest } from '../../search/search-answer.ts'
import type { SearchClient } from '../../search/search-client.ts'

/** What the page has to show for its query. The last answer stands until the next one comes. */
export type SearchState =
  | { state: 'idle' }
  | { state: 'searching' }
  | { state: 'ready'; request: SearchRequest; answer: SearchAnswer }
  | { state: 'failed'; code: ErrorCode }

/**
 * Answers to a request that changes while one types. Only one question is asked at a time, and of those that came
 * meanwhile only the last: a slow device never falls behind the keys.
 */
export function useSearch(request: () => SearchRequest | undefined, service: () => SearchClient): { search: ShallowRef<SearchState>; retry: () => void } {
  const search = shallowRef<SearchState>({ state: 'idle' })
  let asking = false
  let again = false
  let alive = true

  async function ask(): Promise<void> {
    const now = request()
    if (!now) { search.value = { state: 'idle' }; return }
    if (asking) { again = true; return }
    asking = true
    if (search.value.state !== 'ready') search.value = { state: 'searching' }
    const result = await service().search(now)
    asking = false
    if (!alive) return
    if (request()) search.value = result.ok ? { state: 'ready', request: now, answer: result.value } : { state: 'failed', code: result.code }
    if (again) { again = false; void ask() }
  }

  watch(() => JSON.stringify(request()), () => void ask(), { immediate: true })
  const stop = service().onChange(() => void ask())
  onScopeDispose(() => { alive = false; stop() })
  return { search, retry: () => void ask() }
}
