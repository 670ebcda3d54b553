/**
 * `npm run bench [part …]`: measures what `docs/performance.md` holds Feltboka to, each against a reference in the same
 * run, prints the table and keeps it in `.feltboka/bench.json`. It fails only when something could not be run at all.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium, type Browser } from 'playwright-core'
import { projectFolder } from '../../supabase/local/settings.ts'
import { browserFlags, ensureBrowser } from '../support/browser.ts'
import type { BenchRow } from './bench-row.ts'
import { startBenchSite } from './bench-site.ts'
import { benchChapter } from './chapter-on-screen.ts'
import { benchFirstFill } from './first-fill.ts'
import { benchFirstVisit } from './first-visit.ts'
import { benchLarge } from './large-database.ts'
import { benchRegister } from './large-register.ts'
import { benchHall } from './hall.ts'
import { benchLighthouse } from './lighthouse.ts'
import { benchLoad } from './load.ts'
import { benchOfflineVisit } from './offline-visit.ts'
import { addReferencePages } from './reference-page.ts'
import { benchSearch } from './search.bench.ts'
import { benchSmallChange } from './small-change.ts'
import { table } from './table.ts'

const executablePath = ensureBrowser()
const keptIn = join(projectFolder, '.feltboka')
mkdirSync(keptIn, { recursive: true })
const wanted = process.argv.slice(2)
const isWanted = (name: string) => wanted.length === 0 || wanted.includes(name)
const rows: BenchRow[] = []
let failed = false

async function part(name: string, work: () => BenchRow[] | Promise<BenchRow[]>): Promise<void> {
  if (!isWanted(name)) return
  console.log(`── ${name}`)
  try {
    const found = await work()
    rows.push(...found)
    console.log(table(found))
  } catch (error) {
    failed = true
    console.error(`${name} lot seg ikke måle: ${(error as Error).stack}`)
  }
}

/** What is measured on the built app's own pages. */
async function pageParts(browser: Browser): Promise<void> {
  if (!['first', 'offline', 'lighthouse', 'chapter', 'register', 'fill'].some(isWanted)) return
  const site = await startBenchSite()
  try {
    const references = await addReferencePages(browser, site)
    await part('first', () => benchFirstVisit(browser, site, references))
    await part('offline', () => benchOfflineVisit(browser, site, references))
    await part('lighthouse', () => benchLighthouse(executablePath, site, console.log))
    await part('chapter', () => benchChapter(browser, site))
    await part('register', () => benchRegister(browser, site))
    await part('fill', () => benchFirstFill(browser, site))
  } finally {
    await site.stop()
  }
}

const browser = await chromium.launch({ executablePath, args: browserFlags })
try {
  await pageParts(browser)
  await part('search', () => benchSearch(browser))
  await part('delta', () => benchSmallChange(browser))
} finally {
  await browser.close()
}
await part('load', () => benchLoad())
await part('hall', () => benchHall())
await part('large', () => benchLarge())

const measuredAt = new Date().toISOString()
writeFileSync(join(keptIn, 'bench.json'), `${JSON.stringify({ measuredAt, rows }, null, 2)}\n`)
console.log(`\n${table(rows)}`)
process.exit(failed ? 1 : 0)
