import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue'
import type { Result } from '../../domain/result.ts'
import { searchService } from '../../search/search-service.ts'

/** Asked when the keys have been still for so long (ms): while one writes nothing moves. */
const stillness = 700
/** Fewer words than this are not worth asking about; the search itself wants words with a meaning. */
const fewestWords = 4

/**
 * The numbers of the known obstacles that a text may be about. One question at a time, and of those that came meanwhile only
 * the last. Where there is no answer nothing is offered: it is an extra, and no fault of what is written.
 */
export function useSimilar(text: () => string, ask: (text: string) => Promise<Result<string[]>> = (words) => searchService().similar(words)): ShallowRef<readonly string[]> {
  const numbers = shallowRef<readonly string[]>([])
  let timer: ReturnType<typeof setTimeout> | undefined
  let asking = false
  let asked = ''
  let alive = true

  async function look() {
    const words = text().trim()
    if (asking || words === asked) return
    asked = words
    asking = true
    const answer = words.split(/\s+/).length < fewestWords ? undefined : await ask(words)
    asking = false
    if (!alive) return
    numbers.value = answer?.ok ? answer.value : []
    wait()
  }
  function wait() {
    clearTimeout(timer)
    timer = setTimeout(() => void look(), stillness)
  }
  watch(text, wait, { immediate: true })
  onScopeDispose(() => {
    alive = false
    clearTimeout(timer)
  })
  return numbers
}
