import type { Place } from './reading-progress.ts'

export interface InView { place: Place; atEnd: boolean }

/** The main menu at the foot of a phone's screen covers this much of it (px). */
const footer = 72

/**
 * Where in a text one is reading. The line that is read from moves down the screen as one goes, from its top at the
 * text's start to its foot at the end; so nought and a hundred per cent are both reached, however short the text is.
 */
export function placeInView(text: HTMLElement): InView | undefined {
  const sections = sectionsOf(text)
  const { top, height, bottom } = text.getBoundingClientRect()
  if (height === 0 || sections.length === 0) return undefined
  const screen = innerHeight - footer
  const range = height - screen
  const scrolled = range > 0 ? Math.min(1, Math.max(0, -top / range)) : Number(bottom <= screen)
  const line = top + scrolled * height
  const current = sections.findLast((section) => section.getBoundingClientRect().top <= line) ?? sections[0]!
  const box = current.getBoundingClientRect()
  const fraction = box.height > 0 ? Math.min(1, Math.max(0, (line - box.top) / box.height)) : 0
  return { place: { section: current.dataset.section!, fraction }, atEnd: scrolled > 0.995 }
}

/**
 * Scrolls to a place, so that `placeInView` finds it again. Sections that were not drawn before are only guessed at in
 * height, so it is measured anew, a few times, after what came into view has been drawn.
 */
export function showPlace(text: HTMLElement, place: Place, times = 4): void {
  const section = sectionsOf(text).find((candidate) => candidate.dataset.section === place.section)
  if (!section) return
  const whole = text.getBoundingClientRect()
  const box = section.getBoundingClientRect()
  const line = box.top - whole.top + place.fraction * box.height
  const range = Math.max(0, whole.height - (innerHeight - footer))
  scrollTo({ top: scrollY + whole.top + line * (range / whole.height), behavior: 'instant' })
  if (times > 1) requestAnimationFrame(() => showPlace(text, place, times - 1))
}

const sectionsOf = (text: HTMLElement): HTMLElement[] => [...text.querySelectorAll<HTMLElement>('[data-section]')]
