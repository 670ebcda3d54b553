import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestDatabase, type TestDatabase } from '../support/database.ts'
import { addUser, apply, connectAs, newObstacle, newReport, op } from '../support/pushing.ts'
import { insertForm, insertModel, writing } from '../support/streams.ts'

/** Everyone who may knock: without a token, without an account, and with each role, also one that was taken away. */
const personas = ['anon', 'anonymous', 'staff', 'developer', 'otherDeveloper', 'office', 'recipient', 'otherRecipient', 'formerOffice'] as const
type Persona = (typeof personas)[number]
type Sees = Partial<Record<Persona, number>>

/** The same number of rows for everyone. */
const everyone = (rows: number): Sees => Object.fromEntries(personas.map((persona) => [persona, rows]))
/** The same number for everyone with a token, and none for who has none. */
const signedIn = (rows: number): Sees => ({ ...everyone(rows), anon: 0 })
/** As that, where without a token one may not even ask. */
const withToken = (rows: number): Sees => ({ ...everyone(rows), anon: undefined })

/**
 * How many rows of the world below each may read, by table. A number that is not here is a refusal. A table that is not here fails
 * the test: whoever adds one says who may read it. Nobody writes to any of them but through functions.
 */
const matrix: Record<string, Sees> = {
  'public.documents': everyone(2),
  'public.files': everyone(0),
  'public.bodies': everyone(2),
  'public.listed_bodies': everyone(2),
  'public.annex_rows': everyone(1),
  'public.tallies': everyone(0),
  'public.report_counts': everyone(0),
  'public.streams': everyone(4),
  // What everyone is shown of library and register, one's own, and the parts one's roles open: of the register by who works with it, of the inbox by whose it is.
  'public.stream_partitions': { ...everyone(3), anon: 2, developer: 6, otherDeveloper: 4, recipient: 4, office: 9 },
  // One is published; one is BAL's, and NAV is asked to answer for it; one is the office's alone.
  'public.obstacles': { ...everyone(1), developer: 2, recipient: 2, office: 3 },
  'public.obstacle_events': { ...everyone(1), developer: 5, recipient: 5, office: 8 },
  // One of the anonymous user's, from BAL; one of the member of staff's, from BSR. Each has been read.
  'public.reports': { ...signedIn(0), anonymous: 1, staff: 1 },
  'public.report_events': { ...signedIn(0), anonymous: 1, staff: 1 },
  'public.report_messages': { ...signedIn(0), anonymous: 1 },
  'public.memberships': { ...signedIn(0), staff: 1 },
  'public.inbox_cases': { ...everyone(0), developer: 1, otherDeveloper: 1, office: 2 },
  'public.role_assignments': { ...signedIn(1), anonymous: 0, formerOffice: 0 },
  'public.role_changes': { ...withToken(0), office: 1 },
  'public.snapshots': { ...everyone(0), office: 1 },
}

let database: TestDatabase
let owner: Client
const clients = {} as Record<Persona, Client>

beforeAll(async () => {
  database = await startTestDatabase()
  owner = new Client({ connectionString: database.url })
  await owner.connect()
  await writing(owner, async () => {
    await owner.query(`insert into public.bodies (id, name, level) values ('nav', 'NAV', 'state'), ('hls', 'Byrådsavdeling for helse', 'municipality')`)
    await owner.query(`insert into public.annex_rows (id, key, year, "order", label, owner_text, as_of, published) select gen_random_uuid(), 'rad-' || n, 2024, n, 'Rad', 'UDE', '2024-12-31', n = 1 from generate_series(1, 2) n`)
    await insertForm(owner)
    await insertModel(owner, 'sprakstart')
    await owner.query(`insert into public.documents (id, kind, slug, data, published) values (gen_random_uuid(), 'seminar', 'skjult', '{}', false)`)
  })
  const users = {
    anonymous: await addUser(owner, [], true), staff: await addUser(owner, [{ role: 'staff', organisation: 'BAL' }]),
    developer: await addUser(owner, [{ role: 'developer', organisation: 'BAL' }]), otherDeveloper: await addUser(owner, [{ role: 'developer', organisation: 'BSR' }]),
    office: await addUser(owner, [{ role: 'office' }]), recipient: await addUser(owner, [{ role: 'recipient', body: 'nav' }]),
    otherRecipient: await addUser(owner, [{ role: 'recipient', body: 'hls' }]), formerOffice: await addUser(owner, [{ role: 'office' }]),
  }
  await owner.query('delete from public.role_assignments where user_id = $1', [users.formerOffice])
  for (const [persona, user] of Object.entries(users)) clients[persona as Persona] = await connectAs(database.url, user, { anonymous: persona === 'anonymous' })
  clients.anon = new Client({ connectionString: database.url })
  await clients.anon.connect()
  await clients.anon.query(`select set_config('role', 'anon', false), set_config('request.jwt.claims', '{"role": "anon"}', false)`)

  const [open, own, hidden] = [newObstacle(), newObstacle({ organisations: ['BAL'] }), newObstacle()]
  const idOf = ({ payload }: { payload: object }) => (payload as { id: string }).id
  await apply(clients.office, open, own, hidden)
  await apply(clients.office, op('obstacle.publish', { obstacle: idOf(open), published: true }))
  await apply(clients.office, op('obstacle.move', { obstacle: idOf(open), from: 'registered', to: 'assessed' }), op('obstacle.move', { obstacle: idOf(own), from: 'registered', to: 'assessed' }))
  await apply(clients.office, op('obstacle.escalate', { id: randomUUID(), obstacle: idOf(own), bodies: ['nav'], date: '2026-11-26' }))
  const [report, other] = [newReport({ place: { organisation: 'BAL' } }), newReport({ place: { district: 'BSR' } })]
  await apply(clients.anonymous, report)
  await apply(clients.staff, other)
  await apply(clients.office, op('case.read', { report: idOf(report) }), op('case.read', { report: idOf(other) }))
  await apply(clients.anonymous, op('report.message', { id: randomUUID(), report: idOf(report), text: 'Mer' }))
  await writing(owner, () => owner.query(`insert into public.documents (id, kind, slug, data, published) values (gen_random_uuid(), 'seminar', 'host-2024', '{}', false)`))
  await writing(owner, () => owner.query('insert into public.memberships (id, owner, seminar) values (gen_random_uuid(), $1, $2)', [users.staff, 'host-2024']))
  await apply(clients.office, op('register.freeze', { id: randomUUID(), name: 'Prøve' }))
  await clients.office.query(`select public.give_role('ny@oslo.no', 'staff', 'BAL', null)`)
})
afterAll(async () => {
  for (const client of [owner, ...Object.values(clients)]) await client?.end()
  await database?.stop()
})

const tables = async () => (await owner.query<{ name: string }>(`
  select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname in ('public', 'private') and c.relkind in ('r', 'p') order by 1`)).rows.map(({ name }) => name)
const columnOf = async (table: string) => (await owner.query<{ attname: string }>(
  `select attname from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped order by attnum limit 1`, [table])).rows[0]!.attname
const codeOf = (work: Promise<unknown>) => work.then(() => undefined, (error: { code?: string }) => error.code)

test('of every table it is said who may read it', async () => {
  const known = (await tables()).filter((name) => !name.startsWith('private.'))
  expect(Object.keys(matrix).sort()).toEqual(known)
})

test.each(personas)('%s reads as many rows of each table as may be read, and not one more', async (persona) => {
  for (const table of await tables()) {
    const expected = matrix[table]?.[persona]
    const read = await clients[persona].query<{ n: string }>(`select count(*) as n from ${table}`).then(({ rows }) => Number(rows[0]!.n), (error: { code?: string }) => error.code)
    expect.soft(read, `${persona} select ${table}`).toBe(expected ?? '42501')
  }
})

test.each(personas)('%s adds, changes and removes nothing in any table', async (persona) => {
  for (const table of await tables()) {
    const column = await columnOf(table)
    for (const [verb, attempt] of [['insert', `insert into ${table} default values`], ['update', `update ${table} set ${column} = ${column}`], ['delete', `delete from ${table}`], ['truncate', `truncate ${table}`]] as const) {
      expect.soft(await codeOf(clients[persona].query(attempt)), `${persona} ${verb} ${table}`).toBe('42501')
    }
  }
})
