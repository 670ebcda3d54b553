import { computed, type ComputedRef } from 'vue'
import { useLanguage } from './use-texts.ts'

/** The `lang` of what comes from the database, which is always bokmål; undefined when the interface is bokmål as well. */
export function useContentLanguage(): ComputedRef<'nb' | undefined> {
  const language = useLanguage()
  return computed(() => (language.value === 'nb' ? undefined : 'nb'))
}
