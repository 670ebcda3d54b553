import 'fake-indexeddb/auto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { monthsKept } from '../../src/domain/retention.ts'
import type { Operation } from '../../src/domain/operations.ts'
import { ownStatus } from '../../src/domain/own-status.ts'
import { failure, success } from '../../src/domain/result.ts'
import { startStandIn, type StandIn } from '../../supabase/local/stand-in.ts'
import { withClient } from '../support/database.ts'
import { deviceOf } from '../support/device-of.ts'
import { prepareForm } from '../support/streams.ts'
import type { Tab } from '../support/test-device.ts'

/** The real client against the real server, until nothing of a person is left on either. */
let standIn: StandIn
let devices = 0

beforeAll(async () => { standIn = await startStandIn({ prepare: prepareForm }) })
afterAll(() => standIn?.stop())

const openDevice = () => deviceOf(() => standIn, 'erasing', (devices += 1))
const sql = async <R>(text: string, values: unknown[] = []) => (await withClient(standIn.databaseUrl, (client) => client.query(text, values))).rows as R[]
const report = (id: string, text: string): Operation => ({ kind: 'report.submit', payload: { id, form: 'meld', formVersion: 1, answers: { hva: text }, hidePlace: false } })
const status = async (tab: Tab) => ownStatus(await tab.outbox.all(), await tab.session.account())

async function signIn(tab: Tab, email: string): Promise<string> {
  expect(await tab.session.requestCode(email)).toEqual(success(undefined))
  const mails = await (await fetch(`${standIn.url}/mailbox.json`)).json() as { to: string; code: string }[]
  expect(await tab.session.enterCode(mails.find(({ to }) => to === email)!.code)).toEqual(success(undefined))
  return (await tab.session.account())!.uid
}

test('people are told for as many months as the database keeps', async () => {
  const [kept] = await sql<{ closing: number; sending: number }>(`select
    (extract(year from private.kept_after_closing()) * 12 + extract(month from private.kept_after_closing()))::integer as closing,
    (extract(year from private.kept_after_sending()) * 12 + extract(month from private.kept_after_sending()))::integer as sending`)
  expect(kept).toEqual({ closing: monthsKept.afterClosing, sending: monthsKept.afterSending })
})

test('an anonymous user is erased, here and there, and the device goes on as another\'s', async () => {
  const { tab, browser } = openDevice()
  const id = browser.newId()
  await tab.outbox.add([report(id, 'Ingen tolk'), { kind: 'report.message', payload: { id: browser.newId(), report: id, text: 'Den fra Eikenga' } }], browser)
  expect(await tab.loop.syncNow()).toEqual(success(undefined))
  const { uid } = (await tab.session.account())!
  expect(await tab.session.erase()).toEqual(success(undefined))
  await tab.user.keepOnlyPresent()
  expect([await tab.session.account(), await tab.outbox.all()]).toEqual([undefined, []])
  expect((await indexedDB.databases()).filter(({ name }) => name?.includes(uid))).toEqual([])
  expect(await sql('select 1 from auth.users where id = $1', [uid])).toEqual([])
  expect(await sql('select status, answers from public.reports where owner = $1', [uid])).toEqual([{ status: 'withdrawn', answers: {} }])
  await tab.outbox.add([report(browser.newId(), 'Fortsatt ingen tolk')], browser)
  expect(await tab.loop.syncNow()).toEqual(success(undefined))
  expect((await tab.session.account())!.uid).not.toBe(uid)
})

test('another device of theirs learns that the words are gone, sends nothing more, and keeps what it has not sent', async () => {
  const [one, other] = [openDevice(), openDevice()]
  const uid = await signIn(one.tab, 'kari@example.com')
  const id = one.browser.newId()
  await one.tab.outbox.add([report(id, 'Ingen tolk')], one.browser)
  expect(await one.tab.loop.syncNow()).toEqual(success(undefined))
  expect(await signIn(other.tab, 'kari@example.com')).toBe(uid)
  expect(await other.tab.loop.syncNow()).toEqual(success(undefined))
  expect((await other.tab.own(uid).mine.get(id))!.data).toMatchObject({ answers: { hva: 'Ingen tolk' } })

  expect(await one.tab.session.erase()).toEqual(success(undefined))
  expect(await other.tab.loop.syncNow()).toEqual(success(undefined))
  expect((await other.tab.own(uid).mine.get(id))!.data).toMatchObject({ answers: {}, redactedAt: expect.any(String) })
  expect((await other.tab.own(uid).mine.toArray()).map(({ data }) => data)).toContainEqual(expect.objectContaining({ type: 'redacted', why: 'own-wish' }))

  await other.tab.outbox.add([report(other.browser.newId(), 'Skrevet etterpå')], other.browser)
  await other.tab.loop.syncNow()
  expect(await status(other.tab)).toMatchObject({ signedInAs: 'expired', waiting: 1 })
  expect(await sql('select 1 from public.reports where owner = $1', [uid])).toHaveLength(1)
  // The address is free: whoever has it begins anew, and what the user before had on the device goes.
  expect(await signIn(other.tab, 'kari@example.com')).not.toBe(uid)
})

test('what time has redacted reaches the device as any other change', async () => {
  const { tab, browser } = openDevice()
  const id = browser.newId()
  await tab.outbox.add([report(id, 'Ingen tolk'), { kind: 'report.withdraw', payload: { report: id } }], browser)
  expect(await tab.loop.syncNow()).toEqual(success(undefined))
  expect(await sql(`select private.redact_closed_reports('-1 second') as redacted`)).toEqual([{ redacted: 1 }])
  expect(await tab.loop.syncNow()).toEqual(success(undefined))
  const { uid } = (await tab.session.account())!
  expect((await tab.own(uid).mine.get(id))!.data).toMatchObject({ status: 'withdrawn', answers: {}, redactedAt: expect.any(String) })
  await tab.outbox.add([{ kind: 'report.message', payload: { id: browser.newId(), report: id, text: 'Mer' } }], browser)
  await tab.loop.syncNow()
  expect((await tab.outbox.all()).map(({ delivery }) => delivery)).toEqual([{ state: 'needs-help', code: 'not-allowed', field: 'report' }])
})

test('a single device that sends far too much is put off with a time, and loses nothing', async () => {
  const { tab, browser } = openDevice()
  await tab.outbox.add(Array.from({ length: 350 }, (_, n) => report(browser.newId(), `Nummer ${n}`)), browser)
  const first = await tab.user.sync()
  expect(first).toMatchObject(failure('too-many', expect.any(Number) as never))
  expect(!first.ok && first.retryAfter).toBeGreaterThan(500)
  const { uid } = (await tab.session.account())!
  expect(await status(tab)).toMatchObject({ waiting: 50, needsHelp: 0 })
  expect(await sql('select count(*)::integer from public.reports where owner = $1', [uid])).toEqual([{ count: 300 }])
  await sql(`update private.push_counts set since = now() - interval '10 minutes' where pusher = $1`, [`user:${uid}`])
  expect(await tab.user.sync()).toEqual(success(undefined))
  expect(await sql('select count(distinct answers)::integer as count from public.reports where owner = $1', [uid])).toEqual([{ count: 350 }])
  expect(await tab.outbox.all()).toEqual([])
})
