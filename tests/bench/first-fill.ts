import { copyFileSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { build } from 'vite'
import { projectFolder } from '../../supabase/local/settings.ts'
import { filled, stored } from '../e2e/feltboka.ts'
import type { BenchRow } from './bench-row.ts'
import { addFile, type BenchSite } from './bench-site.ts'
import { addManyDocuments, snapshotOf } from './large-library.ts'
import { against, figures } from './measure.ts'
import { phone } from './phone.ts'
import { slowProcessor } from './visit.ts'

const documents = 10_000
const runs = 5

/** P5: the first fill of a large library, against the least that fetching and storing the same can take, in a worker each. */
export async function benchFirstFill(browser: Browser, site: BenchSite): Promise<BenchRow[]> {
  await addManyDocuments(site.databaseUrl, documents)
  await snapshotOf(site.databaseUrl, (folder) => {
    mkdirSync(join(site.folder, 'snapshots'), { recursive: true })
    for (const name of readdirSync(join(folder, 'snapshots'))) copyFileSync(join(folder, 'snapshots', name), join(site.folder, 'snapshots', name))
  })
  addFile(site, 'fill.js', await worker('src/app/fill-worker.ts'))
  addFile(site, 'raw-fill.js', await worker('tests/bench/raw-fill-worker.ts'))
  addFile(site, 'empty.html', '<!doctype html><title>Tom</title>')
  const own: number[] = []
  const raw: number[] = []
  for (let i = 0; i < runs; i++) {
    own.push(await timeOf(browser, site, '/reference/fill.js'))
    raw.push(await timeOf(browser, site, '/reference/raw-fill.js'))
  }
  const { longest, first } = await inTheApp(browser, site)
  return [
    against({ id: 'P5', what: `første fylling, ${documents} dokumenter`, reference: 'henting, lesing og lagring rett i IndexedDB', unit: 'ms' }, own, raw, 1.25),
    { id: 'P5', what: 'første dokument kan leses', reference: '', unit: 'ms', ...figures(first), target: '≤ 1000 ms', ok: figures(first).median <= 1000 },
    { id: 'P5', what: 'lengste oppgave på sidens tråd under fylling (4x)', reference: '', unit: 'ms', ...figures(longest), target: '≤ 50 ms', ok: figures(longest).median <= 50 },
  ]
}

async function worker(entry: string): Promise<string> {
  const built = await build({
    configFile: false, root: projectFolder, logLevel: 'error', publicDir: false,
    build: { write: false, target: 'es2022', lib: { entry: join(projectFolder, entry), formats: ['es'], fileName: () => 'worker.js' } },
  })
  return (built as unknown as [{ output: [{ code: string }] }])[0].output[0].code
}

async function timeOf(browser: Browser, site: BenchSite, script: string): Promise<number> {
  const context = await browser.newContext()
  try {
    const page = await context.newPage()
    await page.goto(`${site.url}/reference/empty.html`)
    return await page.evaluate((address) => new Promise<number>((resolve, reject) => {
      const started = performance.now()
      const worker = new Worker(address, { type: 'module' })
      worker.onmessage = ({ data }) => { if (data === 'done') resolve(performance.now() - started); else reject(new Error(String(data))) }
      worker.onerror = (event) => reject(new Error(event.message))
    }), script)
  } finally {
    await context.close()
  }
}

/** What the page itself feels of it, on a slowed-down phone with the front page open: its longest task, and when there is something to read. */
async function inTheApp(browser: Browser, site: BenchSite): Promise<{ longest: number[]; first: number[] }> {
  const longest: number[] = []
  const first: number[] = []
  for (let i = 0; i < runs; i++) {
    const context = await browser.newContext(phone)
    try {
      const page = await context.newPage()
      await slowProcessor(page)
      await page.addInitScript(() => {
        const tasks: { start: number; end: number }[] = []
        const seen: { began?: number } = {}
        Object.assign(window, { tasks, seen })
        new PerformanceObserver((list) => { for (const { startTime, duration } of list.getEntries()) tasks.push({ start: startTime, end: startTime + duration }) }).observe({ type: 'longtask', buffered: true })
        const Original = Worker
        window.Worker = class extends Original {
          constructor(url: string | URL, options?: WorkerOptions) {
            super(url, options)
            if (options?.name === 'fill') seen.began = performance.now()
          }
        }
      })
      await page.goto(site.url)
      await page.waitForFunction(() => (window as unknown as { seen: { began?: number } }).seen.began !== undefined)
      const began = Date.now()
      while ((await stored<{ held: number }>(page, 'feltboka-public', 'cursors')).every(({ held }) => held === 0)) { /* asked again at once */ }
      first.push(Date.now() - began)
      await filled(page)
      longest.push(await page.evaluate(() => {
        const { tasks, seen } = window as unknown as { tasks: { start: number; end: number }[]; seen: { began: number } }
        return Math.max(0, ...tasks.filter(({ start }) => start > seen.began).map(({ start, end }) => end - start))
      }))
    } finally {
      await context.close()
    }
  }
  return { longest, first }
}
