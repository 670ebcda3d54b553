import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { loadContent } from '../../supabase/publish/load-content.ts'
import { startTestDatabase, type TestDatabase } from '../support/database.ts'
import { addUser, apply, connectAs, newReport, op, push } from '../support/pushing.ts'
import { pullAll, writing } from '../support/streams.ts'

/** What people report about the project's own content, and what everyone is told of it once the chore has run. */
let database: TestDatabase
let address: string
let owner: Client
let connections: Client[]

beforeAll(async () => {
  database = await startTestDatabase()
  await loadContent({ databaseUrl: database.url, contentDir: 'supabase/content' })
})
afterAll(async () => { await database?.stop() })
beforeEach(async () => {
  address = await database.copy()
  owner = new Client({ connectionString: address })
  connections = [owner]
  await owner.connect()
})
afterEach(async () => { await Promise.all(connections.map((connection) => connection.end())) })

async function someone(): Promise<Client> {
  const client = await connectAs(address, await addUser(owner, [], true), { anonymous: true })
  connections.push(client)
  return client
}
const refresh = async () => (await owner.query<{ n: number }>('select private.refresh_tallies() as n')).rows[0]!.n
const told = async () => (await pullAll(connections.at(-1)!, 'register')).rows.flatMap(({ kind, data }) => (kind === 'tally' ? [data] : []))
const same = (obstacle: string, more: object = {}) => newReport({ form: 'gjelder-oss-ogsa', answers: {}, obstacle, ...more })

test('five devices that say «gjelder oss også» are told of together, and no longer when one takes it back', async () => {
  const devices = [await someone(), await someone(), await someone(), await someone(), await someone()]
  const reports = devices.map((_, n) => same('H-2024-16', { id: randomUUID(), hidePlace: n % 2 === 0, context: { ref: 'model:sprakstart' }, answers: n === 0 ? { hvordan: 'Vi skriver det på lapper.' } : {} }))
  for (const [n, device] of devices.entries()) await apply(device, reports[n]!)
  expect(await push(devices[0]!, same('H-2024-16'))).toMatchObject([{ status: 'rejected', code: 'already', field: 'obstacle' }])
  expect(await told(), 'a report by itself tells nobody').toEqual([])
  expect(await refresh()).toBe(2)
  expect(await told()).toEqual(expect.arrayContaining([{ ref: 'obstacle:H-2024-16', reports: 5 }, { ref: 'model:sprakstart', reports: 5 }]))
  await apply(devices[2]!, op('report.withdraw', { report: (reports[2]!.payload as { id: string }).id }))
  expect(await refresh()).toBe(2)
  expect(await told()).toEqual([])
})

test('the chore waits for whoever writes to the register, and holds up no report', async () => {
  const device = await someone()
  const other = new Client({ connectionString: address })
  connections.push(other)
  await other.connect()
  await writing(other, async () => {
    await owner.query('set statement_timeout = 300')
    await expect(refresh()).rejects.toThrow(/timeout/)
  })
  await owner.query('begin; select private.refresh_tallies()')
  expect(await push(device, newReport({ form: 'hindring', answers: { hva: 'Ingen tid' } }))).toMatchObject([{ status: 'applied' }])
  await owner.query('rollback')
})
