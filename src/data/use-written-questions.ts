import { computed, type ComputedRef } from 'vue'
import { findWrittenQuestions } from './form-repository.ts'
import { useLive } from './use-live.ts'

const none: ReadonlySet<string> = new Set()

/** The questions that are answered in words; none until the device has told. */
export function useWrittenQuestions(): ComputedRef<ReadonlySet<string>> {
  const found = useLive(findWrittenQuestions)
  return computed(() => (found.value.state === 'ready' ? found.value.value : none))
}
