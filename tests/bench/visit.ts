import type { BrowserContext, CDPSession, Page } from 'playwright-core'

/** What one visit to a page showed. Times are in ms from when the browser set out for it. */
export interface Visit {
  /** The first frame that holds what the page is for. */
  content: number
  /** The largest contentful paint. */
  largest: number
  /** The sum of all layout shifts. */
  shift: number
  /** The paths of the scripts that had come when the content stood there. */
  scripts: string[]
  /** The words of the scripts that came within the page itself. */
  inlineScript: string
}

interface Noted { content?: number; largest: number; shift: number; scripts: string[] }

/** A tab that notes, within itself so that no time is lost on the way to us, what is seen of the page it opens; `ready` stands on it when it can be read. */
export async function noteTaker(context: BrowserContext, ready: string): Promise<Page> {
  const page = await context.newPage()
  await page.addInitScript((selector) => {
    const noted: Noted = { largest: 0, shift: 0, scripts: [] }
    Object.assign(window, { noted })
    new PerformanceObserver((list) => { noted.largest = list.getEntries().at(-1)!.startTime }).observe({ type: 'largest-contentful-paint', buffered: true })
    new PerformanceObserver((list) => {
      for (const { value } of list.getEntries() as (PerformanceEntry & { value: number })[]) noted.shift += value
    }).observe({ type: 'layout-shift', buffered: true })
    const watcher = new MutationObserver(() => {
      if (!document.querySelector(selector)) return
      watcher.disconnect()
      noted.scripts = performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname).filter((path) => path.endsWith('.js'))
      // The frame is on its way to the screen when the task after it begins.
      requestAnimationFrame(() => setTimeout(() => { noted.content = performance.now() }))
    })
    watcher.observe(document, { childList: true, subtree: true })
  }, ready)
  return page
}

/** A mid-range phone beside the machine that measures: a quarter of its speed. */
export async function slowProcessor(page: Page): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  return session
}

/** «Slow 4G» as the browser's own tools have it: 150 ms and 1.6 Mbit/s on the wire, as seen by a request. */
export async function slowNetwork(session: CDPSession): Promise<void> {
  await session.send('Network.enable')
  await session.send('Network.emulateNetworkConditions', {
    offline: false, latency: 562.5, downloadThroughput: 1_474_560 / 8, uploadThroughput: 691_200 / 8,
  })
}

/** Opens an address and waits until its content stands on the screen. */
export async function open(page: Page, url: string): Promise<void> {
  await page.goto(url, { waitUntil: 'commit' })
  await page.waitForFunction(() => (window as unknown as { noted?: Noted }).noted?.content !== undefined, undefined, { polling: 50, timeout: 60_000 })
}

/** What was seen of the page until now. */
export async function seen(page: Page): Promise<Visit> {
  return page.evaluate(() => {
    const { noted } = window as unknown as { noted: Noted }
    // A page's record stands in a script element too, and is no script.
    const inlineScript = [...document.querySelectorAll('script:not([src]):not([type])')].map(({ textContent }) => textContent).join('')
    return { ...noted, content: noted.content!, inlineScript }
  })
}
