import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { startTestDatabase, type TestDatabase } from '../support/database.ts'
import { addUser, apply, connectAs, newObstacle, newReport, op, push } from '../support/pushing.ts'
import { insertForm, pullAll, writing } from '../support/streams.ts'

/** A claim and what its anonymous user still has on its way, on connections of their own: nothing ends up with nobody. */
let database: TestDatabase
let address: string
let owner: Client
let anonymous: string
let account: string
let connections: Client[]

beforeAll(async () => { database = await startTestDatabase() })
afterAll(async () => { await database?.stop() })
beforeEach(async () => {
  address = await database.copy()
  owner = new Client({ connectionString: address })
  connections = [owner]
  await owner.connect()
  await writing(owner, () => insertForm(owner))
  anonymous = await addUser(owner, [], true)
  account = await addUser(owner)
})
afterEach(async () => { await Promise.all(connections.map((connection) => connection.end())) })

async function connect(user: string): Promise<Client> {
  const client = await connectAs(address, user, { anonymous: user === anonymous })
  connections.push(client)
  return client
}
const ticketOf = async (client: Client) => (await client.query<{ t: { ticket: string } }>('select public.begin_claim() as t')).rows[0]!.t.ticket
const claim = async (client: Client, ticket: string) => (await client.query<{ c: { status: string } }>('select public.claim($1) as c', [ticket])).rows[0]!.c.status
const idOf = ({ payload }: { payload: object }) => (payload as { id: string }).id
const seenBy = async (client: Client) => (await pullAll(client, 'mine')).rows.map(({ id }) => id).sort()

/** Does something on a connection that is known to wait for another. */
async function waiting<T>(client: Client, work: () => Promise<T>): Promise<{ done: Promise<T> }> {
  const { pid } = (await client.query<{ pid: number }>('select pg_backend_pid() as pid')).rows[0]!
  const done = work()
  for (;;) {
    const { rowCount } = await owner.query(`select from pg_locks where pid = $1 and locktype = 'advisory' and not granted`, [pid])
    if (rowCount) return { done }
  }
}

test('a push that has begun is waited for, and claimed with the rest', async () => {
  const [device, other, claimer] = [await connect(anonymous), await connect(anonymous), await connect(account)]
  const reports = [newReport(), newReport()]
  await apply(device, reports[0]!)
  const ticket = await ticketOf(device)
  await other.query('begin')
  await push(other, reports[1]!)
  const { done } = await waiting(claimer, () => claim(claimer, ticket))
  await other.query('commit')
  expect(await done).toBe('claimed')
  expect(await seenBy(claimer)).toEqual(reports.map(idOf).sort())
  expect(await seenBy(device)).toEqual([])
})

test('a push that comes while the claim is made goes to the account, also about what is claimed', async () => {
  const [device, claimer] = [await connect(anonymous), await connect(account)]
  const [before, after] = [newReport(), newReport()]
  await apply(device, before)
  const ticket = await ticketOf(device)
  await owner.query(`insert into public.role_assignments (user_id, role) values ($1, 'office')`, [account])
  await claimer.query('begin')
  await claim(claimer, ticket)
  const withdrawal = op('report.withdraw', { report: idOf(before) })
  const { done } = await waiting(device, () => push(device, after, withdrawal, before))
  await claimer.query('commit')
  expect((await done).map(({ status }) => status)).toEqual(['applied', 'applied', 'duplicate'])
  const { rows, count } = await pullAll(claimer, 'mine')
  expect(rows.filter(({ kind }) => kind === 'report').map(({ id, data }) => [id, data.status]).sort()).toEqual([[idOf(before), 'withdrawn'], [idOf(after), 'received']].sort())
  expect(count).toBe(rows.length)
  expect(await seenBy(device)).toEqual([])
  expect(await push(device, newObstacle()), 'the roles of the account are not theirs').toMatchObject([{ status: 'rejected', code: 'forbidden' }])
})

test('a claim that comes to nothing leaves the push where it was', async () => {
  const [device, claimer] = [await connect(anonymous), await connect(account)]
  const ticket = await ticketOf(device)
  await claimer.query('begin')
  await claim(claimer, ticket)
  const report = newReport()
  const { done } = await waiting(device, () => push(device, report))
  await claimer.query('rollback')
  expect(await done).toMatchObject([{ status: 'applied' }])
  expect([await seenBy(device), await seenBy(claimer)]).toEqual([[idOf(report)], []])
})

test('two accounts that claim at once: one has it, the other is refused', async () => {
  const [device, one, two] = [await connect(anonymous), await connect(account), await connect(await addUser(owner))]
  const report = newReport()
  await apply(device, report)
  const tickets = [await ticketOf(device), await ticketOf(device)]
  await one.query('begin')
  await claim(one, tickets[0]!)
  const { done } = await waiting(two, () => claim(two, tickets[1]!))
  await one.query('commit')
  expect(await done).toBe('refused')
  expect([await seenBy(one), await seenBy(two)]).toEqual([[idOf(report)], []])
})
