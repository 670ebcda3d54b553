import { afterAll, beforeAll, expect, test } from 'vitest'
import { startStandIn, type StandIn } from '../../supabase/local/stand-in.ts'
import { newReport, type OpAnswer } from '../support/pushing.ts'
import { withClient } from '../support/database.ts'
import { prepareForm } from '../support/streams.ts'

let standIn: StandIn
let token: string
let uid: string

beforeAll(async () => {
  standIn = await startStandIn({ prepare: prepareForm })
  const response = await post('/auth/v1/signup', {})
  ;({ access_token: token, user: { id: uid } } = response.body as { access_token: string; user: { id: string } })
})
afterAll(() => standIn?.stop())

async function post(path: string, body: unknown, bearer?: string): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${standIn.url}${path}`, {
    method: 'POST',
    headers: { apikey: standIn.publishableKey, 'content-type': 'application/json', ...(bearer ? { authorization: `Bearer ${bearer}` } : {}) },
    body: JSON.stringify(body),
  })
  return { status: response.status, body: await response.json() }
}
const push = (ops: unknown, bearer = token) => post('/rest/v1/rpc/push', { client: 1, ops }, bearer)

test('an anonymous user pushes a report and pulls it back', async () => {
  const report = newReport()
  const pushed = await push([report])
  expect(pushed).toMatchObject({ status: 200, body: { uid, answers: [{ op_id: report.op_id, status: 'applied', stream: 'mine' }] } })
  const pulled = await post('/rest/v1/rpc/pull', { stream: 'mine' }, token)
  expect(pulled).toMatchObject({ status: 200, body: { uid, count: 1, rows: [{ kind: 'report', slug: (pushed.body as { answers: OpAnswer[] }).answers[0]?.result?.number }] } })
})

test('nobody pushes, and nobody pulls what is for users', async () => {
  expect(await push([newReport()], '')).toMatchObject({ status: 401, body: { code: '42501' } })
  for (const stream of ['mine', 'internal']) expect(await post('/rest/v1/rpc/pull', { stream })).toMatchObject({ status: 401, body: { code: '42501' } })
})

test('too much at a time is told so', async () => {
  expect(await push(Array.from({ length: 51 }, () => newReport()))).toMatchObject({ status: 413, body: { code: 'PT413', message: 'too-many' } })
  expect(await push([newReport({ answers: { hva: 'x'.repeat(70_000) } })])).toMatchObject({ status: 413, body: { message: 'payload-too-large' } })
})

test('a character that no text can hold stops nothing', async () => {
  const reports = [newReport({ answers: { hva: 'a\0b\uD83D' } }), newReport()]
  expect(await push(reports)).toMatchObject({ status: 200, body: { answers: [{ status: 'applied' }, { status: 'applied' }] } })
})

test('the address that pushed is counted', async () => {
  await push([newReport()])
  const { rows } = await withClient(standIn.databaseUrl, (client) => client.query(`select pusher from private.push_counts where pusher like 'address:%'`))
  expect(rows).toHaveLength(1)
})

test('a hall of 300 phones behind one address comes through, each as a user of its own', async () => {
  const one = async () => {
    const { body: phone } = await post('/auth/v1/signup', {}) as { body: { access_token: string; user: { id: string } } }
    const pushed = await push([newReport()], phone.access_token)
    expect(pushed).toMatchObject({ status: 200, body: { uid: phone.user.id, answers: [{ status: 'applied' }] } })
    return phone.user.id
  }
  const phones = (await Promise.all(Array.from({ length: 10 }, async () => {
    const own: string[] = []
    for (let n = 0; n < 30; n++) own.push(await one())
    return own
  }))).flat()
  expect(new Set(phones).size).toBe(300)
  const { rows } = await withClient(standIn.databaseUrl, (client) => client.query('select from public.reports where owner = any ($1)', [phones]))
  expect(rows).toHaveLength(300)
})

test('whoever writes other addresses in front of their own is counted by their own', async () => {
  const headers = { apikey: standIn.publishableKey, 'content-type': 'application/json', authorization: `Bearer ${token}` }
  const counts = async () => (await withClient(standIn.databaseUrl, (client) => client.query<{ pusher: string }>(`select pusher from private.push_counts where pusher like 'address:%' order by 1`))).rows
  const before = await counts()
  for (const address of ['198.51.100.1', '198.51.100.2']) {
    const body = JSON.stringify({ client: 1, ops: [newReport()] })
    expect((await fetch(`${standIn.url}/rest/v1/rpc/push`, { method: 'POST', headers: { ...headers, 'x-forwarded-for': address }, body })).status).toBe(200)
  }
  expect(await counts()).toEqual(before)
})
