import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { filled, installed } from '../e2e/feltboka.ts'
import type { BenchRow } from './bench-row.ts'
import type { BenchSite } from './bench-site.ts'
import { against } from './measure.ts'
import { phone } from './phone.ts'
import { slowProcessor } from './visit.ts'

const obstacles = 10_000
const eventsEach = 10
const runs = 7
const desk: BrowserContextOptions = { viewport: { width: 1280, height: 800 }, locale: 'nb-NO', timezoneId: 'Europe/Oslo' }

interface Act { name: string; prepare?: (page: Page) => Promise<unknown>; act: (page: Page) => Promise<unknown> }

/** Until the page has nothing more to do about what was done; the worker's answer to a letter comes well within it. */
const idle = (page: Page) => page.evaluate(() => new Promise((resolve) => { setTimeout(() => requestIdleCallback(resolve), 1500) }))

/** One choice more, and the next time one less, in the open panel. */
const filter: Act = {
  name: 'filter',
  async prepare(page) {
    const panel = page.locator('[data-key="tjeneste"] details')
    if (!await panel.evaluate((details: HTMLDetailsElement) => details.open)) await panel.locator('summary').click()
  },
  act: (page) => page.locator('[data-key="tjeneste"] input').nth(3).dispatchEvent('click'),
}
const letter: Act = {
  name: 'bokstav i søket',
  async prepare(page) {
    await page.getByRole('searchbox').fill('tolke')
    await idle(page)
  },
  act: (page) => page.getByRole('searchbox').press('n'),
}
const scroll: Act = {
  name: 'rulling',
  async act(page) {
    for (let i = 0; i < 10; i++) {
      await page.mouse.wheel(0, 900)
      await page.evaluate(() => new Promise((resolve) => { requestAnimationFrame(() => setTimeout(resolve)) }))
    }
  },
}
const byHead: Act = { name: 'sortering', act: (page) => page.getByRole('columnheader', { name: 'Hindring' }).getByRole('link').click() }
const byChoice: Act = {
  name: 'sortering', prepare: (page) => page.getByLabel('Rekkefølge').selectOption('nummer'), act: (page) => page.getByLabel('Rekkefølge').selectOption('tittel'),
}

/** P14: what a register of many years asks of the page's thread: the longest task of each thing one does with its list, beside that of the same in the list as the content files have it. */
export async function benchRegister(browser: Browser, site: BenchSite): Promise<BenchRow[]> {
  return [
    ...await benchList(browser, site, desk, 'tabell, 1280 px', [filter, byHead, letter, scroll]),
    ...await benchList(browser, site, { ...phone, hasTouch: false, isMobile: false }, 'rader, 390 px', [filter, byChoice, letter, scroll]),
  ]
}

async function benchList(browser: Browser, site: BenchSite, options: BrowserContextOptions, words: string, acts: Act[]): Promise<BenchRow[]> {
  const contexts = [await browser.newContext(options), await browser.newContext(options)] as const
  try {
    const [many, few] = await Promise.all(contexts.map(async (context, which) => {
      const page = await context.newPage()
      await page.goto(`${site.url}/hindringer`)
      await filled(page)
      await installed(page)
      // What is put in by hand the sync would take out again.
      await context.setOffline(true)
      if (which === 0) await putRegister(page)
      await slowProcessor(page)
      return page
    })) as [Page, Page]
    const rows: BenchRow[] = []
    for (const { name, prepare, act } of acts) {
      const longest: [many: number[], few: number[]] = [[], []]
      for (const [page, last] of [[many, 'Mottaker'], [few, 'hindringer']] as const) {
        await page.goto(`${site.url}/hindringer`)
        await page.waitForFunction((word) => /\d{2} hindringer/.test(document.querySelector('main')?.textContent ?? '') && document.querySelector('main')!.textContent!.includes(word), last, { polling: 200, timeout: 120_000 })
      }
      // The first time also compiles the code.
      for (let i = 0; i <= runs; i++) {
        for (const [which, page] of [many, few].entries()) {
          await page.bringToFront()
          await prepare?.(page)
          await idle(page)
          const found = await longestTask(browser, page, () => act(page))
          if (i > 0) longest[which]!.push(found)
        }
      }
      console.log(`${words}: ${name}: ${longest.map((each) => each.map(Math.round).join(', ')).join(' ms, og i den lille ')} ms`)
      const row = against({ id: 'P14', what: `liste av ${obstacles} hindringer, ${words}: ${name}`, reference: 'det samme i lista slik den er', unit: 'ms' }, ...longest)
      rows.push({ ...row, target: '≤ 50 ms', ok: row.median <= 50 })
    }
    return rows
  } finally {
    for (const context of contexts) await context.close()
  }
}

/**
 * The longest task of the page's own thread from before something is done until all has come of it, as the time the thread
 * ran (ms): what another program on the machine takes meanwhile is not the list's. Of a task that the browser has not timed so, all of it.
 */
async function longestTask(browser: Browser, page: Page, act: () => Promise<unknown>): Promise<number> {
  await browser.startTracing(page, { categories: ['toplevel', 'disabled-by-default-devtools.timeline', '__metadata'] })
  await act()
  await idle(page)
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: { name: string; pid: number; tid: number; dur?: number; tdur?: number; args?: { name?: string } }[] }
  const threads = new Set(traceEvents.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain').map(({ pid, tid }) => `${pid} ${tid}`))
  return Math.max(...traceEvents.filter(({ name, pid, tid }) => name === 'RunTask' && threads.has(`${pid} ${tid}`)).map(({ dur = 0, tdur = dur }) => tdur / 1000))
}

/** So many obstacles and events about them, straight into the device's database. */
function putRegister(page: Page): Promise<void> {
  return page.evaluate(async ([many, each]) => {
    const opened = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('feltboka-public')
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
    const some = <T>(values: readonly T[], n: number): T => values[n % values.length]!
    const words = ['tolk', 'tolkene', 'timen', 'journalen', 'skolen', 'barnehagen', 'samtykke', 'taushetsplikt', 'ventetid', 'ansvaret', 'bydelen', 'foreldrene', 'vedtaket', 'møtet', 'henvisning', 'oppfølging', 'ungdommen', 'familien', 'kurset', 'språket']
    const sentence = (n: number, length: number) => Array.from({ length }, (_, i) => some(words, n * 7 + i * i * 3 + (n >> 3))).join(' ')
    const services = ['helsestasjon', 'barnehage', 'skole', 'ppt', 'barnevern', 'nav']
    const districts = ['BAL', 'BBJ', 'BGO', 'BGR', 'BSR', 'BSN']
    const themes = ['sprak', 'overganger', 'samhandling', 'ansvar', 'kompetanse', 'ressurser', 'inkludering']
    const levels = ['organisation', 'municipality', 'state']
    const body = (n: number) => ({ id: `b${n % 12}`, name: `Mottaker ${n % 12}`, level: some(levels, n) })
    const at = (n: number, day: number) => new Date(Date.UTC(2020, 0, 1 + (n % 1800) + day, 8)).toISOString()
    const put = (rows: object[]) => new Promise<void>((resolve, reject) => {
      const transaction = opened.transaction('register', 'readwrite')
      for (const row of rows) transaction.objectStore('register').put(row)
      transaction.oncomplete = () => resolve()
      transaction.onerror = () => reject(transaction.error)
    })
    const row = (kind: string, id: string, slug: string, refs: string[], data: object) => ({ id, rev: 1, kind, slug, refs, data, firstPublished: '', updated: '' })
    for (let from = 1; from <= many!; from += 500) {
      const rows: object[] = []
      for (let n = from; n < from + 500 && n <= many!; n++) {
        const id = `o${n}`
        const number = `H-2020-${n}`
        const by = { role: 'office' }
        rows.push(row('obstacle', id, number, [], {
          number, title: `${sentence(n, 5)} ${n}`, description: sentence(n + 3, 40), kind: some(['structural', 'organisational', 'not-assessed'], n), levels: [some(levels, n)], bodies: [body(n)], gap: n % 9 === 0,
          services: [some(services, n), some(services, n + 2)], districts: [some(districts, n)], themes: [some(themes, n), some(themes, n + 3)], models: [], projects: [], insights: [],
          status: some(['registered', 'assessed', 'escalated', 'following-up', 'resolved'], n), organisations: [some(districts, n)], addressedTo: [`b${n % 12}`], sources: [], reviewed: '2026-01-01', asOf: '2026-01-01',
        }))
        const types = ['created', 'edited', 'moved', 'escalated', 'followed-up', 'edited', 'published', 'moved', 'edited', 'moved']
        types.slice(0, each).forEach((type, i) => rows.push(row('event', `e${n}-${i}`, `e${n}-${i}`, [`obstacle:${number}`], {
          obstacle: number, obstacleId: id, type, at: at(n, i * 20), by, ...type === 'escalated' ? { bodies: [body(n)], date: at(n, i * 20).slice(0, 10) } : {},
          ...type === 'moved' ? { from: 'registered', to: i === 9 && n % 5 === 4 ? 'resolved' : 'assessed' } : {}, ...type === 'followed-up' ? { way: 'veiledning', text: sentence(n, 20) } : {},
        })))
      }
      await put(rows)
    }
    opened.close()
  }, [obstacles, eventsEach])
}
