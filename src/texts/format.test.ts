import { afterEach, expect, it, vi } from 'vitest'
import { dayOf, formatBytes, formatDate, formatMonth, formatNumber, formatTime } from './format.ts'
import { formatPart } from './format-part.ts'
import { inList } from './in-list.ts'

const afternoon = Date.UTC(2025, 2, 7, 13, 32)

afterEach(() => { vi.unstubAllEnvs() })

it('writes the time of the device with a point in Norwegian and a colon in English', () => {
  vi.stubEnv('TZ', 'Europe/Oslo')
  expect(formatTime(afternoon, 'nb')).toBe('14.32')
  expect(formatTime(afternoon, 'nn')).toBe('14.32')
  expect(formatTime(afternoon, 'en')).toBe('14:32')
})

it('knows the day and the time by the calendar and the clock of the device', () => {
  vi.stubEnv('TZ', 'Europe/Oslo')
  const justAfterMidnight = Date.UTC(2025, 6, 31, 22, 5)
  expect(dayOf(justAfterMidnight)).toBe('2025-08-01')
  expect(formatTime(justAfterMidnight, 'nb')).toBe('00.05')
})

it('writes dates and numbers as the language does', () => {
  expect(formatDate('2025-03-07', 'nb')).toBe('7. mars 2025')
  expect(formatDate('2025-03-07', 'nn')).toBe('7. mars 2025')
  expect(formatDate('2025-03-07T08:00:00Z', 'en')).toBe('7 March 2025')
  expect(formatNumber(1_351_000, 'nb')).toBe('1\u00A0351\u00A0000')
  expect(formatBytes(3_400_000, 'nn')).toBe('3,4\u00A0MB')
})

it('names every month as the language does', () => {
  for (let month = 1; month <= 12; month++) {
    const iso = `2025-${String(month).padStart(2, '0')}`
    const named = (locale: string) => new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${iso}-15`))
    expect(formatMonth(iso, 'nb')).toBe(named('nb-NO'))
    expect(formatMonth(iso, 'nn')).toBe(named('nb-NO'))
    expect(formatMonth(iso, 'en')).toBe(named('en-GB'))
  }
})

it('lists names as the language does', () => {
  for (const names of [[], ['a'], ['a', 'b'], ['a', 'b', 'c']]) {
    expect(inList(names, 'og')).toBe(new Intl.ListFormat('nb', { type: 'conjunction' }).format(names))
    expect(inList(names, 'and')).toBe(new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(names))
  }
})

it('says how much of something has come without saying the unit twice', () => {
  expect(formatPart(6_100_000, 9_800_000, 'nb')).toBe('6,1')
  expect(formatPart(512_000, 9_800_000, 'nb')).toBe('512\u00A0kB')
  expect(formatPart(900_000, 950_000, 'nb')).toBe('900')
})
