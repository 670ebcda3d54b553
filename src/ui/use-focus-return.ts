import { nextTick, watch } from 'vue'

/**
 * For a message that comes by itself and is closed by a button of its own: remembers where focus was when it came. The
 * function gives it back there, or to the page where that is gone.
 */
export function useFocusReturn(open: () => boolean): () => Promise<void> {
  let before: Element | null = null
  watch(open, (now) => { if (now) before = document.activeElement }, { flush: 'sync', immediate: true })
  return async () => {
    await nextTick()
    const kept = before !== document.body && before?.isConnected ? before : document.querySelector('main')
    ;(kept as HTMLElement | null)?.focus({ preventScroll: true })
  }
}
