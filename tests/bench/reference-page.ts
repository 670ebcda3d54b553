import type { Browser, Page } from 'playwright-core'
import { filled } from '../e2e/feltboka.ts'
import { benchPages, type BenchPage } from './bench-pages.ts'
import { addFile, type BenchSite } from './bench-site.ts'
import { phone } from './phone.ts'
import { noteTaker, open } from './visit.ts'

/** Serves each of the pages as plain HTML beside the app, and a service worker that keeps them. Returns their paths. */
export async function addReferencePages(browser: Browser, site: BenchSite): Promise<Map<BenchPage, string>> {
  const paths = new Map<BenchPage, string>()
  const shown = new Set<string>()
  for (const page of benchPages) {
    const context = await browser.newContext(phone)
    const tab = await noteTaker(context, page.ready)
    await open(tab, site.url + page.path)
    await filled(tab)
    paths.set(page, addFile(site, `${page.name}.html`, await asStaticPage(tab)))
    await tab.goto(site.url + paths.get(page)!)
    const used = await tab.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname))
    for (const path of [...used, paths.get(page)!]) shown.add(path)
    await context.close()
  }
  addFile(site, 'sw.js', worker([...shown]))
  return paths
}

/**
 * The page on screen as plain HTML: the same elements, text and style, and no script. It is what a page could be at best:
 * nothing to fetch before the text but the page itself.
 */
async function asStaticPage(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const copy = document.documentElement.cloneNode(true) as HTMLElement
    const own = [...copy.querySelectorAll('style')].map(({ textContent }) => textContent)
    const linked = await Promise.all([...document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')].map(async ({ href }) => (await fetch(href)).text()))
    for (const element of copy.querySelectorAll('script, style, link[rel="stylesheet"], link[rel="modulepreload"], link[rel="manifest"], dialog')) element.remove()
    const style = document.createElement('style')
    style.textContent = [...own, ...linked].join('')
    copy.querySelector('head')!.append(style)
    return `<!doctype html>${copy.outerHTML}`
  })
}

/** Keeps the static pages and what they show, and answers from there. */
const worker = (files: string[]): string => `
const files = ${JSON.stringify(files)}
self.addEventListener('install', (event) => event.waitUntil(caches.open('reference').then((cache) => cache.addAll(files)).then(() => self.skipWaiting())))
self.addEventListener('activate', (event) => event.waitUntil(clients.claim()))
self.addEventListener('fetch', (event) => event.respondWith(caches.match(event.request).then((kept) => kept || fetch(event.request))))
`
