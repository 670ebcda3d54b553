import type { Browser, BrowserContext } from 'playwright-core'
import { filled, installed } from '../e2e/feltboka.ts'
import { benchPages, type BenchPage } from './bench-pages.ts'
import type { BenchRow } from './bench-row.ts'
import type { BenchSite } from './bench-site.ts'
import { against } from './measure.ts'
import { phone } from './phone.ts'
import { noteTaker, open, seen, slowProcessor } from './visit.ts'

const runs = 9

/** P3: the second visit, with the network off and the service worker stopped, as when the phone had been put away. */
export async function benchOfflineVisit(browser: Browser, site: BenchSite, references: Map<BenchPage, string>): Promise<BenchRow[]> {
  const app = await browser.newContext(phone)
  const plain = await browser.newContext(phone)
  try {
    await keepApp(app, site)
    await keepReference(plain, site, references)
    const rows: BenchRow[] = []
    for (const page of benchPages) {
      const own: number[] = []
      const reference: number[] = []
      for (let i = 0; i < runs; i++) {
        own.push(await secondVisit(app, site.url + page.path, page.ready))
        reference.push(await secondVisit(plain, site.url + references.get(page)!, page.ready))
      }
      rows.push(against({ id: 'P3', what: `andre besøk uten nett, ${page.name}`, reference: 'statisk HTML fra service worker', unit: 'ms' }, own, reference, 2))
    }
    return rows
  } finally {
    await app.close()
    await plain.close()
  }
}

async function keepApp(context: BrowserContext, site: BenchSite): Promise<void> {
  const page = await context.newPage()
  await page.goto(site.url)
  await filled(page)
  await installed(page)
  await page.close()
  await context.setOffline(true)
}

async function keepReference(context: BrowserContext, site: BenchSite, references: Map<BenchPage, string>): Promise<void> {
  const page = await context.newPage()
  await page.goto(site.url + [...references.values()][0]!)
  await page.evaluate(async () => { await navigator.serviceWorker.register('/reference/sw.js') })
  await installed(page)
  await page.close()
  await context.setOffline(true)
}

async function secondVisit(context: BrowserContext, url: string, ready: string): Promise<number> {
  const page = await noteTaker(context, ready)
  try {
    const session = await slowProcessor(page)
    await session.send('ServiceWorker.enable')
    await session.send('ServiceWorker.stopAllWorkers')
    await open(page, url)
    return (await seen(page)).content
  } finally {
    await page.close()
  }
}
