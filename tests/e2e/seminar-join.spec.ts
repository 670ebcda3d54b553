import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Browser, type Page } from '@playwright/test'
import encode from 'qr'
import decode from 'qr/decode.js'
import { publishableKey } from '../../supabase/local/settings.ts'
import { osloMoment } from '../../src/domain/seminars.ts'
import { browserFlags, findBrowser } from '../support/browser.ts'
import { withClient } from '../support/database.ts'
import { op } from '../support/pushing.ts'
import { writing } from '../support/streams.ts'
import { expectAccessible, expectContrast } from './accessible.ts'
import { expect, filled, installed, stored, test } from './feltboka.ts'
import { computer, sync, withRole } from './people.ts'

test.use({ allowedErrors: [/ERR_INTERNET_DISCONNECTED|Failed to load resource|net::ERR/], contextOptions: { reducedMotion: 'reduce' } })

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name })
/** Colours that change slowly are no measure of contrast. */
async function hostsComputer(browser: Browser, baseURL: string | undefined) {
  const host = await computer(browser, baseURL)
  await host.page.emulateMedia({ reducedMotion: 'reduce' })
  return host
}
const database = () => process.env.FELTBOKA_DATABASE!

/** A seminar of today, of its own for each test, with something on now: published, or its members' and hosts' alone. */
async function seminarOfToday(title: string, host?: string): Promise<string> {
  const slug = `${title.toLowerCase().replace(/[^a-z]+/g, '-')}-${randomUUID().slice(0, 8)}`
  const { day, time } = osloMoment(Date.now())
  const item = { title, summary: `Om ${title.toLowerCase()}.`, services: [], districts: [], ages: [], themes: [], related: ['model:overgangslaerer'], sources: [], reviewed: '2026-11-27',
    type: 'seminar', date: day, place: 'Rådhuset', organiser: 'Programkontoret', materials: [], sections: [],
    programme: [{ id: 'velkommen', title: 'Velkommen', from: '00:00', to: time }, { id: 'na', title: 'Treffer tilbudene?', from: time, to: '23:59' }] }
  await withClient(database(), (client) => writing(client, () =>
    client.query(`insert into public.documents (id, kind, slug, data, published, host) values ($1, 'seminar', $2, $3, $4, $5)`, [randomUUID(), slug, item, host === undefined, host ?? null])))
  return slug
}
const codeOf = async (slug: string, opens = 'now()', closes = 'null') => withClient(database(), async (client) =>
  (await client.query<{ code: string }>(`insert into private.seminar_codes (code, seminar, opens, closes) values (private.new_seminar_code(), $1, ${opens}, ${closes}) returning code`, [slug])).rows[0]!.code)
const field = (page: Page) => page.getByRole('textbox', { name: 'Kode' })
async function type(page: Page, code: string) {
  await field(page).fill(code)
  await page.getByRole('button', { name: 'Bli med' }).click()
}
/** A file that a seminar hands out, put there by its host. */
async function handOut(slug: string): Promise<void> {
  const bytes = randomBytes(12_000)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const headers = { 'apikey': publishableKey, 'Content-Type': 'application/json' }
  const post = async (path: string, body: object, token = '') =>
    (await fetch(`${process.env.FELTBOKA_URL}${path}`, { method: 'POST', headers: { ...headers, ...token && { Authorization: `Bearer ${token}` } }, body: JSON.stringify(body) })).json() as Promise<Record<string, unknown>>
  const { refresh_token, user } = await post('/auth/v1/signup', {}) as { refresh_token: string; user: { id: string } }
  await withClient(database(), async (client) => {
    await client.query('update auth.users set is_anonymous = false where id = $1', [user.id])
    await client.query(`insert into public.role_assignments (user_id, role) values ($1, 'office')`, [user.id])
  })
  // Its next token says that it is anonymous no more.
  const { access_token } = await post('/auth/v1/token?grant_type=refresh_token', { refresh_token }) as { access_token: string }
  const sent = await fetch(`${process.env.FELTBOKA_URL}/storage/v1/object/files/${sha256}`, { method: 'POST', headers: { apikey: publishableKey, 'Content-Type': 'application/pdf', 'Authorization': `Bearer ${access_token}` }, body: bytes })
  expect(sent.ok).toBe(true)
  const file = { id: randomUUID(), ref: `seminar:${slug}`, title: 'Presentasjon', name: 'presentasjon.pdf', type: 'application/pdf', bytes: bytes.length, sha256, open: false }
  expect(await post('/rest/v1/rpc/push', { client: 1, ops: [op('file.add', file)] }, access_token)).toMatchObject({ answers: [{ status: 'applied' }] })
}
/** What a camera reads of the QR code on the page. */
async function readQr(page: Page): Promise<string> {
  const picture = await page.getByRole('img', { name: /QR-kode/ }).evaluate(async (svg) => {
    const drawn = svg.cloneNode(true) as SVGElement
    drawn.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
    drawn.querySelector('rect')!.setAttribute('fill', 'white')
    const image = new Image(400, 400)
    image.src = `data:image/svg+xml,${encodeURIComponent(drawn.outerHTML)}`
    await image.decode()
    const canvas = Object.assign(document.createElement('canvas'), { width: 400, height: 400 })
    const context = canvas.getContext('2d')!
    context.drawImage(image, 0, 0, 400, 400)
    return [...context.getImageData(0, 0, 400, 400).data]
  })
  return decode({ width: 400, height: 400, data: Uint8ClampedArray.from(picture) })
}

test('fra koden på veggen til svaret på evalueringen, uten konto og uten nett', async ({ page, browser, baseURL }) => {
  const slug = await seminarOfToday('Overganger')
  const host = await hostsComputer(browser, baseURL)
  await withRole(host.page, `vert-${randomUUID().slice(0, 8)}@oslo.kommune.no`, 'office')

  // The host makes a code, and prints it.
  await host.page.goto(`/seminarer/${slug}/vert`)
  await expect(heading(host.page, 'Koder og deltakere')).toBeVisible()
  await expect(host.page.getByText('Ingen kode ennå.')).toBeVisible()
  await host.page.getByLabel('Stenger').fill('2020-01-01T10:00')
  await host.page.getByRole('button', { name: 'Lag kode' }).click()
  await expect(host.page.getByText('Koden må stenge etter at den åpner, og ikke før nå.')).toBeVisible()
  await expect(host.page.getByLabel('Stenger')).toBeFocused()
  await host.page.getByLabel('Stenger').fill('')
  await host.page.getByRole('button', { name: 'Lag kode' }).click()
  const said = host.page.getByText(/Koden er [A-Z]{3}-\d{4}\./)
  await expect(said).toBeVisible()
  const code = /[A-Z]{3}-\d{4}/.exec(await said.innerText())![0]
  await expectAccessible(host.page, [320, 390, 1280])
  await host.page.getByRole('link', { name: /Plakat til utskrift/ }).click()
  await expect(heading(host.page, 'Overganger')).toBeVisible()
  expect(await readQr(host.page)).toBe(`${baseURL}/s/${code}`)
  await expectAccessible(host.page, [320, 390, 1280])
  const printed = (await host.page.pdf({ preferCSSPageSize: true })).toString('latin1')
  expect(printed.match(/\/Type\s*\/Page\b/g), 'én side').toHaveLength(1)
  expect(printed, 'A4').toMatch(/MediaBox\s*\[0 0 59[45][.\d]* 84[12]/)
  await host.page.goto(`/seminarer/${slug}/skjerm`)
  await expect(host.page.getByText(code)).toBeVisible()
  expect(await readQr(host.page)).toBe(`${baseURL}/s/${code}`)
  await expect(host.page.getByText('0 er med')).toBeVisible()
  await expect(host.page.getByText('Treffer tilbudene?')).toBeVisible()
  await expectAccessible(host.page, [320, 390, 1280])
  await host.page.getByRole('button', { name: 'Mørk' }).click()
  await expectContrast(host.page)

  // Somebody who has never been here follows the poster.
  await page.goto(`/s/${code}`)
  await expect(heading(page, 'Overganger')).toBeVisible()
  await expect(page.getByText('Du er med. Seminaret ligger på enheten')).toBeVisible()
  await expect(page.getByText(`Kode ${code}`)).toBeVisible()
  await expect(page.locator('[aria-current="time"]')).toContainText('Treffer tilbudene?')
  await expectAccessible(page, [320, 1280, 390])
  await expect(host.page.getByText('1 er med'), 'verten ser det av seg selv').toBeVisible({ timeout: 30_000 })
  // And shows the code to whoever sits beside.
  await page.getByRole('button', { name: 'Vis koden' }).click()
  expect(await readQr(page)).toBe(`${baseURL}/s/${code}`)
  await expectAccessible(page)
  await page.keyboard.press('Escape')

  // In a hall without a network: the programme, a note, and what one thought.
  await installed(page)
  await filled(page)
  await page.context().setOffline(true)
  await page.reload()
  await expect(page.locator('[aria-current="time"]')).toContainText('Treffer tilbudene?')
  await page.getByLabel('Ditt notat fra seminaret').fill('=Spør om «overgang»')
  await expect(page.getByText(/Lagret på enheten kl\./)).toBeVisible()
  const saving = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Lagre alle notatene dine som tekstfil' }).click()
  const stream = await (await saving).createReadStream()
  let text = ''
  for await (const chunk of stream) text += String(chunk)
  expect(text).toContain('=Spør om «overgang»')
  expect(text).toContain('Overganger')
  await page.getByRole('link', { name: 'Svar på evalueringen' }).click()
  await page.getByRole('radio', { name: '5' }).check()
  await page.getByRole('button', { name: 'Neste' }).click()
  await page.getByRole('button', { name: /^Send/ }).click()
  // Its own page: the form, too, says that it is put in a queue.
  await expect(page).toHaveURL(/\/saker\//)
  await page.goto(`/s/${code}`)
  await expect(heading(page, 'Overganger'), 'den som er med, kommer inn igjen uten nett').toBeVisible()
  await page.context().setOffline(false)
  // A document that was loaded without a network is not told here that there is one: it is asked for by hand.
  await sync(page)
  // The hall's screen shows the code without a network too.
  await installed(host.page)
  await host.context.setOffline(true)
  await host.page.reload()
  await expect(host.page.getByText(code)).toBeVisible()
  await host.context.setOffline(false)
  await host.page.goto(`/seminarer/${slug}/vert`)
  await expect(host.page.getByRole('definition').nth(1)).toHaveText('1', { timeout: 30_000 })

  // The code is replaced: the old one lets nobody in, and who is in stays in.
  await host.page.getByRole('button', { name: `Bytt ut ${code}` }).click()
  await expectAccessible(host.page)
  await host.page.getByRole('dialog').getByRole('button', { name: 'Bytt ut koden' }).click()
  await expect(host.page.getByText(new RegExp(`Den nye koden er .*${code} er stengt`))).toBeVisible()
  const late = await (await browser.newContext({ baseURL })).newPage()
  await late.goto(`/s/${code.toLowerCase().replace('-', '')}`)
  await expect(late.getByText(`Koden ${code} er stengt.`)).toBeVisible()
  await expectAccessible(late, [320, 390, 1280])
  await page.goto(`/seminarer/${slug}`)
  await expect(heading(page, 'Overganger')).toBeVisible()
  await late.context().close()
  await host.context.close()
})

test('et seminar bare for deltakere kommer til den som har koden, og ikke til andre', async ({ page, browser, baseURL }) => {
  const slug = await seminarOfToday('Lukket samling', 'BBJ')
  const code = await codeOf(slug)
  await handOut(slug)
  const stranger = await (await browser.newContext({ baseURL })).newPage()
  await stranger.goto(`/seminarer/${slug}`)
  await expect(heading(stranger, 'Vi finner ikke seminaret')).toBeVisible()
  await stranger.context().close()
  await page.goto(`/s/${code}`)
  await expect(heading(page, 'Lukket samling')).toBeVisible()
  await expect(page.getByText('Du er med.')).toBeVisible()
  await expect(page.getByText('Bare for deltakere', { exact: true })).toBeVisible()
  // And is offered what it hands out, before the network goes.
  await page.getByRole('button', { name: /^Last ned filen \(12.kB\)$/ }).click()
  await expect(page.getByText('På enheten', { exact: true })).toBeVisible()
  await expectAccessible(page, [320, 390])
  await installed(page)
  await page.context().setOffline(true)
  await page.reload()
  await expect(page.locator('[aria-current="time"]')).toContainText('Treffer tilbudene?')

  // And leaves it again, before the network is back.
  await page.getByRole('button', { name: 'Forlat seminaret' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Forlat' }).click()
  await expect(page.getByText('Du er ikke med på seminaret lenger.')).toBeVisible()
  await page.context().setOffline(false)
  await sync(page)
  await expect.poll(() => stored(page, 'feltboka-files', 'files'), 'filene går med det').toEqual([])
  await page.goto(`/seminarer/${slug}`)
  await expect(heading(page, 'Vi finner ikke seminaret')).toBeVisible()
})

test('en kode som ikke er åpen ennå, som ikke finnes, og for mange av dem', async ({ page }) => {
  const slug = await seminarOfToday('Tidlig')
  const early = await codeOf(slug, `now() + interval '1 day'`)
  await page.goto('/mer')
  await page.getByRole('link', { name: /Bli med på seminar/ }).click()
  await expect(heading(page, 'Bli med på seminar')).toBeVisible()
  await expectAccessible(page, [320, 390, 1280])
  await page.getByRole('button', { name: 'Bli med' }).click()
  await expect(page.getByText('Skriv koden først.')).toBeVisible()
  await expect(field(page)).toBeFocused()
  await type(page, 'UNG-19')
  await expect(page.getByText('Koden har tre bokstaver og fire tall.')).toBeVisible()
  await expect(field(page)).toHaveValue('UNG-19')
  await expectAccessible(page)
  // By keyboard alone, and not as it is written on the wall.
  await field(page).press('ControlOrMeta+a')
  await page.keyboard.type(` ${early.toLowerCase().replace('-', ' ')} `)
  await page.keyboard.press('Enter')
  await expect(page.getByText(new RegExp(`Koden ${early} åpner .* kl\\. \\d\\d\\.\\d\\d\\.`))).toBeVisible()
  await expectAccessible(page)
  // No letters that are mistaken for others are in any code, so this is none.
  for (let n = 0; n < 20; n++) {
    await type(page, `IOQ-10${String(n).padStart(2, '0')}`)
    await expect(page.getByText(`Vi finner ikke koden IOQ-10${String(n).padStart(2, '0')}.`)).toBeVisible()
  }
  await type(page, 'IOQ-1099')
  await expect(page.getByText(/Det er prøvd for mange koder som ikke finnes\. Vent .* minutt/)).toBeVisible()
  await expectAccessible(page, [320, 390])
})

test('uten nett ligger koden på enheten, og en blir med av seg selv når nettet er tilbake', async ({ page, context }) => {
  const slug = await seminarOfToday('Kjelleren')
  const code = await codeOf(slug)
  await page.goto('/bli-med')
  await installed(page)
  await filled(page)
  await context.setOffline(true)
  await type(page, code)
  await expect(page.getByText(`Koden ${code} ligger på enheten`)).toBeVisible()
  await expect(page.getByText('Du blir med av deg selv når du får nett')).toBeVisible()
  await expectAccessible(page, [320, 390])
  // Somewhere else in the app, and back: it is still there.
  await page.getByRole('link', { name: 'Mer', exact: true }).click()
  await page.getByRole('link', { name: /Bli med på seminar/ }).click()
  await expect(page.getByText(`Koden ${code} ligger på enheten`)).toBeVisible()
  await context.setOffline(false)
  await expect(heading(page, 'Kjelleren')).toBeVisible({ timeout: 30_000 })
  await expect(page.getByText('Du er med.')).toBeVisible()
})

test('når serveren ikke svarer, prøver siden igjen av seg selv', async ({ page }) => {
  const code = await codeOf(await seminarOfToday('Treg'))
  await page.route('**/rpc/join_by_code', (route) => route.fulfill({ status: 503, body: '' }))
  await page.goto(`/s/${code}`)
  await expect(page.getByText('Serveren svarer ikke som den skal. Vi prøver igjen av oss selv om litt.')).toBeVisible()
  await expect(page.getByText(`Koden ${code} ligger på enheten`)).toBeVisible()
  await expectAccessible(page)
  await page.unroute('**/rpc/join_by_code')
  await expect(heading(page, 'Treg')).toBeVisible({ timeout: 60_000 })
})

test('en kode en har gitt opp mens den var på vei, kommer ikke tilbake, og en annen slipper til', async ({ page }) => {
  const code = await codeOf(await seminarOfToday('Oppgitt'))
  const other = await codeOf(await seminarOfToday('Annet'))
  let isHeld = false
  let waiting = 0
  let answer = () => {}
  const held = new Promise<void>((resolve) => { answer = resolve })
  await page.route('**/rpc/join_by_code', async (route) => {
    if (route.request().postData()!.includes(other)) return route.continue()
    if (isHeld) {
      waiting += 1
      await held
    }
    return route.fulfill({ status: 503, body: '' })
  })
  await page.goto(`/s/${code}`)
  await expect(page.getByText(`Koden ${code} ligger på enheten`)).toBeVisible()
  isHeld = true
  await expect.poll(() => waiting, { timeout: 60_000 }).toBeGreaterThan(0)
  await page.getByRole('button', { name: 'Bruk en annen kode' }).click()
  await expect(field(page)).toBeFocused()
  await expect(page.getByText(`Koden ${code} ligger på enheten`)).toHaveCount(0)
  await type(page, other)
  await expect(heading(page, 'Annet')).toBeVisible({ timeout: 30_000 })
  answer()
  expect((await stored<{ key: string; value: { code: string } }>(page, 'feltboka-device', 'facts')).find(({ key }) => key === 'joining')?.value.code ?? other).toBe(other)
})

test('på en delt enhet sies det at en må logge inn, og ingen blir med', async ({ page }) => {
  const slug = await seminarOfToday('Delt')
  const code = await codeOf(slug)
  await page.goto('/mer/delt-enhet')
  await page.getByRole('button', { name: 'Slå på delt enhet' }).click()
  await expect(page.getByText('Enheten er delt fra nå av.')).toBeVisible()
  await page.goto('/bli-med')
  await type(page, code)
  await expect(page.getByText('Denne enheten deles av flere')).toBeVisible()
  await expectAccessible(page, [320, 390])
  expect(await withClient(database(), async (client) => (await client.query('select 1 from public.memberships where seminar = $1', [slug])).rowCount)).toBe(0)
})

/** Somebody who has joined and says what they thought, by the server's own door. */
async function answerAs(baseURL: string, slug: string, answers: object) {
  const ask = async (path: string, body: object, token?: string) => {
    const answer = await fetch(`${baseURL}${path}`, { method: 'POST', headers: { apikey: publishableKey, 'Content-Type': 'application/json', ...token && { Authorization: `Bearer ${token}` } }, body: JSON.stringify(body) })
    expect(answer.ok).toBe(true)
    return answer.json() as Promise<Record<string, unknown>>
  }
  const { access_token: token } = await ask('/auth/v1/signup', {})
  const { answers: [came] } = await ask('/rest/v1/rpc/push', { client: 1, ops: [op('report.submit', { id: randomUUID(), form: 'evaluering', formVersion: 2, answers, context: { ref: `seminar:${slug}` }, hidePlace: false })] }, token as string) as { answers: { status: string }[] }
  expect(came!.status).toBe('applied')
}

test('svarene vises når fem har svart, og lagres uten formler', async ({ page, browser, baseURL }) => {
  const slug = await seminarOfToday('Svar')
  for (let n = 0; n < 4; n++) await answerAs(baseURL!, slug, { nytte: 4, savnet: `Ord ${n}` })
  const host = await hostsComputer(browser, baseURL)
  await withRole(host.page, `vert-${randomUUID().slice(0, 8)}@oslo.kommune.no`, 'office')
  await host.page.goto(`/seminarer/${slug}/svar`)
  await expect(host.page.getByText('4 har svart')).toBeVisible()
  await expect(host.page.getByText('Svarene vises når minst fem har svart.')).toBeVisible()
  await expect(host.page.getByText('Ord 0')).toHaveCount(0)
  await expectAccessible(host.page, [320, 390, 1280])
  for (const savnet of ['=HYPERLINK("http://ond.example")', 'Ord 5', 'Ord 6']) await answerAs(baseURL!, slug, { nytte: 5, savnet })
  await expect(host.page.getByText('7 har svart'), 'de kommer av seg selv').toBeVisible({ timeout: 30_000 })
  await expect(host.page.getByText('Her er svarene fra de 5 første.')).toBeVisible()
  await expect(host.page.getByText('I snitt 4,2 av 5.')).toBeVisible()
  await expect(host.page.getByText('Ord 0')).toBeVisible()
  await expect(host.page.getByText('Ord 5'), 'den sjette venter på flere').toHaveCount(0)
  await expectAccessible(host.page, [320, 390, 1280])
  await host.page.getByRole('button', { name: 'Vis som tabell' }).first().click()
  await expect(host.page.getByRole('table')).toContainText('5: Svært nyttig')
  const saving = host.page.waitForEvent('download')
  await host.page.getByRole('button', { name: 'CSV' }).click()
  let csv = ''
  for await (const chunk of await (await saving).createReadStream()) csv += String(chunk)
  expect(csv).toContain(`"'=HYPERLINK(""http://ond.example"")"`)
  expect(csv).not.toMatch(/;"?=HYPERLINK/)
  await expect(host.page.getByText(/Lagret som svar-/)).toBeVisible()
  const excel = host.page.waitForEvent('download')
  await host.page.getByRole('button', { name: 'Excel' }).click()
  expect((await excel).suggestedFilename()).toBe(`svar-${slug}.xlsx`)

  // Nobody else is shown them.
  await page.goto(`/seminarer/${slug}/svar`)
  await expect(heading(page, 'Logg inn for å se denne siden')).toBeVisible()
  await withRole(page, `fremmed-${randomUUID().slice(0, 8)}@oslo.kommune.no`, 'developer', 'BAL')
  await page.goto(`/seminarer/${slug}/svar`)
  await expect(heading(page, 'Denne siden er for dem som holder seminaret')).toBeVisible()
  await expectAccessible(page, [320, 390])
  await host.context.close()
})

/** A camera before which a picture is held still. */
function pictureOf(text: string): string {
  const rows = encode(text, 'raw', { ecc: 'medium', border: 4 })
  const [width, height] = [640, 480]
  const luma = Buffer.alloc(width * height, 200)
  const scale = Math.floor(400 / rows.length)
  const [left, top] = [(width - rows.length * scale) >> 1, (height - rows.length * scale) >> 1]
  rows.forEach((row, y) => row.forEach((on, x) => {
    for (let line = 0; line < scale; line++) luma.fill(on ? 16 : 235, (top + y * scale + line) * width + left + x * scale, (top + y * scale + line) * width + left + (x + 1) * scale)
  }))
  const frame = Buffer.concat([Buffer.from('FRAME\n'), luma, Buffer.alloc(width * height / 2, 128)])
  const file = join(mkdtempSync(join(tmpdir(), 'feltboka-kamera-')), 'qr.y4m')
  writeFileSync(file, Buffer.concat([Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420\n`), frame, frame]))
  return file
}

test('QR-koden leses av kameraet, og kameraet slippes', async ({ baseURL }) => {
  const code = await codeOf(await seminarOfToday('Kamera'))
  const file = pictureOf(`${baseURL}/s/${code}`)
  const browser = await chromium.launch({ executablePath: findBrowser(), args: [...browserFlags, '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream', `--use-file-for-fake-video-capture=${file}`] })
  try {
    const page = await (await browser.newContext({ baseURL, locale: 'nb-NO', viewport: { width: 390, height: 844 } })).newPage()
    const problems: string[] = []
    page.on('console', (message) => { if (message.type() === 'error') problems.push(message.text()) })
    await page.goto('/bli-med')
    await page.evaluate(() => {
      const devices = navigator.mediaDevices
      const open = devices.getUserMedia.bind(devices)
      devices.getUserMedia = async (wish) => {
        const stream = await open(wish)
        Object.assign(window, { camera: stream })
        return stream
      }
    })
    await page.getByRole('button', { name: 'Skann QR-koden' }).click()
    await expect(heading(page, 'Kamera')).toBeVisible()
    expect(await page.evaluate(() => (window as unknown as { camera: MediaStream }).camera.getTracks().map(({ readyState }) => readyState))).toEqual(['ended'])
    expect(problems).toEqual([])
  } finally {
    await browser.close()
  }
})

test('uten tilgang til kameraet sies det hva en kan gjøre', async ({ page }) => {
  await page.goto('/bli-med')
  await page.evaluate(() => { navigator.mediaDevices.getUserMedia = async () => { throw new DOMException('', 'NotAllowedError') } })
  await page.getByRole('button', { name: 'Skann QR-koden' }).click()
  await expect(page.getByText('Feltboka får ikke bruke kameraet')).toBeVisible()
  await expectAccessible(page, [320, 390])
  await page.getByRole('button', { name: 'Avbryt' }).click()
  await expect(page.getByRole('button', { name: 'Skann QR-koden' })).toBeFocused()
})
