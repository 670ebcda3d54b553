import 'fake-indexeddb/auto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startStandIn, type StandIn } from '../../supabase/local/stand-in.ts'
import { failure, success } from '../../src/domain/result.ts'
import { ownStatus } from '../../src/domain/own-status.ts'
import type { Operation } from '../../src/domain/operations.ts'
import { withClient } from '../support/database.ts'
import { deviceOf } from '../support/device-of.ts'
import { insertForm, prepareForm } from '../support/streams.ts'
import { openTab, type Tab } from '../support/test-device.ts'

/** The real client, from the outbox to the adapters, against the real server: that both hold to one contract. */
let standIn: StandIn
let devices = 0

beforeAll(async () => { standIn = await startStandIn({ prepare: prepareForm }) })
afterAll(() => standIn?.stop())

const openDevice = () => deviceOf(() => standIn, 'writing', (devices += 1))

async function signIn(tab: Tab, email: string): Promise<string> {
  expect(await tab.session.requestCode(email)).toEqual(success(undefined))
  const mails = await (await fetch(`${standIn.url}/mailbox.json`)).json() as { to: string; code: string }[]
  expect(await tab.session.enterCode(mails.find(({ to }) => to === email)!.code)).toEqual(success(undefined))
  return (await tab.session.account())!.uid
}
const sql = (text: string, values: unknown[] = []) => withClient(standIn.databaseUrl, (client) => client.query(text, values))
const report = (id: string, text: string): Operation => ({ kind: 'report.submit', payload: { id, form: 'meld', formVersion: 1, answers: { hva: text }, hidePlace: false } })
const status = async (tab: Tab) => ownStatus(await tab.outbox.all(), await tab.session.account())

test('a first report makes an anonymous user, comes back with its number, and follows its writer to an address', async () => {
  const { tab, browser } = openDevice()
  const id = browser.newId()
  await tab.outbox.add([report(id, 'Ingen tolk'), { kind: 'report.message', payload: { id: browser.newId(), report: id, text: 'Fortsatt ingen' } }], browser)
  expect(await tab.loop.syncNow()).toEqual(success(undefined))
  const { uid } = (await tab.session.account())!
  expect(await tab.outbox.all()).toEqual([])
  expect((await tab.own(uid).mine.orderBy('id').toArray()).map(({ kind }) => kind).sort()).toEqual(['message', 'report'])
  expect((await tab.own(uid).mine.get(id))!.slug).toMatch(/^M-\d{4}-\d+$/)
  expect(await signIn(tab, `writer-${devices}@example.com`)).toBe(uid)
  expect(await status(tab)).toMatchObject({ signedInAs: 'user', everythingSent: true })
  await tab.outbox.add([{ kind: 'report.withdraw', payload: { report: id } }], browser)
  expect(await tab.loop.syncNow()).toEqual(success(undefined))
  expect((await tab.own(uid).mine.get(id))!.data).toMatchObject({ status: 'withdrawn' })
})

test('who has an account from before keeps the cases of both devices, also what was written meanwhile and is refused', async () => {
  const home = openDevice()
  const email = `both-${devices}@example.com`
  const account = await signIn(home.tab, email)
  await home.tab.outbox.add([report(home.browser.newId(), 'Hjemme')], home.browser)
  expect(await home.tab.loop.syncNow()).toEqual(success(undefined))

  const { tab, browser } = openDevice()
  const id = browser.newId()
  const refused: Operation = { kind: 'report.message', payload: { id: browser.newId(), report: browser.newId(), text: 'Om noe annet' } }
  await tab.outbox.add([report(id, 'På jobb'), { kind: 'report.message', payload: { id: browser.newId(), report: id, text: 'Mer' } }, refused], browser)
  await tab.loop.syncNow()
  const before = (await tab.session.account())!.uid
  await tab.outbox.add([report(browser.newId(), 'Også på jobb')], browser)
  expect(await tab.session.requestCode(email)).toEqual(success(undefined))
  const mails = await (await fetch(`${standIn.url}/mailbox.json`)).json() as { to: string; code: string }[]
  const { code } = mails.find(({ to }) => to === email)!
  expect(await tab.session.enterCode(code)).toEqual(failure('unsent'))
  expect(await tab.loop.syncNow()).toEqual(success(undefined))
  expect(await tab.session.enterCode(code)).toEqual(success(undefined))
  expect(await tab.loop.syncNow()).toEqual(success(undefined))
  const texts = async (of: Tab) => (await of.own(account).mine.toArray()).flatMap(({ data }) => ('answers' in data ? data.answers.hva : 'text' in data ? data.text : [])).sort()
  expect(await texts(tab)).toEqual(['Hjemme', 'Mer', 'Også på jobb', 'På jobb'])
  expect(await tab.outbox.all()).toMatchObject([{ owner: account, delivery: { state: 'needs-help', code: 'not-found' } }])
  expect(await tab.device.fact('claims')).toEqual([])
  expect((await sql('select count(*) as n from public.reports where owner = $1', [before])).rows).toEqual([{ n: '0' }])
  expect(await home.tab.loop.syncNow()).toEqual(success(undefined))
  expect(await texts(home.tab)).toEqual(await texts(tab))
})

test('what is said, taken back and said again without a network stands once when all of it has come', async () => {
  const { tab, browser } = openDevice()
  await withClient(standIn.databaseUrl, async (client) => {
    await client.query(`begin; select private.lock_stream('library'); select private.lock_stream('register')`)
    await insertForm(client, { slug: 'gjelder-oss-ogsa', data: { title: { nb: 'G', nn: 'G' }, reviewed: '2026-11-26', versions: [{ version: 1, steps: [{ id: 's', questions: [{ id: 'hvordan', kind: 'longText', label: { nb: 'H', nn: 'K' }, maxLength: 100 }] }] }] } })
    await client.query(`insert into public.obstacles (id, number, year, serial, title, description, kind, reviewed, as_of, published)
      values (gen_random_uuid(), 'H-2031-1', 2031, 1, 'Ingen tolk', '…', 'structural', '2026-11-26', '2026-11-26', true); commit`)
  })
  const same = (id: string): Operation => ({ kind: 'report.submit', payload: { id, form: 'gjelder-oss-ogsa', formVersion: 1, answers: {}, hidePlace: false, obstacle: 'H-2031-1' } })
  const ids = [browser.newId(), browser.newId(), browser.newId()]
  for (const id of ids) await tab.outbox.add([same(id), ...id === ids[2] ? [] : [{ kind: 'report.withdraw', payload: { report: id } } as Operation]], browser)
  expect(await tab.loop.syncNow()).toEqual(success(undefined))
  expect(await tab.outbox.all()).toEqual([])
  const { uid } = (await tab.session.account())!
  expect((await sql('select status from public.reports where owner = $1 order by serial', [uid])).rows.map(({ status: one }) => one as string)).toEqual(['withdrawn', 'withdrawn', 'connected'])
})

test('the server refuses in words that the device knows', async () => {
  const { tab, browser } = openDevice()
  await tab.outbox.add([
    { kind: 'report.message', payload: { id: browser.newId(), report: browser.newId(), text: 'x' } },
    { kind: 'seminar.join', payload: { id: browser.newId(), seminar: 'finnes-ikke' } },
    { kind: 'obstacle.create', payload: { id: browser.newId(), title: 'x', description: 'y' } },
    { kind: 'seminar.leave', payload: { seminar: 'aldri-med' } },
    { kind: 'report.submit', payload: { id: browser.newId(), form: 'meld', formVersion: 1, answers: { hva: 7, annet: 'x' }, hidePlace: false } },
  ], browser)
  expect(await tab.loop.syncNow()).toEqual(success(undefined))
  expect((await tab.outbox.all()).map(({ delivery }) => delivery)).toEqual([
    { state: 'needs-help', code: 'not-found', field: 'report' }, { state: 'needs-help', code: 'not-found', field: 'seminar' }, { state: 'needs-help', code: 'forbidden' },
    { state: 'needs-help', code: 'invalid', field: 'answers', fields: { hva: 'wrong-type', annet: 'unknown-question' } },
  ])
})

test('the office enters, edits, moves and publishes; two who edit one field meet', async () => {
  const { tab, browser } = openDevice()
  const office = await signIn(tab, 'office@example.com')
  const other = openDevice()
  const colleague = await signIn(other.tab, 'colleague@example.com')
  for (const uid of [office, colleague]) await sql(`insert into public.role_assignments (user_id, role) values ($1, 'office')`, [uid])
  const id = browser.newId()
  await tab.outbox.add([{ kind: 'obstacle.create', payload: { id, title: 'Ingen tolk', description: 'Det er for få.' } }], browser)
  expect(await tab.loop.syncNow()).toEqual(success(undefined))
  const row = (await tab.own(office).internal.get(id))!
  expect(row.kind).toBe('obstacle')
  const edit = (title: string): Operation => ({ kind: 'obstacle.edit', payload: { obstacle: id, base: row.rev, fields: { title } } })
  await tab.outbox.add([edit('En'), edit('To'), { kind: 'obstacle.move', payload: { obstacle: id, from: 'registered', to: 'assessed' } }], browser)
  expect(await tab.loop.syncNow()).toEqual(success(undefined))
  expect(await tab.outbox.all()).toEqual([])
  await other.tab.outbox.add([edit('Tre')], other.browser)
  await other.tab.loop.syncNow()
  const [refused] = await other.tab.outbox.all()
  expect(refused!.delivery).toMatchObject({ state: 'needs-help', code: 'conflict', fields: { title: { mine: 'Tre', theirs: 'To' } } })
  await other.tab.outbox.tryAgain(refused!.opId, other.browser)
  await other.tab.outbox.add([{ kind: 'obstacle.publish', payload: { obstacle: id, published: true } }], other.browser)
  expect(await other.tab.loop.syncNow()).toEqual(success(undefined))
  expect(await other.tab.outbox.all()).toEqual([])
  expect((await other.tab.db.register.get(id))!.data).toMatchObject({ title: 'Tre', status: 'assessed' })
  expect(await other.tab.own(colleague).internal.get(id)).toBeUndefined()
  await sql('delete from public.role_assignments where user_id = $1', [colleague])
  await other.tab.loop.syncNow()
  expect(await other.tab.own(colleague).internal.count(), 'a lost role takes what it showed').toBe(0)
})

test('a token past its time is renewed, a session that was ended asks to sign in again, and what was written waits', async () => {
  const { tab, browser } = openDevice()
  const uid = await signIn(tab, 'later@example.com')
  const account = (await tab.session.account())!
  await tab.device.keepFact('account', { ...account, accessToken: account.accessToken.slice(0, -8) })
  await tab.outbox.add([report(browser.newId(), 'en')], browser)
  expect(await tab.loop.syncNow()).toEqual(success(undefined))
  expect((await tab.session.account())!.refreshToken).not.toBe(account.refreshToken)
  await sql('delete from auth.sessions where user_id = $1', [uid])
  const now = (await tab.session.account())!
  await tab.device.keepFact('account', { ...now, accessToken: now.accessToken.slice(0, -8) })
  await tab.outbox.add([report(browser.newId(), 'to')], browser)
  await tab.loop.syncNow()
  expect(await status(tab)).toMatchObject({ signedInAs: 'expired', waiting: 1, everythingSent: false })
  expect(await signIn(tab, 'later@example.com')).toBe(uid)
  expect(await tab.loop.syncNow()).toEqual(success(undefined))
  expect(await tab.own(uid).mine.count()).toBe(2)
})

test('a restore that still has a report makes no second; what is too large is told', async () => {
  const { tab, browser } = openDevice()
  await tab.outbox.add([report(browser.newId(), 'en')], browser)
  await tab.loop.syncNow()
  const { uid } = (await tab.session.account())!
  const lost = openTab(`writing-${devices}`, { fetch: async (input, init) => {
    const answer = await fetch(String(input).replace('http://server.test', standIn.url), { ...init, headers: { ...init!.headers, apikey: standIn.publishableKey } })
    if (String(input).endsWith('/push')) throw new TypeError('Failed to fetch')
    return answer
  } }, browser)
  await tab.outbox.add([report(browser.newId(), 'to'), report(browser.newId(), 'x'.repeat(70_000))], browser)
  expect(await lost.loop.syncNow()).toEqual(failure('offline'))
  await sql(`select private.start_new_epoch('mine')`)
  expect(await tab.loop.syncNow()).toEqual(success(undefined))
  expect(await tab.own(uid).mine.count()).toBe(2)
  expect((await tab.outbox.all()).map(({ delivery }) => delivery)).toEqual([{ state: 'needs-help', code: 'too-large' }])
  expect(await tab.session.signOut()).toEqual(failure('unsent'))
})
