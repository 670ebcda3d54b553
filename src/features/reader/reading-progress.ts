/** A section of a text with its share of the whole, in any unit that is the same for all of them. */
export interface Stretch { id: string; weight: number }
/** A place in a text: a section, and how far into it (0 to 1). */
export interface Place { section: string; fraction: number }

/** Words a minute when reading Norwegian prose on a screen for work. */
const pace = 200

export const minutesOf = (words: number): number => Math.max(1, Math.round(words / pace))

/**
 * How much of the text lies before a place, 0 to 1. Counted in text and not in pixels, so that a place keeps its number
 * when the letters grow, the phone is turned, or a figure is still on its way.
 */
export function partOf(text: readonly Stretch[], place: Place): number {
  const total = text.reduce((sum, { weight }) => sum + weight, 0)
  const index = text.findIndex(({ id }) => id === place.section)
  if (total === 0 || index < 0) return 0
  const before = text.slice(0, index).reduce((sum, { weight }) => sum + weight, 0)
  return (before + text[index]!.weight * between(place.fraction)) / total
}

/**
 * The place to come back to. The section remembered wins over the number when the two no longer agree, because the
 * text has been changed since; then one comes back to where that section begins.
 */
export function placeOf(text: readonly Stretch[], part: number, section?: string): Place | undefined {
  const place = placeAt(text, part)
  if (section === undefined || place?.section === section || !text.some(({ id }) => id === section)) return place
  return { section, fraction: 0 }
}

function placeAt(text: readonly Stretch[], part: number): Place | undefined {
  const total = text.reduce((sum, { weight }) => sum + weight, 0)
  let rest = between(part) * total
  for (const { id, weight } of text) {
    if (rest < weight) return { section: id, fraction: rest / weight }
    rest -= weight
  }
  const last = text.at(-1)
  return last && { section: last.id, fraction: 1 }
}

/** «38» from .376: whole per cent, and never a hundred before the end is seen. */
export const percentOf = (part: number): number => Math.min(99, Math.floor(between(part) * 100))

const between = (value: number): number => Math.min(1, Math.max(0, value))
