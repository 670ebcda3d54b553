import { computed, ref, type ComputedRef, type Ref } from 'vue'
import { keepTick, listTicksOf } from '../../data/reading-repository.ts'
import { storageFailure } from '../../data/storage-failure.ts'
import { useLive } from '../../data/use-live.ts'
import type { ErrorCode } from '../../domain/result.ts'

/** What a person has ticked off on a page (`kind:slug`), by the ids of its parts, kept on this device. */
export function useTicks(key: () => string, now: () => number = Date.now): {
  ticked: ComputedRef<ReadonlySet<string>>
  failed: Ref<ErrorCode | undefined>
  tick: (part: string, on: boolean) => Promise<void>
} {
  const stored = useLive(() => listTicksOf(key()), key)
  const failed = ref<ErrorCode>()

  async function tick(part: string, on: boolean) {
    try {
      await keepTick(key(), part, on, now())
      failed.value = undefined
    } catch (error) {
      failed.value = storageFailure(error)
    }
  }
  return { ticked: computed(() => new Set(stored.value.state === 'ready' ? stored.value.value : [])), failed, tick }
}
