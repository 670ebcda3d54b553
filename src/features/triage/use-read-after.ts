import { watch } from 'vue'
import { byTimer, type Schedule } from '../../data/watchdog.ts'

/** Shown for as long as this (ms), a report has been read; passing by is not reading. */
const whileToRead = 1000

/** Says once of what is unread and has been shown for a while that it has been read. `shown` is what stands there unread. */
export function useReadAfter(shown: () => string | undefined, read: (report: string) => void, schedule: Schedule = byTimer): void {
  watch(shown, (report, _, onCleanup) => {
    if (report !== undefined) onCleanup(schedule(whileToRead, () => read(report)))
  }, { immediate: true })
}
