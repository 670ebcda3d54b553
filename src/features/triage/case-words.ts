import { isUndecided, turnIn, type OpenCase } from '../../domain/casework.ts'
import type { ReportPlace } from '../../domain/operations.ts'
import { titleOf } from '../../domain/own-reports.ts'
import { dayOf, formatDate } from '../../texts/format.ts'
import type { Texts } from '../../texts/nb/index.ts'
import type { Language } from '../../texts/use-texts.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** How long ago something was: «2 timer siden», «i går», «10. mars 2025». */
export function agoText(time: number, now: number, t: Texts, language: Language): string {
  const words = t.triage.ago
  const gone = Math.max(0, now - time)
  if (gone < minute) return words.now
  if (gone < hour) return words.minutes(Math.floor(gone / minute))
  if (dayOf(time) === dayOf(now)) return words.hours(Math.floor(gone / hour))
  return dayOf(time) === dayOf(now - day) ? words.yesterday : formatDate(dayOf(time), language)
}

/** «Helsestasjon, Alna», as much of it as is told. */
export function placeText({ service, district }: ReportPlace, { lists }: Texts): string {
  return [service && lists.service[service], district && lists.organisation[district].replace(/^Bydel /, '')].filter(Boolean).join(', ')
}

/** Beside where and when: that something needs help, or whose turn it is. */
export function stateText(about: OpenCase, { triage }: Texts): string | undefined {
  if (needsHelp(about)) return triage.help
  const turn = isUndecided(about) ? turnIn(about) : undefined
  return turn && triage.turn[turn]
}

/** Whether something one has done to it was refused. */
export const needsHelp = ({ entries }: OpenCase): boolean => entries.some(({ delivery }) => delivery.state === 'needs-help')

/** Letters that a title of an obstacle has room for, as the server counts. */
const longestTitle = 200

/** What an obstacle made from these words may be called to begin with: their first sentence, without its full stop. */
export function firstSentence(text: string): string {
  const sentence = /^.+?(?=[.!?](?:\s|$)|\n|$)/.exec(text.trim())?.[0] ?? ''
  return sentence.length <= longestTitle ? sentence : titleOf(sentence).replace(/ …$/, '')
}
