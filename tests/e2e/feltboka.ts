import { test as base, expect, type Page } from '@playwright/test'

export { expect }

/** Every page of the app, by the address a person would open. */
export const everyPage: [name: string, path: string][] = [
  ['hjem', '/'],
  ['bibliotek', '/bibliotek'],
  ['bibliotek for en tjeneste', '/bibliotek?tjeneste=barnehage'],
  ['modeller', '/modeller'],
  ['modell', '/modeller/overgangslaerer'],
  ['sammenligning', '/modeller/sammenlign?modeller=sosialagentene,grorudmodellen'],
  ['håndbøker', '/handboker'],
  ['håndbok', '/handboker/slik-utvikler-og-implementerer-vi'],
  ['kapittel', '/handboker/slik-utvikler-og-implementerer-vi/okonomi'],
  ['seminarer', '/seminarer'],
  ['seminar', '/seminarer/ungt-utenforskap-2024'],
  ['prosjekter', '/prosjekter'],
  ['prosjekt', '/prosjekter/ambulant-team'],
  ['kunnskap', '/kunnskap'],
  ['funn', '/kunnskap/ungt-utenforskap'],
  ['økonomi', '/kunnskap/okonomi-2024'],
  ['referanser', '/kunnskap/referanser'],
  ['hindringer', '/hindringer'],
  ['hindring', '/hindringer/H-2024-16'],
  ['søk', '/sok?q=ppt+henvisninger'],
  ['lagring', '/lagring'],
  ['om', '/om'],
  ['mer', '/mer'],
  ['feil adresse', '/finnes/ikke'],
]

/** Waits until the device holds everything the server shows, by what the app's own database says. */
export async function filled(page: Page): Promise<void> {
  await page.waitForFunction(async () => {
    const names = (await indexedDB.databases()).map((database) => database.name)
    if (!names.includes('feltboka-public')) return false
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('feltboka-public')
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
    try {
      const cursors = await new Promise<{ verifiedAt?: number }[]>((resolve, reject) => {
        const request = db.transaction('cursors').objectStore('cursors').getAll()
        request.onsuccess = () => resolve(request.result as { verifiedAt?: number }[])
        request.onerror = () => reject(request.error)
      })
      return cursors.length === 2 && cursors.every((cursor) => cursor.verifiedAt !== undefined)
    } finally {
      db.close()
    }
  }, undefined, { polling: 100 })
}

/** Waits until the service worker holds the whole app. */
export async function installed(page: Page): Promise<void> {
  await page.evaluate(async () => { await navigator.serviceWorker.ready })
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
}

/** The page has its own content: a heading, and nothing still on its way. */
export async function shown(page: Page): Promise<void> {
  await expect(page.locator('main h1').first()).toBeVisible()
  await expect(page.locator('main [aria-busy="true"]')).toHaveCount(0)
}

/**
 * A test that also fails on what a person would not see: an error in the console, a request to another host, or
 * something the Content-Security-Policy stopped.
 */
export const test = base.extend<{ allowedErrors: RegExp[]; watched: void }>({
  baseURL: async ({}, use) => { await use(process.env.FELTBOKA_URL) },
  allowedErrors: [[], { option: true }],
  watched: [async ({ page, baseURL, allowedErrors }, use) => {
    const problems: string[] = []
    page.on('console', (message) => {
      if (message.type() === 'error' && !allowedErrors.some((allowed) => allowed.test(message.text()))) problems.push(message.text())
    })
    page.on('pageerror', (error) => problems.push(String(error)))
    page.on('request', (request) => {
      const url = new URL(request.url())
      if (url.protocol.startsWith('http') && url.origin !== new URL(baseURL!).origin) problems.push(`spurte ${url.origin}`)
    })
    await use()
    expect(problems).toEqual([])
  }, { auto: true }],
})
