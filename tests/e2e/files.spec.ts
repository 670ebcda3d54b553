import type { SupabaseClient } from '@supabase/supabase-js'
import type { Page } from '@playwright/test'
import { carryFile, push, someoneWith } from '../support/carry-file.ts'
import { withClient } from '../support/database.ts'
import { startFaultyProxy } from '../support/faulty-proxy.ts'
import { madePdf } from '../support/made-pdf.ts'
import { expectAccessible } from './accessible.ts'
import { expect, filled, installed, stored, test } from './feltboka.ts'
import { atTheOffice, sync, withRole } from './people.ts'

const lines = (n: number) => [`Side ${n}: Kartlegging av overganger`, 'Barnehage og skole møtes ikke ofte nok.', 'Dette er tekst som kan merkes.', n % 3 === 0 ? 'Pukkelkostnader er dyrt.' : 'Noe helt annet.']
/** A PDF that no other test has: its last line is its own. */
const pdf = (pages = 3, padTo = 0) => { const mark = crypto.randomUUID(); return madePdf(Array.from({ length: pages }, (_, n) => [...lines(n + 1), mark]), padTo) }

let office: SupabaseClient
test.beforeAll(async () => { office = await someoneWith({ role: 'office' }, process.env.FELTBOKA_URL!, process.env.FELTBOKA_DATABASE!) })
test.use({ allowedErrors: [/ERR_INTERNET_DISCONNECTED|Failed to load resource|net::ERR/] })

const row = (page: Page, title: string) => page.getByRole('region', { name: 'Materiell' }).getByRole('listitem').filter({ hasText: title })
const held = (page: Page, title: string) => expect(row(page, title).getByText('På enheten')).toBeVisible({ timeout: 60_000 })
async function throttle(page: Page, bytesPerSecond: number) {
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('Network.emulateNetworkConditions', { offline: false, latency: 0, downloadThroughput: bytesPerSecond, uploadThroughput: bytesPerSecond })
}

test('en side sine filer lastes ned, stoppes, fortsetter og fjernes, og lagringssiden sier det samme', async ({ page }) => {
  const ref = 'seminar:oslohjelpa-2024'
  await carryFile(office, pdf(3, 2_000_000), { ref, title: 'Innledning, Oslohjelpa' })
  await carryFile(office, pdf(3, 3_000_000), { ref, title: 'Spørsmål, Oslohjelpa' })
  await page.goto('/seminarer/oslohjelpa-2024')
  await expect(page.getByRole('button', { name: 'Last ned alt' })).toBeVisible({ timeout: 30_000 })
  await expect(row(page, 'Innledning, Oslohjelpa')).toContainText('PDF, 2,0 MB')
  await expectAccessible(page, [320, 390, 1280])

  await throttle(page, 600_000)
  await page.getByRole('button', { name: 'Last ned alt' }).click()
  await expect(page.getByText('Henter 1 av 2. Du kan lese mens det hentes.')).toBeVisible()
  await expect(row(page, 'Spørsmål, Oslohjelpa')).toContainText('I kø, 3,0 MB')
  await held(page, 'Innledning, Oslohjelpa')
  await expect(page.getByText('Henter 2 av 2. Du kan lese mens det hentes.')).toBeVisible()
  await expect(row(page, 'Spørsmål, Oslohjelpa')).toContainText(/\d av 3,0\sMB/)
  await page.getByRole('button', { name: 'Stopp' }).click()
  await expect(row(page, 'Spørsmål, Oslohjelpa')).toContainText(/Stoppet, .* av 3,0\sMB/)
  await expectAccessible(page, [320, 1280])
  const received = async () => (await stored<{ state: string; received: number }>(page, 'feltboka-files', 'files')).find(({ state }) => state !== 'held')!.received
  const stopped = await received()
  expect(stopped).toBeGreaterThan(0)

  // It goes on where it was, also after the app was closed.
  await page.reload()
  const ranges: (string | undefined)[] = []
  page.on('request', (request) => { if (request.url().includes('/storage/')) ranges.push(request.headers().range) })
  await page.getByRole('button', { name: 'Fortsett' }).click()
  await expect(page.getByText('Alle 2 filene ligger på enheten.')).toBeVisible({ timeout: 60_000 })
  expect(ranges).toEqual([`bytes=${stopped}-`])

  await row(page, 'Innledning, Oslohjelpa').getByRole('button', { name: 'Fjern fra enheten' }).click()
  await expect(page.getByText('Innledning, Oslohjelpa er fjernet fra enheten.')).toBeVisible()
  await page.goto('/lagring')
  const files = page.getByRole('region', { name: 'Filer' })
  await expect(files).toContainText('1 fil, 3,0 MB til sammen.')
  await expect(files.getByRole('link', { name: /Spørsmål, Oslohjelpa/ })).toBeVisible()
  await expectAccessible(page, [320, 390, 1280])
  await files.getByRole('button', { name: /Fjern.*Spørsmål, Oslohjelpa/ }).click()
  await expect(files.getByText('Spørsmål, Oslohjelpa er fjernet fra enheten.')).toBeVisible()
  expect(await stored(page, 'feltboka-files', 'pieces')).toEqual([])
})

test('en fil som kuttes ved hver tidel, blir hel og riktig', async ({ browser }) => {
  const content = pdf(2, 1_500_000)
  const { sha256 } = await carryFile(office, content, { ref: 'seminar:befaring-kuben-2024', title: 'Kuttet fil' })
  const network = await startFaultyProxy(process.env.FELTBOKA_URL!)
  const context = await browser.newContext({ baseURL: network.url })
  const page = await context.newPage()
  await page.goto('/seminarer/befaring-kuben-2024')
  network.cutOff(new RegExp(`/storage/v1/object/public/open-files/${sha256}`), content.length / 10, 9)
  await row(page, 'Kuttet fil').getByRole('button', { name: 'Last ned' }).click({ timeout: 30_000 })
  await expect(row(page, 'Kuttet fil')).toContainText('Nettet falt ut. Det som er hentet, er trygt, og resten hentes av seg selv.')
  await held(page, 'Kuttet fil')
  const asked = network.log.filter(({ path }) => path.endsWith(sha256)).length
  expect(asked).toBe(10)
  await page.getByRole('link', { name: 'Kuttet fil' }).click()
  await expect(page.getByText('Side 1: Kartlegging av overganger')).toBeVisible()
  await context.close()
  await network.close()
})

test('en fil som ikke er den den skal være, eller er borte, blir sagt fra om og ikke beholdt', async ({ page }) => {
  const ref = 'seminar:sprak-i-familien-2024'
  const content = pdf()
  await carryFile(office, content, { ref, title: 'Byttet fil' }, Buffer.alloc(content.length, 'x'))
  const gone = await carryFile(office, pdf(), { ref, title: 'Borte fil' })
  await withClient(process.env.FELTBOKA_DATABASE!, (db) => db.query('delete from storage.objects where name = $1', [gone.sha256]))
  await page.goto('/seminarer/sprak-i-familien-2024')
  await page.getByRole('button', { name: 'Last ned alt' }).click({ timeout: 30_000 })
  await expect(row(page, 'Byttet fil')).toContainText('Det som kom, var ikke riktig fil, så det er ikke beholdt.')
  await expect(row(page, 'Borte fil')).toContainText('Filen er ikke på serveren lenger.')
  expect(await stored(page, 'feltboka-files', 'pieces')).toEqual([])
  await expectAccessible(page, [320])
  // The one that is the right one by now comes when a person asks for it.
  await office.storage.from('open-files').remove([gone.sha256])
  await row(page, 'Byttet fil').getByRole('link', { name: 'Byttet fil' }).click()
  await expect(page.getByRole('heading', { name: 'Byttet fil', level: 1 })).toBeVisible()
  await expect(page.getByRole('alert').filter({ hasText: 'Det som kom, var ikke riktig fil' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Last ned' })).toBeVisible()
})

test('er det ikke plass på enheten, sies det før noe hentes; og blir det fullt underveis, er ingenting halvt', async ({ page }) => {
  await carryFile(office, pdf(2, 6_000_000), { ref: 'seminar:voldssaker-i-retur-2024', title: 'Stor fil' })
  await page.goto('/seminarer/voldssaker-i-retur-2024')
  await installed(page)
  await filled(page)
  const stor = row(page, 'Stor fil')
  await page.evaluate(() => { navigator.storage.estimate = async () => ({ quota: 9_000_000, usage: 4_000_000 }) })
  await stor.getByRole('button', { name: 'Last ned' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'Det er ikke plass på enheten' })).toContainText('Dette er 6,0 MB. Ingenting er hentet.')
  expect(await stored(page, 'feltboka-files', 'files')).toEqual([])

  // A browser that promises more than it holds, from the second piece on.
  await page.addInitScript(() => {
    const put = Object.getOwnPropertyDescriptor(IDBObjectStore.prototype, 'put')!.value as IDBObjectStore['put']
    IDBObjectStore.prototype.put = function (this: IDBObjectStore, value: { at?: number }, key?: IDBValidKey) {
      if (this.name === 'pieces' && value.at! > 0 && !document.documentElement.dataset.room) throw new DOMException('no room', 'QuotaExceededError')
      return key === undefined ? put.call(this, value) : put.call(this, value, key)
    }
  })
  await page.reload()
  await stor.getByRole('button', { name: 'Last ned' }).click()
  await expect(stor).toContainText('Det er fullt på enheten. Fjern noe du ikke trenger, og prøv igjen.', { timeout: 30_000 })
  await expect(stor.getByText('På enheten', { exact: true })).toHaveCount(0)
  expect(await stored(page, 'feltboka-files', 'pieces')).toHaveLength(1)
  await page.evaluate(() => { document.documentElement.dataset.room = 'yes' })
  await stor.getByRole('button', { name: 'Prøv igjen' }).click()
  await held(page, 'Stor fil')
})

test('en PDF på enheten leses uten nett: sider, søk, større, merket tekst og bare med tastatur', async ({ page, context }) => {
  const title = `Uten nett ${crypto.randomUUID()}`
  const { sha256 } = await carryFile(office, pdf(12), { ref: 'seminar:halvdagssamling-grorud-2024', title })
  await page.goto('/seminarer/halvdagssamling-grorud-2024')
  await installed(page)
  await filled(page)
  await row(page, title).getByRole('button', { name: 'Last ned' }).click()
  await held(page, title)
  await expect.poll(() => page.evaluate(async () => (await (await caches.open('feltboka-pdf')).keys()).length), { timeout: 30_000 }).toBe(6)
  await page.close()

  await context.setOffline(true)
  const cold = await context.newPage()
  await cold.goto(`/filer/${sha256}`)
  await expect(cold.getByRole('heading', { level: 1 })).toHaveText(title)
  await expect(cold.getByText('Side 1: Kartlegging av overganger')).toBeVisible()
  await expect(cold.getByText('av 12')).toBeVisible()
  await expectAccessible(cold, [320, 390, 1280])

  // What is drawn is the page, and its text can be marked.
  expect(await cold.locator('canvas').first().evaluate((canvas: HTMLCanvasElement) => {
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height)
    return data.some((value, at) => at % 4 === 0 && value < 100)
  })).toBe(true)
  await cold.getByText('Barnehage og skole møtes ikke ofte nok.').first().dblclick()
  expect(await cold.evaluate(() => getSelection()!.toString().trim())).toMatch(/^\p{L}+$/u)

  const field = cold.getByRole('textbox', { name: 'Gå til side' })
  await field.fill('9')
  await field.press('Enter')
  await expect(cold.getByText('Side 9: Kartlegging av overganger')).toBeInViewport()
  await expect(field).toHaveValue('9')
  // A long way off nothing is drawn.
  expect(await cold.locator('canvas').count()).toBeLessThan(9)

  await cold.getByRole('button', { name: 'Søk i filen' }).focus()
  await cold.keyboard.press('Enter')
  await cold.keyboard.type('PUKKELkostnader er')
  await cold.keyboard.press('Enter')
  await expect(cold.getByText('Treff 3 av 4, på side 9')).toBeVisible()
  await cold.keyboard.press('Enter')
  await expect(cold.getByText('Treff 4 av 4, på side 12')).toBeVisible()
  await expect(cold.getByText('Side 12: Kartlegging av overganger')).toBeInViewport()
  await expect.poll(() => cold.evaluate(() => [...CSS.highlights.get('pdf-current')!].map(String))).toEqual(['Pukkelkostnader er'])
  await cold.keyboard.press('Shift+Enter')
  await expect(cold.getByText('Treff 3 av 4, på side 9')).toBeVisible()
  await expectAccessible(cold, [320, 1280])
  // What one stands at stays in sight when the screen is turned.
  await expect(cold.getByText('Side 9: Kartlegging av overganger')).toBeInViewport()
  await cold.keyboard.press('Escape')
  await expect(cold.getByRole('button', { name: 'Søk i filen' })).toBeFocused()

  await cold.setViewportSize({ width: 390, height: 844 })
  const pages = cold.getByRole('region', { name: 'Sidene i filen' })
  const width = async () => (await cold.getByRole('group', { name: 'Side 9 av 12' }).boundingBox())!.width
  const before = await width()
  await pages.focus()
  await cold.keyboard.press('+')
  await expect.poll(async () => (await width()) / before).toBeCloseTo(1.25, 1)
  await cold.keyboard.press('0')
  await expect.poll(async () => (await width()) / before).toBeCloseTo(1, 1)
  await expect(field).toHaveValue('9')
  await cold.keyboard.press('Home')
  await expect(field).toHaveValue('1')
})

test('en PDF der en side er skadet: de andre leses, og søket sier at det ikke så alt', async ({ page }) => {
  // The list of pages points at one that is not there.
  const damaged = Buffer.from(pdf().toString('latin1').replace(/(\d+ 0 R)\]/, '99 0 R]'), 'latin1')
  const { sha256 } = await carryFile(office, damaged, { ref: 'seminar:oppvekstseminar-2024', title: 'Skadet side' })
  await page.goto(`/filer/${sha256}`)
  await page.getByRole('button', { name: 'Last ned' }).click({ timeout: 30_000 })
  await expect(page.getByText('Side 1: Kartlegging av overganger')).toBeVisible()
  await page.getByRole('button', { name: 'Søk i filen' }).click()
  for (const [words, result] of [['finnes ikke', 'Ingen treff. Vi fikk ikke søkt i én av sidene.'], ['møtes ikke', /^Treff 1 av \d, på side 1\. Vi fikk ikke søkt i én av sidene\.$/]] as const) {
    await page.getByRole('searchbox').fill(words)
    await page.keyboard.press('Enter')
    await expect(page.getByText(result)).toBeVisible()
  }
  await expectAccessible(page, [320, 390, 1280])
})

test('en fil som ikke ligger på enheten, åpnes over nettet uten å bli liggende; et bilde vises, og annet gis til systemet', async ({ page }) => {
  const ref = 'seminar:oppvekstseminar-2024'
  const { sha256 } = await carryFile(office, pdf(), { ref, title: 'Over nettet' })
  const picture = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAUAAAAFCAYAAACNbyblAAAAHElEQVQI12P4//8/w38GIAXDIBKE0DHxgljNBAAO9TXL0Y4OHwAAAABJRU5ErkJggg==', 'base64')
  const image = await carryFile(office, picture, { ref, title: 'En prikk', name: 'prikk.png', type: 'image/png' })
  const slides = await carryFile(office, Buffer.alloc(5000, 'lysbilder'), { ref, title: 'Lysbilder', name: 'lysbilder.pptx', type: 'application/vnd.openxmlformats-officedocument.presentationml.presentation' })
  await page.goto(`/filer/${sha256}`)
  await page.getByRole('button', { name: 'Åpne uten å lagre' }).click({ timeout: 30_000 })
  await expect(page.getByText('Side 1: Kartlegging av overganger')).toBeVisible()
  expect(await stored(page, 'feltboka-files', 'files')).toEqual([])

  await page.goto(`/filer/${image.sha256}`)
  await expectAccessible(page, [320, 390, 1280])
  await page.getByRole('button', { name: 'Last ned' }).click()
  const shown = page.getByRole('img', { name: 'En prikk' })
  await expect(shown).toBeVisible()
  expect(await shown.evaluate((one: HTMLImageElement) => one.naturalWidth)).toBe(5)

  await page.goto(`/filer/${slides.sha256}`)
  await page.getByRole('button', { name: 'Åpne uten å lagre' }).click()
  const saving = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Lagre som fil' }).last().click()
  expect((await saving).suggestedFilename()).toBe('lysbilder.pptx')

  await page.goto(`/filer/${'0'.repeat(64)}`)
  await expect(page.getByRole('alert')).toContainText('Vi finner ikke filen')
})

test('en fil som fjernes fra siden sin, forsvinner fra enhetene, og fra serveren', async ({ page, browser, baseURL }) => {
  const { sha256 } = await carryFile(office, pdf(), { ref: 'seminar:storbykonferansen-2024', title: 'Skal bort' })
  await page.goto('/seminarer/storbykonferansen-2024')
  await row(page, 'Skal bort').getByRole('button', { name: 'Last ned' }).click({ timeout: 30_000 })
  await held(page, 'Skal bort')

  const other = await (await browser.newContext({ baseURL })).newPage()
  await atTheOffice(other, 'fjerner@example.com')
  await other.goto('/seminarer/storbykonferansen-2024/materiell')
  await other.getByRole('button', { name: 'Fjern Skal bort fra siden' }).click()
  await other.getByRole('button', { name: 'Fjern filen' }).click()
  await expect(other.getByText('Skal bort er fjernet fra siden.')).toBeVisible()
  await sync(other)
  const onServer = async () => (await withClient(process.env.FELTBOKA_DATABASE!, (db) => db.query('select from storage.objects where name = $1', [sha256]))).rowCount
  await expect.poll(onServer, { timeout: 30_000 }).toBe(0)

  await sync(page)
  await expect.poll(() => stored(page, 'feltboka-files', 'files')).toEqual([])
  expect(await stored(page, 'feltboka-files', 'pieces')).toEqual([])
  await other.context().close()
})

test('den som holder et seminar, legger til filer; det som er valgt, tåler at nettet og siden går; og kontoret åpner dem for alle', async ({ page, browser, baseURL }) => {
  test.slow()
  const mark = crypto.randomUUID().slice(0, 8)
  const host = await someoneWith({ role: 'developer', organisation: 'BBJ' }, baseURL!, process.env.FELTBOKA_DATABASE!)
  const id = crypto.randomUUID()
  const { result } = await push(host, 'seminar.create', { id, host: 'BBJ', title: `Samling ${mark}`, type: 'gathering', date: '2026-12-04' })
  const slug = result!.slug as string
  await withRole(page, `vert-${mark}@example.com`, 'developer', 'BBJ')
  await page.goto(`/seminarer/${slug}/materiell`)
  const choose = page.getByLabel('Velg filer')
  await expect(choose).toBeAttached()
  await expectAccessible(page, [320, 390, 1280])

  await choose.setInputFiles([
    { name: 'Referat_fra_samlingen.pdf', mimeType: 'application/pdf', buffer: pdf(3, 1_500_000) },
    { name: 'film.mov', mimeType: 'video/quicktime', buffer: Buffer.alloc(10) },
    { name: 'tom.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(0) },
    { name: 'notater.txt', mimeType: 'text/plain', buffer: Buffer.from(`Notater ${mark}`) },
  ])
  await expect(page.getByRole('alert').filter({ hasText: '«film.mov» er av en type som ikke kan legges ved.' })).toContainText('«tom.pdf» er tom.')
  const titles = page.getByRole('textbox', { name: 'Tittel' })
  await expect(titles.first()).toHaveValue('Referat fra samlingen')
  await titles.first().fill('Referat 15889200038')
  await page.getByRole('button', { name: 'Last opp 2 filer' }).click()
  await expect(titles.first()).toBeFocused()
  await expect(page.getByRole('alert').filter({ hasText: /fødselsnummer/ })).toBeVisible()
  await expectAccessible(page, [320])
  await titles.first().fill('Referat')
  await titles.nth(1).fill('')
  await page.getByRole('button', { name: 'Last opp 2 filer' }).click()
  await expect(page.getByText('Skriv en tittel.')).toBeVisible()
  await titles.nth(1).fill('Notater')

  // Sent without a network: kept, also when the page is left, and sent when there is one.
  await page.context().setOffline(true)
  await page.getByRole('button', { name: 'Last opp 2 filer' }).click()
  await expect(page.getByText('Lastes opp når du får nett.').first()).toBeVisible()
  await page.goto('/mer')
  await page.goto(`/seminarer/${slug}/materiell`)
  const carried = page.getByRole('region', { name: 'På siden' })
  await expect(page.getByRole('region', { name: 'Skal lastes opp' })).toContainText('Referat')
  await page.context().setOffline(false)
  await expect(carried.getByRole('listitem').filter({ hasText: 'Referat' })).not.toContainText('Ikke sendt ennå', { timeout: 60_000 })
  await expect(carried.getByRole('listitem')).toHaveText([/Referat/, /Notater/])
  expect(await stored(page, 'feltboka-files', 'contents')).toEqual([])

  await page.getByRole('button', { name: 'Flytt Notater opp' }).press('Enter')
  await expect(page.getByText('Notater er nå nummer 1 av 2.')).toBeVisible()
  await expect(carried.getByRole('listitem')).toHaveText([/Notater/, /Referat/])
  await page.getByRole('button', { name: 'Endre tittelen på Referat' }).click()
  await carried.getByRole('textbox', { name: 'Tittel' }).fill('Referat, to sider')
  await carried.getByRole('textbox', { name: 'Tittel' }).press('Enter')
  await expect(carried).toContainText('Referat, to sider')
  await expect(page.getByRole('button', { name: 'Endre tittelen på Referat, to sider' })).toBeFocused()
  await sync(page)
  await page.goto(`/seminarer/${slug}/materiell`)
  await expect(carried.getByRole('listitem')).toHaveText([/Notater/, /Referat, to sider/])

  // Who stays is told when it has been uploaded.
  await choose.setInputFiles([{ name: 'Deltakerliste.txt', mimeType: 'text/plain', buffer: Buffer.from(`Roller ${mark}`) }])
  await page.getByRole('button', { name: 'Last opp filen' }).click()
  await expect(page.getByText('Opplastingen er ferdig.')).toBeVisible()
  await expect(page.getByText('Filen er lagt i kø.')).toHaveCount(0)
  await expect(carried.getByRole('listitem')).toHaveText([/Notater/, /Referat, to sider/, /Deltakerliste/])
  await sync(page)

  // Before the office shows it to everyone, what is for its members is copied to where everyone may fetch it.
  const desk = await (await browser.newContext({ baseURL })).newPage()
  await atTheOffice(desk, `kontor-${mark}@example.com`)
  await desk.goto(`/seminarer/${slug}/rediger`)
  const publishing = desk.getByRole('region', { name: 'Publisering' })
  await expect(publishing).toContainText('3 filer er ikke åpnet for alle ennå. Det må gjøres før seminaret publiseres.')
  await expect(publishing.getByRole('button')).toHaveCount(0)
  await expectAccessible(desk, [320, 390, 1280])
  await publishing.getByRole('link', { name: 'Gå til materiell' }).click()
  await desk.getByRole('button', { name: 'La alle kunne hente filene' }).click()
  await expect(desk.getByText('Alle kan hente filene når seminaret er publisert.')).toBeVisible({ timeout: 30_000 })
  await sync(desk)
  await desk.goto(`/seminarer/${slug}/rediger`)
  await publishing.getByRole('button', { name: 'Publiser' }).click()
  await desk.getByRole('dialog').getByRole('button', { name: 'Publiser' }).click()
  await expect(desk.getByText('Publisert. Det sendes av seg selv.')).toBeVisible()
  await sync(desk)
  await desk.context().close()

  const reader = await (await browser.newContext({ baseURL })).newPage()
  await reader.goto(`/seminarer/${slug}`)
  await row(reader, 'Notater').getByRole('button', { name: 'Last ned' }).click({ timeout: 30_000 })
  await held(reader, 'Notater')
  await reader.context().close()
})

test('den som ikke holder seminaret, får vite hvem som kan legge til', async ({ page }) => {
  await page.goto('/seminarer/uganda-delegasjon-2024/materiell')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Du kan ikke legge til materiell her', { timeout: 30_000 })
  await expectAccessible(page, [320, 390, 1280])
})
