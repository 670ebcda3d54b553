import { osloMoment } from '../../domain/seminars.ts'
import { formatDate } from '../../texts/format.ts'
import type { Texts } from '../../texts/nb/index.ts'
import type { Language } from '../../texts/use-texts.ts'

/** «09.00» from `09:00`; as it is in English. */
export const clockWords = (time: string, language: Language): string => (language === 'en' ? time : time.replace(':', '.'))

/** «i dag kl. 09.00» or «4. desember 2026 kl. 09.00» of a time that the server has given, by the clocks in Oslo. */
export function osloWords(iso: string, now: number, t: Texts, language: Language): string {
  const { day, time } = osloMoment(Date.parse(iso))
  const clock = clockWords(time, language)
  return day === osloMoment(now).day ? t.app.today(clock) : t.app.onDate(formatDate(day, language), clock)
}
