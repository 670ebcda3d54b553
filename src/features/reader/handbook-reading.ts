import type { ReadingPosition } from '../../data/device-database.ts'
import type { Handbook } from '../../domain/documents.ts'
import { minutesOf, percentOf } from './reading-progress.ts'

/** How far one chapter is read; `percent` is left out before it is begun. */
export interface ChapterState { slug: string; title: string; number: number; minutes: number; finished: boolean; percent?: number; at?: number }

export const chapterKey = (handbook: string, chapter: string): string => `chapter:${handbook}/${chapter}`

/** A handbook's chapters in reading order, with how far each is read on this device. */
export function chapterStates(handbook: string, chapters: Handbook['chapters'], positions: ReadonlyMap<string, ReadingPosition>): ChapterState[] {
  return chapters.map(({ slug, title, words }, index) => {
    const position = positions.get(chapterKey(handbook, slug))
    const percent = position && percentOf(position.part)
    return {
      slug, title, number: index + 1, minutes: minutesOf(words), finished: position?.finished ?? false,
      ...(percent ? { percent } : {}), ...(position ? { at: position.at } : {}),
    }
  })
}

/**
 * The chapter to go on with: the one read last, or the one after it when that is finished. Nothing before the first
 * chapter is opened, and nothing when all are read.
 */
export function chapterToContinue(states: readonly ChapterState[]): ChapterState | undefined {
  const last = states.filter(({ at }) => at !== undefined).sort((a, b) => b.at! - a.at!)[0]
  if (!last) return undefined
  if (!last.finished) return last
  const after = [...states.slice(last.number), ...states.slice(0, last.number)]
  return after.find(({ finished }) => !finished)
}
