import { shallowRef, watch } from 'vue'
import { findPositions } from '../../data/reading-repository.ts'
import { dayOf, formatDate } from '../../texts/format.ts'
import { useLanguage, useTexts } from '../../texts/use-texts.ts'

const day = 24 * 60 * 60_000

/** When items were last read on this device, as the end of a sentence; nothing for those that were not. */
export function useLastRead(keys: () => string[]): (key: string) => string | undefined {
  const t = useTexts()
  const language = useLanguage()
  const readAt = shallowRef(new Map<string, number>())
  watch(keys, async (now) => {
    const positions = now.length > 0 ? await findPositions([...new Set(now)]) : new Map()
    readAt.value = new Map([...positions].map(([key, { at }]) => [key, at]))
  })
  return (key) => {
    const at = readAt.value.get(key)
    if (at === undefined) return undefined
    const date = dayOf(at)
    if (date === dayOf(Date.now())) return t.value.search.readToday
    if (date === dayOf(Date.now() - day)) return t.value.search.readYesterday
    return t.value.search.readOn(formatDate(date, language.value))
  }
}
