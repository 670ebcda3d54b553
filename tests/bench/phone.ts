import type { BrowserContextOptions } from 'playwright-core'

/** The phone that is measured on. */
export const phone: BrowserContextOptions = {
  viewport: { width: 390, height: 844 }, deviceScaleFactor: 3, isMobile: true, hasTouch: true, locale: 'nb-NO', timezoneId: 'Europe/Oslo',
}
