import { watch, type Ref } from 'vue'
import { useRoute } from 'vue-router'
import { preferences } from '../../data/preferences.ts'
import type { Section } from '../../domain/documents.ts'
import { placeOf, type Place, type Stretch } from './reading-progress.ts'
import { placeInView, showPlace } from './text-in-view.ts'
import { cameBack } from './use-arrival.ts'
import { useReadingPosition, type Reading } from './use-reading-position.ts'

/** A text's sections with their weights: the letters in each, which is close enough to how long it takes to read. */
export const stretchesOf = (sections: readonly Section[]): Stretch[] =>
  sections.map(({ id, title, body }) => ({ id, weight: title.length + body.length }))

/**
 * The reading position of a page on screen. `text` is the element that holds its sections (`data-section`). One who comes
 * back by the browser's own way is where one was; with `resume` a page half read opens there however one came, unless its
 * address names a place of its own; the text is drawn whole for it. When the letters change size, the place is kept.
 */
export function usePageMemory(
  key: () => string | undefined, sections: () => readonly Section[], text: Readonly<Ref<HTMLElement | null>>, resume: boolean,
  drawAll: () => Promise<void> = async () => {},
): Reading {
  const route = useRoute()
  const show = async (place: Place) => {
    await drawAll()
    if (text.value) showPlace(text.value, place)
  }
  const stretches = () => stretchesOf(sections())
  const reading = useReadingPosition(
    key, stretches,
    { measure: () => (text.value ? placeInView(text.value) : undefined), show },
    () => (cameBack() ? 'always' : resume && route.hash === '' ? 'unfinished' : 'never'),
  )
  watch(() => preferences.textSize, () => {
    const place = reading.part.value > 0 ? placeOf(stretches(), reading.part.value, reading.section.value) : undefined
    if (place) void show(place)
  }, { flush: 'post' })
  return reading
}
