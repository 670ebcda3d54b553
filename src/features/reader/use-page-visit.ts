import { watch } from 'vue'
import { keepPosition } from '../../data/reading-repository.ts'

/** Remembers that a page was opened (`kind:slug`; undefined until it is on screen), for «sist lest». */
export function usePageVisit(key: () => string | undefined, now: () => number = Date.now): void {
  watch(key, async (page) => {
    // A device that is too full to remember a visit says so where something a person made is at stake; not here.
    if (page) await keepPosition({ key: page, part: 0, finished: false }, now()).catch(console.warn)
  }, { immediate: true })
}
