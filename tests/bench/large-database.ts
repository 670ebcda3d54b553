import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import { startTestDatabase, withClient } from '../support/database.ts'
import { fillLibrary, fillRegister, fillReports } from '../support/large-streams.ts'
import { readsOf } from '../support/reads.ts'
import { pull, pullAll, writing, type PulledName } from '../support/streams.ts'
import type { BenchRow } from './bench-row.ts'
import { against } from './measure.ts'

const rounds = 60
const pulls = 20
const delta = 10
const eventsEach = 10
/** Obstacles have `eventsEach` events: 100,000 of them, and 1,000. */
const large = { documents: 10_000, obstacles: 10_000 }
const small = { documents: 1_000, obstacles: 100 }
const developer = randomUUID()

interface Device { reader: Client; cursor: { epoch: string; after: number } }

/** P13: a small delta out of a database of many years, against one that is new; the work of the database alone, on one connection. */
export async function benchLarge(): Promise<BenchRow[]> {
  const database = await startTestDatabase()
  try {
    const addresses = [await database.copy(), await database.copy()] as const
    await fill(addresses[0], large)
    await fill(addresses[1], small)
    return [
      await benchStream(addresses, 'library', undefined, 'biblioteket'),
      await benchStream(addresses, 'register', undefined, 'registeret'),
      await benchStream(addresses, 'internal', developer, 'det upubliserte i registeret, for en utvikler'),
    ]
  } finally {
    await database.stop()
  }
}

async function fill(address: string, { documents, obstacles }: typeof large): Promise<void> {
  await withClient(address, async (client) => {
    await client.query('insert into auth.users (id) values ($1)', [developer])
    await client.query(`insert into public.role_assignments (user_id, role, organisation) values ($1, 'developer', 'BAL')`, [developer])
    await writing(client, async () => {
      await fillLibrary(client, documents)
      await fillRegister(client, obstacles, eventsEach)
      await fillReports(client, developer)
    })
    await client.query('vacuum analyze')
  })
}

async function benchStream([manyRows, fewRows]: readonly [string, string], name: PulledName, who: string | undefined, words: string): Promise<BenchRow> {
  const [many, few] = [await deviceOf(manyRows, name, who), await deviceOf(fewRows, name, who)]
  try {
    for (const device of [many, few]) await expectIndexOnly(device, name)
    const own: number[] = []
    const reference: number[] = []
    for (let round = 0; round < rounds; round++) {
      own.push(await timeOfPull(many, name))
      reference.push(await timeOfPull(few, name))
    }
    return against({ id: 'P13', what: `liten endring av ${words}: 10 000 dokumenter, 100 000 hendelser`, reference: '1 000 av hver', unit: 'ms' }, own, reference, 1.2)
  } finally {
    await Promise.all([many, few].map(({ reader }) => reader.end()))
  }
}

/** A connection that acts as a device which lacks the last rows it may see. */
async function deviceOf(address: string, name: PulledName, who: string | undefined): Promise<Device> {
  const reader = new Client({ connectionString: address })
  await reader.connect()
  await reader.query(`select set_config('role', $1, false), set_config('request.jwt.claims', $2, false)`, [who ? 'authenticated' : 'anon', JSON.stringify({ sub: who })])
  const { epoch, rows } = await pullAll(reader, name)
  return { reader, cursor: { epoch, after: rows.at(-1 - delta)!.rev } }
}

/** A figure for a pull that reads more than it brings would be a figure for something else. */
async function expectIndexOnly({ reader, cursor }: Device, name: PulledName): Promise<void> {
  const { all, sequential } = await readsOf(reader, () => pull(reader, name, cursor))
  if (all !== delta || sequential.length > 0) throw new Error(`a pull of ${delta} rows of ${name} read ${all}, and all of: ${sequential.join(', ') || 'no table'}`)
}

async function timeOfPull({ reader, cursor }: Device, name: PulledName): Promise<number> {
  const started = performance.now()
  for (let i = 0; i < pulls; i++) await pull(reader, name, cursor)
  return (performance.now() - started) / pulls
}
