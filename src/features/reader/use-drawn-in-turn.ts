import { computed, nextTick, onScopeDispose, ref, watch, type ComputedRef, type Ref } from 'vue'
import type { Section } from '../../domain/documents.ts'
import { cameBack } from './use-arrival.ts'

/** Letters that fill more than the first screen, and that a slow phone draws within one frame's patience. */
const atOnce = 1000

export interface DrawnInTurn {
  /** How many of the sections have their text; the others have their headings, so that everything can be found. */
  drawn: Ref<number>
  /** Whether all of them have, and what comes after the text can come. */
  whole: ComputedRef<boolean>
  drawAll: () => Promise<void>
}

/**
 * Draws the sections that fill the first screen first, and the others when those stand there, a few at a time, so that
 * neither the first words nor a tap waits for a long text.
 */
export function useDrawnInTurn(sections: () => readonly Section[]): DrawnInTurn {
  const drawn = ref(0)
  let timer: ReturnType<typeof setTimeout> | undefined

  /** Draws so many more that their letters are about what one frame has time for; at least one. */
  function drawSome() {
    let letters = 0
    do letters += sections()[drawn.value++]?.body.length ?? 0
    while (letters < atOnce && drawn.value < sections().length)
    if (drawn.value < sections().length) timer = setTimeout(drawSome, 50)
  }
  function begin() {
    clearTimeout(timer)
    drawn.value = 0
    // One who comes to a place of its own needs all that stands before it in its real height.
    if (cameBack() || location.hash) drawn.value = sections().length
    else drawSome()
  }
  async function drawAll() {
    clearTimeout(timer)
    drawn.value = sections().length
    await nextTick()
  }

  watch(() => sections().map(({ id }) => id).join(' '), begin, { immediate: true })
  window.addEventListener('beforeprint', drawAll)
  onScopeDispose(() => {
    clearTimeout(timer)
    window.removeEventListener('beforeprint', drawAll)
  })
  return { drawn, whole: computed(() => drawn.value >= sections().length), drawAll }
}
