import { guardText } from '../privacy-guard/guard.ts'
import type { HeldObstacle, RegisterView } from './register-view.ts'

/** Where something was found that may tell who someone is, and the words of it. Without a number it stands in none of the obstacles. */
export interface Found { number?: string; words: string[] }

/** Looks through the texts of a document, and those of the obstacles in it, so that one knows where to mend what is found. */
export function lookThrough(texts: readonly string[], obstacles: readonly HeldObstacle[], { events }: Pick<RegisterView, 'events'>): Found[] {
  const wordsIn = (some: readonly string[]) => [...new Set(some.flatMap((text) => guardText(text).map(({ from, to }) => text.slice(from, to))))]
  const all = wordsIn(texts)
  if (all.length === 0) return []
  const placed = obstacles.flatMap(({ data }): Found[] => {
    const own = [data.title, data.description, ...(events.get(data.number) ?? []).map(({ text }) => text ?? '')].join('\n')
    const words = all.filter((word) => own.includes(word))
    return words.length > 0 ? [{ number: data.number, words }] : []
  })
  const elsewhere = all.filter((word) => !placed.some(({ words }) => words.includes(word)))
  return [...placed, ...elsewhere.length > 0 ? [{ words: elsewhere }] : []]
}
