import { nextTick, onScopeDispose, ref, watch, type Ref } from 'vue'
import { findPosition, keepPosition } from '../../data/reading-repository.ts'
import { storageFailure } from '../../data/storage-failure.ts'
import type { ErrorCode } from '../../domain/result.ts'
import { partOf, placeOf, type Place, type Stretch } from './reading-progress.ts'
import type { InView } from './text-in-view.ts'

/** Where one is, is written down this often while one scrolls (ms). */
const interval = 1000
/** Less than this is the start: there is nothing to come back to. */
const start = 0.02
/** Having read on this far, one knows where one is, and need not be told that one came back. */
const settled = 0.05

export interface ReadingView {
  /** Where one is reading now; nothing before the text is on screen. */
  measure: () => InView | undefined
  show: (place: Place) => void
}

export interface Reading {
  /** How much of the text lies behind, 0 to 1. */
  part: Ref<number>
  section: Ref<string | undefined>
  finished: Ref<boolean>
  /** True when the page opened where one left it, until one has read on. */
  resumed: Ref<boolean>
  failed: Ref<ErrorCode | undefined>
}

/** Whether a page opens where it was left: never, when it is not read to its end, or always (and without a word). */
export type Resume = 'never' | 'unfinished' | 'always'

/**
 * Remembers on this device how far a page is read, and comes back to it. `key` is `kind:slug`, and undefined until the
 * text is on screen.
 */
export function useReadingPosition(
  key: () => string | undefined,
  text: () => readonly Stretch[],
  view: ReadingView,
  resume: () => Resume,
  now: () => number = Date.now,
): Reading {
  const part = ref(0)
  const section = ref<string>()
  const finished = ref(false)
  const resumed = ref(false)
  const failed = ref<ErrorCode>()
  let open: string | undefined
  let unsaved = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let frame = 0
  let cameTo = 0

  watch(key, async (next) => {
    save()
    open = undefined
    part.value = 0
    section.value = undefined
    finished.value = resumed.value = false
    if (next) await begin(next)
  }, { immediate: true })

  async function begin(page: string) {
    const before = await tried(() => findPosition(page))
    await nextTick()
    if (key() !== page) return
    finished.value = before?.finished ?? false
    part.value = before?.part ?? 0
    const place = before && before.part > start && wanted(before.finished) ? placeOf(text(), before.part, before.section) : undefined
    if (place) {
      view.show(place)
      section.value = place.section
      resumed.value = resume() === 'unfinished'
      cameTo = before!.part
    }
    open = page
    unsaved = true
    if (!place) look()
    // The visit itself is remembered too, before anything is scrolled.
    save()
  }

  const wanted = (done: boolean) => resume() === 'always' || (resume() === 'unfinished' && !done)

  function look() {
    const seen = open === undefined ? undefined : view.measure()
    if (!seen) return
    part.value = seen.atEnd ? 1 : partOf(text(), seen.place)
    section.value = seen.place.section
    finished.value ||= seen.atEnd
    if (Math.abs(part.value - cameTo) > settled) resumed.value = false
    unsaved = true
    timer ??= setTimeout(save, interval)
  }

  function save() {
    clearTimeout(timer)
    timer = undefined
    if (!unsaved || open === undefined) return
    unsaved = false
    const position = { key: open, part: part.value, section: section.value, finished: finished.value }
    void tried(() => keepPosition(position, now()))
  }

  async function tried<T>(work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work()
    } catch (error) {
      failed.value = storageFailure(error)
      return undefined
    }
  }

  const onScroll = () => {
    cancelAnimationFrame(frame)
    frame = requestAnimationFrame(look)
  }
  window.addEventListener('scroll', onScroll, { passive: true })
  window.addEventListener('resize', onScroll, { passive: true })
  window.addEventListener('pagehide', save)
  document.addEventListener('visibilitychange', save)
  onScopeDispose(() => {
    window.removeEventListener('scroll', onScroll)
    window.removeEventListener('resize', onScroll)
    window.removeEventListener('pagehide', save)
    document.removeEventListener('visibilitychange', save)
    cancelAnimationFrame(frame)
    save()
  })
  return { part, section, finished, resumed, failed }
}
