import type { Language } from './use-texts.ts'

/** Written here: making the browser's own format of a date or a time costs a slow phone from 30 to 400 ms while it draws, and not every browser knows nynorsk. */
const norwegianMonths = ['januar', 'februar', 'mars', 'april', 'mai', 'juni', 'juli', 'august', 'september', 'oktober', 'november', 'desember']
const englishMonths = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']

/** Chromium knows no nynorsk, and would take the browser's own language instead; numbers are as in bokmål. */
const locales: Record<Language, string[]> = { nb: ['nb-NO'], nn: ['nn-NO', 'nb-NO'], en: ['en-GB'] }

/** «3. mars 2025» from `2025-03-03`. */
export function formatDate(iso: string, language: Language): string {
  const day = Number(iso.slice(8, 10))
  return `${day}${language === 'en' ? '' : '.'} ${formatMonth(iso, language)}`
}

/** «mars 2025» from `2025-03`. */
export function formatMonth(iso: string, language: Language): string {
  const months = language === 'en' ? englishMonths : norwegianMonths
  return `${months[Number(iso.slice(5, 7)) - 1]} ${iso.slice(0, 4)}`
}

/** «14.32» from a time in ms, by the clock of the device; 14:32 in English. */
export function formatTime(time: number, language: Language): string {
  const moment = new Date(time)
  return `${twoDigits(moment.getHours())}${language === 'en' ? ':' : '.'}${twoDigits(moment.getMinutes())}`
}

/** The day of a time in ms by the calendar of the device, as `YYYY-MM-DD`. */
export function dayOf(time: number): string {
  const moment = new Date(time)
  return `${moment.getFullYear()}-${twoDigits(moment.getMonth() + 1)}-${twoDigits(moment.getDate())}`
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0')
}

/** «1 351 000», with a hard space between thousands. */
export function formatNumber(value: number, language: Language, decimals?: number): string {
  return new Intl.NumberFormat(locales[language], { minimumFractionDigits: decimals, maximumFractionDigits: decimals ?? 2 }).format(value)
}

/** «3,4 MB» or «812 kB» from bytes. */
export function formatBytes(bytes: number, language: Language): string {
  return bytes < 1_000_000
    ? `${formatNumber(Math.round(bytes / 1000), language)}\u00A0kB`
    : `${formatNumber(bytes / 1_000_000, language, bytes < 10_000_000 ? 1 : 0)}\u00A0MB`
}
