import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import fc from 'fast-check'
import { decodeJwt } from 'jose'
import type { Secrets } from '../../supabase/local/gateway/secrets.ts'
import { Tokens } from '../../supabase/local/gateway/tokens.ts'
import type { StandIn } from '../../supabase/local/stand-in.ts'
import { everyFault, type Fault, type Moment } from '../support/faulty-proxy.ts'
import {
  addVerbs, answer, deploy, expect, expectEqual, filled, installed, onServer, open, signIn, sql, status, stored, syncedAtLast, syncNow, test, textsOnServer, write,
} from './bad-network.ts'

test.use({ allowedErrors: [/Failed to load resource|dynamically imported module/] })

const push = /\/rpc\/push$/
const reading = /\/rpc\/(pull|manifest|rows)$/
const auth = /\/auth\/v1\//
const renewal = /\/auth\/v1\/token$/
const server = /\/(rest|auth)\/v1\//

const day = 24 * 60 * 60_000
const fromSeed = <T>(arbitrary: fc.Arbitrary<T>, seed: number, numRuns: number) => fc.sample(arbitrary, { seed, numRuns })

function* forever(...faults: Fault[]) {
  for (;;) yield* faults
}

for (const seed of [1, 2, 3]) {
  test(`meldinger og svar kommer fram én gang hver gjennom et nett som svikter (frø ${seed})`, async ({ page, network, standIn, mark }) => {
    const fault = fc.option(fc.constantFrom(...everyFault), { nil: undefined, freq: 4 })
    for (const [part, path] of [push, reading, auth].entries()) network.disturb(path, fromSeed(fault, seed * 10 + part, 500))
    await open(page)
    const written: string[] = []
    for (let one = 10; one < 22; one++) {
      const texts = ['', ' og et svar', ' og to'].map((more) => `${mark} ${one}${more}`)
      const id = await write(page, texts[0]!)
      for (const text of texts.slice(1)) await answer(page, id, text)
      written.push(...texts)
      await syncNow(page)
    }
    expect(network.log.filter(({ path, fault: met }) => push.test(path) && met).length, 'sendingen er blitt forstyrret').toBeGreaterThan(5)
    network.heal()
    await syncedAtLast(page)
    expect(await textsOnServer(standIn, mark)).toEqual(written)
    await expectEqual(page, standIn, (await status(page)).own!.uid!)
    const shown = await page.evaluate(() => feltboka.shownReports())
    expect(shown.state === 'ready' && shown.value.map(({ number, where, messages }) => [/^M-\d{4}-\d+$/.test(number!), where.at, messages.length]))
      .toEqual(Array(12).fill([true, 'fetched', 2]))
  })
}

/** Ends a tab as a person does, or as a system without memory does. */
async function kill(tab: Page, how: 'close' | 'crash'): Promise<void> {
  if (how === 'crash') {
    const crashed = tab.waitForEvent('crash')
    const session = await tab.context().newCDPSession(tab)
    session.send('Page.crash').catch(() => { /* nobody is left to answer */ })
    await crashed
  }
  await tab.close()
}

test('fanen dør midt i sendingen, gang på gang: ingenting blir borte, og ingenting blir dobbelt', async ({ page, context, network, standIn, mark }) => {
  const death = fc.record({
    path: fc.constantFrom(push, push, reading), moment: fc.constantFrom<Moment[]>('asked', 'done', 'told'), how: fc.constantFrom('close' as const, 'crash' as const),
  })
  const deaths = [{ path: auth, moment: 'done', how: 'crash' } as const, ...fromSeed(death, 4, 9)]
  const [tried, kept]: [string[], string[]] = [[], []]
  for (const [n, { path, moment, how }] of deaths.entries()) {
    const tab = await context.newPage()
    await open(tab)
    const killed = network.interrupt(path, moment, () => kill(tab, how))
    for (const text of ['a', 'b', 'c'].map((letter) => `${mark} ${n}${letter}`)) {
      tried.push(text)
      await write(tab, text).then(() => kept.push(text), () => { /* it died of an earlier one */ })
    }
    syncNow(tab).catch(() => { /* dead */ })
    await killed
  }
  await open(page)
  await syncedAtLast(page)
  const arrived = await textsOnServer(standIn, mark)
  expect(arrived).toEqual([...new Set(arrived)])
  expect(arrived).toEqual(expect.arrayContaining(kept))
  expect(tried).toEqual(expect.arrayContaining(arrived))
  await expectEqual(page, standIn, (await status(page)).own!.uid!)
})

test('to faner skriver samtidig: én sender om gangen, og begge ser det', async ({ page, context, network, standIn, mark }) => {
  const other = await context.newPage()
  const tabs = [page, other]
  for (const tab of tabs) await open(tab)
  await Promise.all(tabs.map(async (tab, n) => {
    for (let one = 0; one < 10; one++) await write(tab, `${mark} ${n}${one}`)
  }))
  const shown = (tab: Page) => tab.evaluate(() => {
    const reports = feltboka.shownReports()
    return reports.state === 'ready' ? reports.value.filter(({ number, where }) => number && where.at === 'fetched').length : 0
  })
  for (const tab of tabs) {
    await expect.poll(() => shown(tab), { timeout: 20_000 }).toBe(20)
    await expect.poll(async () => (await status(tab)).own).toMatchObject({ everythingSent: true, failure: undefined })
  }
  expect(network.log.filter(({ path, alongside }) => push.test(path) && alongside > 0)).toEqual([])
  expect((await textsOnServer(standIn, mark)).length).toBe(20)
  await expectEqual(other, standIn, (await status(other)).own!.uid!)
})

test('fanen som sender, dør: den andre tar over av seg selv', async ({ page, context, network, standIn, mark }) => {
  const sender = await context.newPage()
  await open(sender)
  await page.clock.install()
  const dead = network.interrupt(push, 'done', async () => {
    await open(page)
    await expect.poll(async () => (await status(page)).own).toMatchObject({ waiting: 1 })
    await kill(sender, 'crash')
  })
  await write(sender, mark)
  await dead
  // It stood aside, and looks again after a minute or so.
  await page.clock.fastForward(2 * 60_000)
  await expect.poll(async () => (await status(page)).own).toMatchObject({ everythingSent: true, failure: undefined })
  await expect.poll(() => stored(page, 'feltboka-device', 'outbox')).toEqual([])
  expect(await textsOnServer(standIn, mark)).toEqual([mark])
})

test('fanen som sender, henger: den andre går forbi når noen ber om det, og to på én gang gjør ingen skade', async ({ page, context, network, standIn, mark }) => {
  const sender = await context.newPage()
  await open(sender)
  let letGo = () => {}
  const hanging = new Promise<void>((resolve) => { letGo = resolve })
  const begun = new Promise<void>((resolve) => { void network.interrupt(push, 'done', () => { resolve(); return hanging }) })
  await write(sender, `${mark} 1`)
  await begun
  await open(page)
  await write(page, `${mark} 2`)
  expect(await syncNow(page)).toMatchObject({ ok: true })
  letGo()
  await write(sender, `${mark} 3`)
  await syncedAtLast(sender)
  expect(await textsOnServer(standIn, mark)).toEqual([1, 2, 3].map((n) => `${mark} ${n}`))
  await expectEqual(page, standIn, (await status(page)).own!.uid!)
})

/** Makes the device's session as old as that, on both sides: what it asks by is past its time, and was last renewed then. */
async function age(page: Page, standIn: StandIn, uid: string, days: number): Promise<void> {
  const account = (await page.evaluate(() => feltboka.deviceDatabase.fact('account')))!
  const claims = decodeJwt(account.accessToken)
  const back = days * 24 * 60 * 60
  const tokens = new Tokens(JSON.parse(readFileSync(join(standIn.dataFolder, 'secrets.json'), 'utf8')) as Secrets)
  const accessToken = await tokens.sign({ ...claims, iat: claims.iat! - back, exp: claims.exp! - back })
  await page.evaluate((aged) => feltboka.deviceDatabase.keepFact('account', aged), { ...account, accessToken })
  for (const table of ['sessions', 'refresh_tokens']) {
    await sql(standIn, `update auth.${table} set created_at = created_at - $2::interval, updated_at = updated_at - $2::interval where user_id::text = $1`, [uid, `${days} days`])
  }
}

test('etter tretti dager uten nett fornyes innloggingen gjennom alt som kan gå galt, og alt blir sendt', async ({ page, context, network, standIn, mark }) => {
  await page.clock.install()
  await open(page)
  const uid = await signIn(page, standIn, `${mark}@example.org`)
  await syncedAtLast(page)
  await context.setOffline(true)
  for (const week of [1, 2, 3]) {
    await write(page, `${mark} ${week}`)
    await page.clock.fastForward(10 * day)
  }
  // So long a sleep may give up a database in the middle of a question, which is asked again.
  await expect.poll(() => status(page)).toMatchObject({ online: false, library: { state: 'stale' }, own: { signedInAs: 'user', waiting: 3, everythingSent: false } })
  await age(page, standIn, uid, 30)
  const trouble: Fault[] = ['dropped', 'lost', 'busy', 'forbidden', 'portal', 'astray', 'broken', 'unavailable', 'cut', 'halved']
  network.disturb(renewal, trouble)
  await context.setOffline(false)
  await expect.poll(async () => {
    const { ok } = await syncNow(page)
    expect((await status(page)).own!.signedInAs).toBe('user')
    return ok
  }, { timeout: 20_000, intervals: [0] }).toBe(true)
  expect(network.log.filter(({ path }) => renewal.test(path)).map(({ fault }) => fault)).toEqual([...trouble, undefined])
  await syncedAtLast(page)
  expect(await onServer(standIn, mark)).toEqual([1, 2, 3].map((week) => ({ owner: uid, text: `${mark} ${week}` })))
  expect((await status(page)).library.state).toBe('current')
  await expectEqual(page, standIn, uid)
})

test('en fremmed innloggingsside tar ikke appens plass', async ({ page, network }) => {
  await page.goto('/modeller')
  await installed(page)
  await filled(page)
  network.disturb(/./, forever('portal'))
  expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())!.update().then(() => 'replaced', () => 'kept'))).toBe('kept')
  await page.reload()
  await expect(page.getByRole('link', { name: /Språkstart/ })).toBeVisible()
})

test('en ny utgave kommer mens et utkast skrives: utkastet står, og det den gamle skrev, sender den nye', async ({ page, context, network, standIn, siteFolder, mark }) => {
  await page.goto('/')
  await installed(page)
  await addVerbs(page)
  const keep = (text: string) => page.evaluate(([id, hva]) => feltboka.keepDraft({ id, form: 'hindring', formVersion: 1, answers: { hva } }, Date.now()), [mark, text] as const)
  network.disturb(push, forever('dropped'))
  await write(page, `${mark} sendt`)
  expect(await keep(`${mark} begynt`)).toMatchObject({ ok: true })
  const app = page.locator('script[src^="/assets/"]')
  const before = await app.getAttribute('src')
  await deploy(siteFolder, mark)
  await page.evaluate(async () => { await (await navigator.serviceWorker.getRegistration())!.update() })
  await expect(page.getByText('Ny versjon av Feltboka')).toBeVisible()
  // Still written while the new one takes over.
  expect(await keep(`${mark} begynt, og skrevet videre på`)).toMatchObject({ ok: true })
  await page.getByRole('button', { name: 'Oppdater nå' }).click()
  await expect(app).not.toHaveAttribute('src', before!)
  expect(await app.getAttribute('src')).toContain(mark)
  await addVerbs(page)
  expect(await page.evaluate((id) => feltboka.findDraft(id), mark)).toMatchObject({ answers: { hva: `${mark} begynt, og skrevet videre på` } })
  expect(await stored(page, 'feltboka-device', 'outbox')).toHaveLength(1)
  network.heal()
  // As when the network comes back: nobody asks. In the middle of a try that fails, the next one follows soon.
  await context.setOffline(true)
  await context.setOffline(false)
  await expect.poll(() => textsOnServer(standIn, mark), { timeout: 20_000 }).toEqual([`${mark} sendt`])
  await expect.poll(() => stored(page, 'feltboka-device', 'outbox')).toEqual([])
})

test('en annen fane tar den nye utgaven i bruk: den gamle fanen får sin neste side, hel, fra den nye', async ({ page, context, siteFolder, mark }) => {
  await page.goto('/modeller')
  await filled(page)
  await installed(page)
  await deploy(siteFolder, mark)
  const other = await context.newPage()
  await other.goto('/')
  await other.evaluate(async () => { await (await navigator.serviceWorker.getRegistration())!.update() })
  await other.getByRole('button', { name: 'Oppdater nå' }).click()
  await expect(other.locator(`script[src*="${mark}"]`)).toHaveCount(1)
  const loads = loadsOf(page)
  // The code of this page is of the build that is gone, and was not loaded while it was there.
  await page.getByRole('link', { name: 'Prosjekter' }).first().click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Bibliotek: Prosjekter')
  await expect(page.locator(`script[src*="${mark}"]`)).toHaveCount(1)
  expect(loads()).toBe(1)
})

/** Counts how often a page is loaded whole. */
function loadsOf(page: Page): () => number {
  let loads = 0
  page.on('domcontentloaded', () => loads++)
  return () => loads
}

test('kode som ikke kommer fram bak en side, laster ikke siden på nytt, og hentes siden', async ({ page, network }) => {
  const loads = loadsOf(page)
  const behind = ['sync-engine', 'follow-own', 'workbox-window']
  network.disturb(new RegExp(`/assets/(${behind.join('|')})`), forever('dropped'))
  await page.clock.install()
  await page.goto('/modeller')
  for (const name of behind) await expect.poll(() => network.log.filter(({ path, fault }) => path.includes(name) && fault).length, name).toBeGreaterThan(0)
  network.heal()
  await page.clock.fastForward(60_000)
  await filled(page)
  await page.clock.fastForward(60 * 60_000)
  await installed(page)
  expect(loads()).toBe(1)
})

test.describe('før appen er installert', () => {
  test.use({ serviceWorkers: 'block' })

  test('en side som det mangler kode til, lastes hel, én gang', async ({ page, network }) => {
    const loads = loadsOf(page)
    await page.goto('/modeller')
    await filled(page)
    network.disturb(/\/assets\/ProjectListPage/, forever('dropped'))
    page.on('request', (request) => { if (request.isNavigationRequest()) network.heal() })
    await page.getByRole('link', { name: 'Prosjekter' }).first().click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Bibliotek: Prosjekter')
    expect(loads()).toBe(2)
  })

  test('en ny utgave legges ut under en åpen side: koden til neste side er borte, og siden lastes hel fra den nye', async ({ page, siteFolder, mark }) => {
    const loads = loadsOf(page)
    await page.goto('/modeller')
    await filled(page)
    await deploy(siteFolder, mark)
    await page.getByRole('link', { name: 'Prosjekter' }).first().click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Bibliotek: Prosjekter')
    await expect(page.locator(`script[src*="${mark}"]`)).toHaveCount(1)
    expect(loads()).toBe(2)
  })

  test('koden til lageret, når den ikke kommer fram, prøves igjen til siden står der', async ({ page, network }) => {
    const loads = loadsOf(page)
    network.disturb(/\/assets\/(opened-)?databases/, forever('dropped'))
    await page.clock.install()
    await page.goto('/modeller')
    await expect(page.getByRole('alert')).toContainText('Vi fikk ikke hentet siden')
    network.heal()
    await page.clock.fastForward(60_000)
    await expect(page.getByRole('link', { name: /Språkstart/ })).toBeVisible()
    expect(loads()).toBe(1)
  })
})

test('det som skrives før koden som følger det, er kommet, sendes likevel av seg selv', async ({ page, network, standIn, mark }) => {
  network.disturb(/follow-own/, ['dropped'])
  await page.clock.install()
  await open(page)
  await expect.poll(() => network.log.filter(({ fault }) => fault).length).toBe(1)
  await expect.poll(async () => (await status(page)).register.state).toBe('current')
  await write(page, `${mark} 1`)
  await page.clock.fastForward(60_000)
  await expect.poll(() => textsOnServer(standIn, mark)).toEqual([`${mark} 1`])
  await expect.poll(async () => (await status(page)).own).toMatchObject({ everythingSent: true })
})

test('en fremmed innloggingsside blir verken innhold, svar eller grunn til å logge ut', async ({ page, network, standIn, mark }) => {
  await open(page)
  const uid = await signIn(page, standIn, `${mark}@example.org`)
  await write(page, `${mark} 1`)
  await syncedAtLast(page)
  const held = async () => [
    await stored(page, 'feltboka-public', 'documents'), await stored(page, 'feltboka-public', 'register'), await stored(page, 'feltboka-public', 'cursors'),
    await stored(page, `feltboka-user-${uid}`, 'mine'), await stored(page, 'feltboka-device', 'facts'),
  ]
  const before = await held()
  network.disturb(server, forever('portal', 'astray'))
  await write(page, `${mark} 2`)
  for (let n = 0; n < 3; n++) expect(await syncNow(page)).toMatchObject({ ok: false, code: 'unreadable' })
  expect(await page.evaluate(() => feltboka.fetchPage('model', 'sprakstart'))).toMatchObject({ ok: false, code: 'unreadable' })
  expect(await held()).toEqual(before)
  expect((await status(page)).own).toMatchObject({ signedInAs: 'user', uid, waiting: 1, everythingSent: false, failure: 'unreadable' })
  network.heal()
  await syncedAtLast(page)
  expect(await textsOnServer(standIn, mark)).toEqual([`${mark} 1`, `${mark} 2`])
  await expectEqual(page, standIn, uid)
})

test('å logge ut med noe usendt krever et valg; den neste ser og sender det ikke, og dets egen sender det siden', async ({ page, context, standIn, mark }) => {
  const signOut = (options?: { leaveUnsent?: boolean }) => page.evaluate((how) => feltboka.signOut(how), options)
  await open(page)
  const first = await signIn(page, standIn, `a-${mark}@example.org`)
  await write(page, `${mark} a1`)
  await syncedAtLast(page)
  await context.setOffline(true)
  await write(page, `${mark} a2`)
  expect(await signOut()).toMatchObject({ ok: false, code: 'unsent' })
  expect((await status(page)).own).toMatchObject({ signedInAs: 'user', waiting: 1 })
  expect(await signOut({ leaveUnsent: true })).toMatchObject({ ok: true })
  await expect.poll(async () => (await status(page)).own).toMatchObject({ signedInAs: 'nobody', waiting: 0, ofOthers: 1 })

  await context.setOffline(false)
  const second = await signIn(page, standIn, `b-${mark}@example.org`)
  await write(page, `${mark} b1`)
  await expect.poll(() => syncNow(page)).toMatchObject({ ok: true })
  expect(await onServer(standIn, mark)).toEqual([{ owner: first, text: `${mark} a1` }, { owner: second, text: `${mark} b1` }])
  const shown = () => page.evaluate(() => {
    const reports = feltboka.shownReports()
    return reports.state === 'ready' ? reports.value.map(({ answers }) => answers.hva).sort() : reports.state
  })
  await expect.poll(shown).toEqual([`${mark} b1`])
  const users = await page.evaluate(async () => (await indexedDB.databases()).flatMap(({ name }) => (name!.startsWith('feltboka-user-') ? [name] : [])))
  expect(users).toEqual([`feltboka-user-${second}`])
  expect(await signOut()).toMatchObject({ ok: true })

  expect(await signIn(page, standIn, `a-${mark}@example.org`)).toBe(first)
  await syncedAtLast(page)
  await expect.poll(shown).toEqual([`${mark} a1`, `${mark} a2`])
  expect(await onServer(standIn, mark)).toEqual([
    { owner: first, text: `${mark} a1` }, { owner: first, text: `${mark} a2` }, { owner: second, text: `${mark} b1` },
  ])
})

test('en rolle som trekkes tilbake, tar det interne med seg fra enheten, men ikke det en selv har skrevet', async ({ page, context, standIn, mark }) => {
  await open(page)
  const uid = await signIn(page, standIn, `${mark}@example.org`)
  await sql(standIn, `insert into public.role_assignments (user_id, role) values ($1, 'office')`, [uid])
  const created = await page.evaluate((title) => feltboka.createObstacle({ title, description: 'Det er for få.' }), mark)
  await syncedAtLast(page)
  const internal = () => stored<{ id: string; kind: string; rev: number }>(page, `feltboka-user-${uid}`, 'internal')
  const row = (await internal()).find(({ id }) => created.ok && id === created.value)!
  expect(row.kind).toBe('obstacle')

  await context.setOffline(true)
  await page.evaluate(([id, base]) => feltboka.editObstacle(id, base, { title: 'Uten rolle' }), [row.id, row.rev] as const)
  await sql(standIn, 'delete from public.role_assignments where user_id = $1', [uid])
  await context.setOffline(false)
  await expect.poll(() => syncNow(page)).toMatchObject({ ok: true })
  expect(await internal()).toEqual([])
  expect(await sql(standIn, 'select title from public.obstacles where id = $1', [row.id])).toEqual([{ title: mark }])
  expect(await page.evaluate(() => feltboka.listNeedingHelp())).toMatchObject([{ payload: { fields: { title: 'Uten rolle' } }, delivery: { code: 'forbidden' } }])
  expect((await status(page)).own).toMatchObject({ needsHelp: 1, everythingSent: false })
})
