import { computed, ref, watch, type ComputedRef, type Ref } from 'vue'
import type { ErrorCode } from '../domain/result.ts'
import { isFollowing, toggleFollow } from './follow-repository.ts'
import { seeSoFar } from './happenings-repository.ts'
import { storageFailure } from './storage-failure.ts'
import { useLive } from './use-live.ts'

/** Whether an obstacle is followed, the same in every tab. `begun` when one has just begun to; `failed` says why a tap did nothing. */
export function useFollow(number: () => string, now: () => number = Date.now): {
  follows: ComputedRef<boolean>
  begun: Ref<boolean>
  failed: Ref<ErrorCode | undefined>
  toggle: () => Promise<void>
} {
  const stored = useLive(() => isFollowing(number()), number)
  const follows = computed(() => stored.value.state === 'ready' && stored.value.value)
  const begun = ref(false)
  const failed = ref<ErrorCode>()
  watch(number, () => { begun.value = false; failed.value = undefined })

  async function toggle() {
    try {
      if (!follows.value) await seeSoFar(number())
      begun.value = await toggleFollow(number(), now())
      failed.value = undefined
    } catch (error) {
      begun.value = false
      failed.value = storageFailure(error)
    }
  }
  return { follows, begun, failed, toggle }
}
