/** What a new seminar may begin as: a type, when it begins, and what comes after what for how long. */
import type { ProgrammeItem, SeminarType } from './documents.ts'

/** What a line of a programme is; its words are in `texts`, and the one who makes the seminar changes them. */
export type LineKind = 'arrival' | 'welcome' | 'talk' | 'experience' | 'groups' | 'plenary' | 'questions' | 'break' | 'lunch' | 'closing'
export type TemplateId = 'morning' | 'webinar' | 'day' | 'empty'
export interface SeminarTemplate { id: TemplateId; type: SeminarType; starts: string; lines: readonly (readonly [kind: LineKind, minutes: number])[] }

export const seminarTemplates: readonly SeminarTemplate[] = [
  { id: 'morning', type: 'seminar', starts: '09:00', lines: [['welcome', 15], ['talk', 45], ['break', 15], ['experience', 45], ['groups', 45], ['closing', 15]] },
  { id: 'webinar', type: 'webinar', starts: '12:00', lines: [['welcome', 10], ['talk', 40], ['break', 10], ['experience', 35], ['questions', 20], ['closing', 5]] },
  { id: 'day', type: 'gathering', starts: '09:00', lines: [['arrival', 30], ['welcome', 15], ['talk', 60], ['break', 15], ['experience', 60], ['lunch', 60], ['groups', 60], ['break', 15], ['plenary', 30], ['closing', 15]] },
  { id: 'empty', type: 'seminar', starts: '09:00', lines: [] },
]

const minutesIn = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
const timeOf = (minutes: number) => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

/** When a template ends that begins then; undefined when that is not the same day. */
export function endOf({ lines }: SeminarTemplate, starts: string): string | undefined {
  const end = lines.reduce((at, [, minutes]) => at + minutes, minutesIn(starts))
  return end < 24 * 60 ? timeOf(end) : undefined
}

/** A template's programme from when it begins, each line with an id of its own. It must end the same day (`endOf`). */
export function programmeOf({ lines }: SeminarTemplate, starts: string, words: Record<LineKind, string>): ProgrammeItem[] {
  let at = minutesIn(starts)
  return lines.map(([kind, minutes], n) => {
    const from = timeOf(at)
    at += minutes
    return { id: `punkt-${n + 1}`, title: words[kind], from, to: timeOf(at) }
  })
}
