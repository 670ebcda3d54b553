import { defineConfig } from '@playwright/test'
import { browserFlags, findBrowser } from '../support/browser.ts'

export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results',
  workers: 2,
  fullyParallel: true,
  retries: 0,
  timeout: 60_000,
  globalSetup: './global-setup.ts',
  use: {
    locale: 'nb-NO',
    timezoneId: 'Europe/Oslo',
    viewport: { width: 390, height: 844 },
    launchOptions: { executablePath: findBrowser(), args: browserFlags },
    trace: 'off',
  },
})
