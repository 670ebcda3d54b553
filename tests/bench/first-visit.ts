import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { filled } from '../e2e/feltboka.ts'
import { benchPages, type BenchPage } from './bench-pages.ts'
import type { BenchRow } from './bench-row.ts'
import type { BenchSite } from './bench-site.ts'
import { against, figures } from './measure.ts'
import { phone } from './phone.ts'
import { gzipped, librariesSize } from './script-size.ts'
import { noteTaker, open, seen, slowNetwork, slowProcessor, type Visit } from './visit.ts'

const runs = 5

/** P1 and P2: what a first visit costs, from a slow network and with nothing on the device. */
export async function benchFirstVisit(browser: Browser, site: BenchSite, references: Map<BenchPage, string>): Promise<BenchRow[]> {
  const libraries = await librariesSize()
  const rows: BenchRow[] = []
  for (const page of benchPages) {
    const app: Visit[] = []
    const plain: Visit[] = []
    for (let i = 0; i < runs; i++) {
      app.push(await firstVisit(browser, site.url + page.path, page.ready, true))
      plain.push(await firstVisit(browser, site.url + references.get(page)!, page.ready, false))
    }
    const static_ = 'statisk HTML, samme tekst og stil'
    const scripts = app.map((one) => scriptSize(site, one))
    rows.push(
      against({ id: 'P1', what: `skript før ${page.name} kan leses`, reference: 'vue, vue-router, pinia og dexie alene', unit: 'B' }, scripts, [libraries], 1.25),
      against({ id: 'P2', what: `første besøk, ${page.name}: største innhold malt`, reference: static_, unit: 'ms' }, app.map((one) => one.largest), plain.map((one) => one.largest), 1.5),
      against({ id: 'P2', what: `første besøk, ${page.name}: hele første skjerm`, reference: static_, unit: 'ms' }, app.map((one) => one.content), plain.map((one) => one.content)),
      shiftRow(page, app),
    )
  }
  return rows
}

function shiftRow(page: BenchPage, visits: Visit[]): BenchRow {
  const shifts = visits.map(({ shift }) => shift)
  return { id: 'P2', what: `første besøk, ${page.name}: forskyvning`, reference: '', unit: '', ...figures(shifts), target: '0', ok: Math.max(...shifts) === 0 }
}

async function firstVisit(browser: Browser, url: string, ready: string, isApp: boolean): Promise<Visit> {
  const context = await browser.newContext(phone)
  try {
    const page = await noteTaker(context, ready)
    await slowNetwork(await slowProcessor(page))
    await open(page, url)
    // What comes later must not move what stands there.
    if (isApp) await filled(page)
    await page.evaluate(() => document.fonts.ready.then(() => new Promise((resolve) => setTimeout(resolve, 500))))
    return await seen(page)
  } finally {
    await context.close()
  }
}

const scriptSize = (site: BenchSite, { scripts, inlineScript }: Visit): number =>
  [...new Set(scripts)].reduce((sum, path) => sum + gzipped(readFileSync(join(site.folder, path))), gzipped(inlineScript))
