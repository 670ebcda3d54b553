import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium } from 'playwright-core'

/** Flags for a browser that talks to nobody but us. As root Chromium has no sandbox of its own to offer. */
export const browserFlags = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
]

const known = [
  '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/** The path of a Chromium that is already here: `CHROME_PATH`, the system's, or Playwright's. */
export function findBrowser(): string | undefined {
  const named = process.env.CHROME_PATH
  if (named) {
    if (existsSync(named)) return named
    throw new Error(`CHROME_PATH er satt til ${named}, men den fila finnes ikke.`)
  }
  return [...known, chromium.executablePath()].find((path) => path && existsSync(path))
}

/** Finds a browser or installs one: Debian's package as root, else Playwright's download. */
export function ensureBrowser(): string {
  const found = findBrowser()
  if (found) return found
  console.log('Fant ingen Chromium. Prøver å installere en …')
  if (process.getuid?.() === 0 && spawnSync('which', ['apt-get']).status === 0) {
    spawnSync('apt-get', ['update'], { stdio: 'inherit' })
    spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
  }
  if (!findBrowser()) spawnSync(process.execPath, ['node_modules/playwright-core/cli.js', 'install', 'chromium'], { stdio: 'inherit' })
  const installed = findBrowser()
  if (!installed) {
    throw new Error('Fant ingen Chromium og fikk ikke installert en. Installer Chromium eller Chrome selv, eller sett CHROME_PATH til en som finnes, og kjør på nytt.')
  }
  console.log(`Nettleser: ${installed} (${execFileSync(installed, ['--version'], { stdio: ['ignore', 'pipe', 'ignore'] }).toString().trim()})`)
  return installed
}
