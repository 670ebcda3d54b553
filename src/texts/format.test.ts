import { afterEach, expect, it, vi } from 'vitest'
import { formatBytes, formatDate, formatNumber, formatTime } from './format.ts'

afterEach(() => vi.unstubAllGlobals())

const afternoon = Date.UTC(2025, 2, 7, 13, 32)

it('writes the time in Oslo with a point in Norwegian and a colon in English', () => {
  expect(formatTime(afternoon, 'nb')).toBe('14.32')
  expect(formatTime(afternoon, 'nn')).toBe('14.32')
  expect(formatTime(afternoon, 'en')).toBe('14:32')
})

it('writes dates and numbers as the language does', () => {
  expect(formatDate('2025-03-07', 'nb')).toBe('7. mars 2025')
  expect(formatDate('2025-03-07', 'en')).toBe('7 March 2025')
  expect(formatNumber(1_351_000, 'nb')).toBe('1\u00A0351\u00A0000')
  expect(formatBytes(3_400_000, 'nn')).toBe('3,4\u00A0MB')
})

it('writes nynorsk dates as Norwegian in a browser that knows no nynorsk, as Chromium', () => {
  class WithoutNynorsk extends Intl.DateTimeFormat {
    constructor(locales: string[], options: Intl.DateTimeFormatOptions) { super(locales.filter((locale) => !locale.startsWith('nn')), options) }
  }
  vi.stubGlobal('Intl', { ...Intl, DateTimeFormat: WithoutNynorsk })
  expect(formatDate('2025-03-07', 'nn')).toBe('7. mars 2025')
})
