import { dayOf, formatDate, formatTime } from './format.ts'
import type { Texts } from './nb/index.ts'
import type { Language } from './use-texts.ts'

/** «i dag kl. 08.40» or «3. mars 2025 kl. 08.40» from a time in ms. */
export function momentText(time: number, now: number, texts: Texts, language: Language): string {
  const clock = formatTime(time, language)
  const day = dayOf(time)
  return day === dayOf(now) ? texts.app.today(clock) : texts.app.onDate(formatDate(day, language), clock)
}
