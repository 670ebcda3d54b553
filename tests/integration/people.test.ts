import 'fake-indexeddb/auto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { peopleAdapter } from '../../src/backend/people-adapter.ts'
import type { Role } from '../../src/domain/own-records.ts'
import { failure, success, type Result } from '../../src/domain/result.ts'
import type { PeoplePort } from '../../src/sync/people-port.ts'
import type { Bearer } from '../../src/sync/stream-port.ts'
import { startStandIn, type StandIn } from '../../supabase/local/stand-in.ts'
import { withClient } from '../support/database.ts'
import { deviceOf } from '../support/device-of.ts'
import { prepareForm, writing } from '../support/streams.ts'
import type { Tab } from '../support/test-device.ts'

/** The real client against the real server: from an invitation, by a code, to what a device holds, and until it is taken away. */
let standIn: StandIn
let people: PeoplePort
let devices = 0

beforeAll(async () => {
  standIn = await startStandIn({ prepare: async (databaseUrl) => {
    await prepareForm(databaseUrl)
    await withClient(databaseUrl, async (client) => {
      await writing(client, () => client.query(`insert into public.bodies (id, name, level) values ('nav', 'NAV', 'state')`))
      await client.query(`select private.give_role('kontor@example.com', 'office')`)
    })
  } })
  people = peopleAdapter(standIn.url, standIn.publishableKey, fetch)
})
afterAll(() => standIn?.stop())

const openDevice = () => deviceOf(() => standIn, 'people', (devices += 1))
const sql = (text: string, values: unknown[] = []) => withClient(standIn.databaseUrl, (client) => client.query(text, values))

/** Asks for a code, and gives it as it stands in the mailbox. */
async function codeFor(tab: Tab, email: string): Promise<string> {
  expect(await tab.session.requestCode(email)).toEqual(success(undefined))
  const mails = await (await fetch(`${standIn.url}/mailbox.json`)).json() as { to: string; code: string }[]
  return mails.find(({ to }) => to === email)!.code
}
async function signIn(tab: Tab, email: string): Promise<string> {
  expect(await tab.session.enterCode(await codeFor(tab, email))).toEqual(success(undefined))
  return (await tab.session.account())!.uid
}
async function as<T>(tab: Tab, ask: (bearer: Bearer) => Promise<Result<T>>): Promise<Result<T>> {
  const { uid } = (await tab.session.account())!
  return tab.session.authorised(uid, (token) => ask({ uid, token }))
}
async function held(tab: Tab): Promise<Role[]> {
  expect(await tab.loop.syncNow()).toEqual(success(undefined))
  const rows = await tab.own((await tab.session.account())!.uid).mine.toArray()
  return rows.flatMap((row) => (row.kind === 'role' ? [row.data] : []))
}

test('an invited person signs in and has the role; taken away, it is gone from the device at the next pull', async () => {
  const office = openDevice().tab
  await signIn(office, 'kontor@example.com')
  expect(await held(office)).toEqual([{ role: 'office' }])
  expect(await as(office, (bearer) => people.give(bearer, 'Kari@Example.com', { role: 'developer', organisation: 'BBJ' }))).toEqual(success('invited'))
  expect(await as(office, (bearer) => people.give(bearer, 'kari@example.com', { role: 'developer', organisation: 'BBJ' }))).toEqual(success('already'))
  expect(await as(office, (bearer) => people.give(bearer, 'kari@example', { role: 'office' }))).toEqual(success('invalid-email'))

  const kari = openDevice().tab
  await signIn(kari, 'kari@example.com')
  expect(await held(kari)).toEqual([{ role: 'developer', organisation: 'BBJ' }])
  expect(await as(kari, (bearer) => people.find(bearer))).toEqual(success('forbidden'))
  expect(await as(kari, (bearer) => people.give(bearer, 'kari@example.com', { role: 'office' }))).toEqual(success('forbidden'))

  const shown = await as(office, (bearer) => people.find(bearer))
  if (!shown.ok || shown.value === 'forbidden') throw new Error('the office is shown people')
  expect(shown.value.bodies).toEqual([{ id: 'nav', name: 'NAV' }])
  expect(shown.value.changes.map(({ type, email, by }) => [type, email, by])).toEqual([
    ['joined', 'kari@example.com', undefined], ['invited', 'kari@example.com', 'kontor@example.com'], ['joined', 'kontor@example.com', undefined], ['invited', 'kontor@example.com', undefined],
  ])
  const [mine, hers] = ['kontor@example.com', 'kari@example.com'].map((email) => shown.value !== 'forbidden' && shown.value.people.find((one) => one.email === email)!.id) as [string, string]
  expect(await as(office, (bearer) => people.take(bearer, hers))).toEqual(success('taken'))
  expect(await as(office, (bearer) => people.take(bearer, hers))).toEqual(success('gone'))
  expect(await as(office, (bearer) => people.take(bearer, mine))).toEqual(success('last-of-office'))
  expect(await held(kari)).toEqual([])
  expect(await as(office, (bearer) => people.give(bearer, 'kari@example.com', { role: 'recipient', body: 'nav' }))).toEqual(success('given'))
  expect(await held(kari)).toEqual([{ role: 'recipient', body: 'nav' }])
})

test('an anonymous user has no part in it until they are given the address that is invited', async () => {
  await sql(`select private.give_role('ola@example.com', 'staff', 'BSR')`)
  const { tab, browser } = openDevice()
  await tab.outbox.add([{ kind: 'report.submit', payload: { id: browser.newId(), form: 'meld', formVersion: 1, answers: { hva: 'Ingen tolk' }, hidePlace: false } }], browser)
  expect(await held(tab)).toEqual([])
  expect(await as(tab, (bearer) => people.find(bearer))).toEqual(success('forbidden'))
  const { uid } = (await tab.session.account())!
  expect(await signIn(tab, 'ola@example.com')).toBe(uid)
  expect(await held(tab)).toEqual([{ role: 'staff', organisation: 'BSR' }])
})

test('who gives a role while its holder confirms the address, gives it all the same', async () => {
  const { tab } = openDevice()
  const code = await codeFor(tab, 'samtidig@example.com')
  await withClient(standIn.databaseUrl, async (client) => {
    await client.query(`begin; select private.give_role('samtidig@example.com', 'staff')`)
    const signingIn = tab.session.enterCode(code)
    // Until whoever confirms has come as far as waiting for whoever gives.
    await expect.poll(async () => (await sql(`select count(*)::integer as n from pg_locks where locktype = 'advisory' and classid = 4218 and not granted`)).rows[0]).toEqual({ n: 1 })
    await client.query('commit')
    expect(await signingIn).toEqual(success(undefined))
  })
  expect(await held(tab)).toEqual([{ role: 'staff' }])
})

test('a session that has ended is told as such', async () => {
  expect(await people.find({ uid: 'u', token: 'none' })).toEqual(failure('signed-out'))
})
