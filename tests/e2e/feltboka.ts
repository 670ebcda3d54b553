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
  ['seminarets verter', '/seminarer/ungt-utenforskap-2024/vert'],
  ['seminarets plakat', '/seminarer/ungt-utenforskap-2024/plakat'],
  ['seminarets skjerm', '/seminarer/ungt-utenforskap-2024/skjerm'],
  ['seminarets svar', '/seminarer/ungt-utenforskap-2024/svar'],
  ['bli med', '/bli-med'],
  ['nytt seminar', '/seminarer/ny'],
  ['redigering av et seminar', '/seminarer/ungt-utenforskap-2024/rediger'],
  ['prosjekter', '/prosjekter'],
  ['prosjekt', '/prosjekter/ambulant-team'],
  ['kunnskap', '/kunnskap'],
  ['funn', '/kunnskap/ungt-utenforskap'],
  ['økonomi', '/kunnskap/okonomi-2024'],
  ['referanser', '/kunnskap/referanser'],
  ['hindringer', '/hindringer'],
  ['hindring', '/hindringer/H-2024-16'],
  ['søk', '/sok?q=ppt+henvisninger'],
  ['melding', '/meld'],
  ['saker', '/saker'],
  ['sak med kode', '/saker/kode'],
  ['innboks', '/innboks'],
  ['melding i innboksen', '/innboks/M-2026-1'],
  ['fil', `/filer/${'0'.repeat(64)}`],
  ['materiell til et seminar', '/seminarer/ungt-utenforskap-2024/materiell'],
  ['nytt', '/nytt'],
  ['lagring', '/lagring'],
  ['utboks', '/mer/synk'],
  ['konto', '/konto'],
  ['hvor man arbeider', '/konto/arbeid'],
  ['folk og roller', '/folk'],
  ['vedlegg', '/vedlegg'],
  ['personvern', '/personvern'],
  ['delt enhet', '/mer/delt-enhet'],
  ['om', '/om'],
  ['mer', '/mer'],
  ['feil adresse', '/finnes/ikke'],
]

/** Everything in one store of one of the app's own databases; empty when the database is not there yet. */
export function stored<T>(page: Page, database: string, store: string): Promise<T[]> {
  return page.evaluate(async ([name, table]) => {
    if (!(await indexedDB.databases()).some((known) => known.name === name)) return []
    const finished = <R>(request: IDBRequest<R>) => new Promise<R>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
    const db = await finished(indexedDB.open(name))
    try {
      return await finished(db.transaction(table).objectStore(table).getAll()) as T[]
    } finally {
      db.close()
    }
  }, [database, store] as const)
}

/** Waits until the device holds everything the server shows, by what the app's own database says. */
export async function filled(page: Page): Promise<void> {
  await expect.poll(async () => (await stored<{ verifiedAt?: number }>(page, 'feltboka-public', 'cursors'))
    .filter((cursor) => cursor.verifiedAt !== undefined).length, { timeout: 20_000 }).toBe(2)
}

/** Waits until the service worker holds the whole app. */
export async function installed(page: Page): Promise<void> {
  await page.evaluate(async () => { await navigator.serviceWorker.ready })
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null), { timeout: 20_000 }).toBe(true)
}

/** The page has its own content: a heading, and nothing still on its way. After a link wait for its heading first: until then the page before is shown. */
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
