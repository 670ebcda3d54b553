import type { Browser, Page } from 'playwright-core'
import { filled } from '../e2e/feltboka.ts'
import type { BenchRow } from './bench-row.ts'
import type { BenchSite } from './bench-site.ts'
import { addLongHandbook, inChapters, inOne } from './long-handbook.ts'
import { against } from './measure.ts'
import { phone } from './phone.ts'
import { slowProcessor } from './visit.ts'

const runs = 9

/** P11: a chapter of a long handbook, against all of the handbook at once; from the tap to the frame that shows it. */
export async function benchChapter(browser: Browser, site: BenchSite): Promise<BenchRow[]> {
  await addLongHandbook(site.databaseUrl)
  const context = await browser.newContext(phone)
  try {
    const page = await context.newPage()
    await page.goto(`${site.url}/handboker/${inChapters}`)
    await filled(page)
    await slowProcessor(page)
    const chapter: number[] = []
    const whole: number[] = []
    // The first of each also fetches and compiles code.
    for (let i = 0; i <= runs; i++) {
      const times = [await tapToText(page, site, `/handboker/${inChapters}`, 'kapittel-3'), await tapToText(page, site, `/handboker/${inOne}`, 'kapittel-1')]
      if (i > 0) { chapter.push(times[0]!); whole.push(times[1]!) }
    }
    return [against({ id: 'P11', what: 'et kapittel av en håndbok på 100 kB', reference: 'hele håndboka på én side', unit: 'ms' }, chapter, whole, 0.15)]
  } finally {
    await context.close()
  }
}

async function tapToText(page: Page, site: BenchSite, handbook: string, chapter: string): Promise<number> {
  const path = `${handbook}/${chapter}`
  await page.goto(site.url + handbook)
  await page.locator(`main a[href="${path}"]`).first().waitFor()
  // A person sees the list before tapping on it.
  await page.evaluate(() => new Promise((resolve) => { requestIdleCallback(() => setTimeout(() => requestIdleCallback(resolve), 500)) }))
  return page.evaluate(({ address, laidOutWhole }) => new Promise<number>((resolve) => {
    if (laidOutWhole) {
      const style = new CSSStyleSheet()
      style.replaceSync('[data-section] { content-visibility: visible !important }')
      document.adoptedStyleSheets = [style]
    }
    const started = performance.now()
    const watcher = new MutationObserver(() => {
      if (!document.querySelector('main .chapter-text .prose')) return
      watcher.disconnect()
      // The frame is on its way to the screen when the task after it begins.
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - started)))
    })
    watcher.observe(document.querySelector('main')!, { childList: true, subtree: true })
    // As a tap on a link goes. An address that names a place has its text drawn whole, not a few sections at a time.
    history.pushState({}, '', laidOutWhole ? `${address}#del-0` : address)
    dispatchEvent(new PopStateEvent('popstate', { state: {} }))
  }), { address: path, laidOutWhole: handbook.endsWith(inOne) })
}
