import { computed, ref, watch, type ComputedRef, type Ref } from 'vue'
import type { ErrorCode } from '../domain/result.ts'
import { isBookmarked, toggleBookmark } from './reading-repository.ts'
import { storageFailure } from './storage-failure.ts'
import { useLive } from './use-live.ts'

/** The bookmark of a page (`kind:slug`), kept on this device, the same in every tab. `failed` says why a tap did nothing. */
export function useBookmark(key: () => string, now: () => number = Date.now): {
  bookmarked: ComputedRef<boolean>
  failed: Ref<ErrorCode | undefined>
  toggle: () => Promise<void>
} {
  const stored = useLive(() => isBookmarked(key()), key)
  const failed = ref<ErrorCode>()
  watch(key, () => { failed.value = undefined })

  async function toggle() {
    try {
      await toggleBookmark(key(), now())
      failed.value = undefined
    } catch (error) {
      failed.value = storageFailure(error)
    }
  }
  return { bookmarked: computed(() => stored.value.state === 'ready' && stored.value.value), failed, toggle }
}
