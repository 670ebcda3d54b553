import { computed, nextTick, onScopeDispose, ref, watch, type ComputedRef, type Ref } from 'vue'

/** So many rows are drawn at first, and so many more each time: about as many as a slow phone draws between two taps. */
const piece = 5

export interface Pieces { most: Ref<number>; rest: ComputedRef<number>; drawMore: () => Promise<void> }

/**
 * How many rows of a long list are drawn: more of them when its end comes near the screen, or when `button` is pressed, which then
 * gives the focus to the first new one; from the beginning again when `list` is another.
 */
export function usePieces(total: () => number, list: () => unknown, button: () => HTMLElement | null, nthLink: (n: number) => HTMLElement | undefined): Pieces {
  const most = ref(piece)
  const rest = computed(() => Math.min(piece, Math.max(0, total() - most.value)))
  watch(list, () => { most.value = piece })

  const watcher = new IntersectionObserver((seen) => { if (seen.at(-1)?.isIntersecting) most.value += piece }, { rootMargin: '800px' })
  // What is still near the screen after more was drawn is told of anew.
  watch([button, most], ([now]) => {
    watcher.disconnect()
    if (now) watcher.observe(now)
  }, { flush: 'post' })
  onScopeDispose(() => watcher.disconnect())

  async function drawMore() {
    const first = most.value
    most.value += piece
    await nextTick()
    nthLink(first)?.focus()
  }
  return { most, rest, drawMore }
}
