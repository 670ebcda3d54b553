import { defineConfig } from '@playwright/test'
import { browserFlags, findBrowser } from '../support/browser.ts'

export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results',
  workers: 2,
  fullyParallel: true,
  retries: 0,
  // A slow machine is no failure: what never comes is found all the same.
  timeout: 420_000,
  expect: { timeout: 30_000 },
  globalSetup: './global-setup.ts',
  use: {
    locale: 'nb-NO',
    timezoneId: 'Europe/Oslo',
    viewport: { width: 390, height: 844 },
    launchOptions: { executablePath: findBrowser(), args: browserFlags },
    trace: 'off',
  },
})
