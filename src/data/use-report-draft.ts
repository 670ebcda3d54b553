import { onScopeDispose, reactive, ref, watch, type Ref } from 'vue'
import type { ErrorCode } from '../domain/result.ts'
import { keepDraft, type WrittenDraft } from './draft-repository.ts'

/** What is written is on the device at the latest this long after (ms). */
const interval = 400

export type ReportDraft = WrittenDraft
/** Whether what stands in the form is on the device. Only `saved` says that it is. */
export type DraftState = { state: 'untouched' | 'saving' } | { state: 'saved'; at: number } | { state: 'failed'; code: ErrorCode }

/**
 * A draft that keeps itself: within half a second of each change, and at once when the page is hidden or left. Nothing is
 * kept before something is written. `done` ends it, when what was written has gone another way. What is kept is what
 * `conceal` makes of it: not all that stands in a form belongs on a device that others use too.
 */
export function useReportDraft(begun: ReportDraft, conceal: (draft: ReportDraft) => ReportDraft = (draft) => draft, now: () => number = Date.now): { draft: ReportDraft; state: Ref<DraftState>; keep: () => Promise<void>; done: () => void } {
  const draft = reactive(begun) as ReportDraft
  const state = ref<DraftState>({ state: 'untouched' })
  let timer: ReturnType<typeof setTimeout> | undefined
  let unsaved = false
  let ended = false

  const stop = watch(draft, () => {
    unsaved = true
    state.value = { state: 'saving' }
    timer ??= setTimeout(() => void keep(), interval)
  }, { deep: true, flush: 'sync' })

  async function keep() {
    clearTimeout(timer)
    timer = undefined
    if (!unsaved || ended) return
    unsaved = false
    const kept = await keepDraft(conceal(JSON.parse(JSON.stringify(draft)) as ReportDraft), now())
    if (unsaved || ended) return
    state.value = kept.ok ? { state: 'saved', at: now() } : { state: 'failed', code: kept.code }
    // Tried again with the next letter, or when the page is left.
    if (!kept.ok) unsaved = true
  }
  function done() {
    ended = true
    clearTimeout(timer)
    stop()
  }

  const leave = () => void keep()
  window.addEventListener('pagehide', leave)
  document.addEventListener('visibilitychange', leave)
  onScopeDispose(() => {
    window.removeEventListener('pagehide', leave)
    document.removeEventListener('visibilitychange', leave)
    leave()
  })
  return { draft, state, keep, done }
}
