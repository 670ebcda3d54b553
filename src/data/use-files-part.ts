import { computed, type ComputedRef } from 'vue'
import { hasFilesPart } from './library-repository.ts'
import { useLive } from './use-live.ts'

/** Whether a page has a part for files, so that its code comes only where there are some, or for who may add them. */
export function useFilesPart(ref: () => string): ComputedRef<boolean> {
  const load = useLive(() => hasFilesPart(ref()), ref)
  return computed(() => load.value.state === 'ready' && load.value.value)
}
