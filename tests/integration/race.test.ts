import { Client } from 'pg'
import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, test } from 'vitest'
import { startTestDatabase, withClient, type TestDatabase } from '../support/database.ts'
import { insertModel, lockStream, pull, type PullAnswer } from '../support/streams.ts'

let database: TestDatabase
let address: string
let connections: Client[]

beforeAll(async () => { database = await startTestDatabase() })
afterAll(async () => { await database?.stop() })
beforeEach(async () => {
  address = await database.copy()
  connections = []
})
afterEach(async () => { await Promise.all(connections.map((connection) => connection.end())) })

async function connect(): Promise<Client> {
  const client = new Client({ connectionString: address })
  connections.push(client)
  await client.connect()
  return client
}

/** A device: remembers its cursor and every id it was given. */
class Device {
  readonly held = new Set<string>()
  #epoch: string | undefined
  #cursor = 0

  async sync(reader: Client, limit = 2): Promise<void> {
    let answer: PullAnswer
    do {
      answer = await pull(reader, 'library', { epoch: this.#epoch, after: this.#cursor, limit })
      for (const row of answer.rows) this.held.add(row.id)
      this.#epoch = answer.epoch
      this.#cursor = answer.next
    } while (answer.has_more)
  }
}

const backendPid = async (client: Client) => (await client.query<{ pid: number }>('select pg_backend_pid() as pid')).rows[0]?.pid ?? 0

/** Resolves when a connection stands waiting for an advisory lock; asks the database until it does. */
async function waitsForLock(watcher: Client, pid: number): Promise<void> {
  for (;;) {
    const { rowCount } = await watcher.query(`select from pg_locks where pid = $1 and locktype = 'advisory' and not granted`, [pid])
    if (rowCount) return
  }
}

describe('a writer that commits late', () => {
  test('is waited for, so that no device steps over its row', async () => {
    const [slow, quick, reader] = [await connect(), await connect(), await connect()]
    const quickPid = await backendPid(quick)
    const device = new Device()

    await slow.query('begin')
    await lockStream(slow, 'library')
    const late = await insertModel(slow, 'kommer-sent')
    await quick.query('begin')
    const quickLocks = lockStream(quick, 'library')
    await waitsForLock(reader, quickPid)
    await device.sync(reader)
    expect([...device.held]).toEqual([])

    await slow.query('commit')
    await quickLocks
    const early = await insertModel(quick, 'kommer-fort')
    await device.sync(reader)
    expect([...device.held]).toEqual([late])

    await quick.query('commit')
    await device.sync(reader)
    expect([...device.held]).toEqual([late, early])
  })

  test('loses its row to every cursor where nobody locks first', async () => {
    // The same scene with a plain sequence: what the rule is there for.
    const [slow, quick, reader] = [await connect(), await connect(), await connect()]
    await reader.query('create table unguarded (rev bigserial primary key, name text)')
    const after = async (cursor: number) =>
      (await reader.query<{ rev: string; name: string }>('select rev, name from unguarded where rev > $1 order by rev', [cursor])).rows
    await slow.query('begin')
    await slow.query(`insert into unguarded (name) values ('kommer sent')`)
    await quick.query(`insert into unguarded (name) values ('kommer fort')`)
    const first = await after(0)
    await slow.query('commit')
    const second = await after(Number(first.at(-1)?.rev))
    expect([...first, ...second].map(({ name }) => name)).toEqual(['kommer fort'])
    expect((await after(0)).length).toBe(2)
  })

  test('that gives up leaves no gap for the next one to fall into', async () => {
    const [slow, quick, reader] = [await connect(), await connect(), await connect()]
    const device = new Device()
    await slow.query('begin')
    await lockStream(slow, 'library')
    await insertModel(slow, 'angrer')
    await slow.query('rollback')
    await quick.query('begin')
    await lockStream(quick, 'library')
    const kept = await insertModel(quick, 'blir')
    await quick.query('commit')
    await device.sync(reader)
    expect([...device.held]).toEqual([kept])
  })
})

test('six writers and a reader that never stops: every committed row reaches the device', async () => {
  const reader = await connect()
  const device = new Device()
  const committed: string[] = []
  let writing = 6
  const write = async (writer: number) => {
    const client = await connect()
    for (let round = 0; round < 20; round += 1) {
      await client.query('begin')
      await lockStream(client, 'library')
      const id = await insertModel(client, `skriver-${writer}-${round}`)
      // A transaction that dawdles between drawing its revision and its commit is what makes cursors skip.
      for (let delay = 0; delay < (writer + round) % 4; delay += 1) await client.query('select 1')
      await client.query((writer + round) % 5 === 0 ? 'rollback' : 'commit')
      if ((writer + round) % 5 !== 0) committed.push(id)
    }
    writing -= 1
  }
  const read = async () => { while (writing > 0) await device.sync(reader) }
  await Promise.all([read(), ...[0, 1, 2, 3, 4, 5].map(write)])
  await device.sync(reader)
  expect([...device.held].sort()).toEqual(committed.sort())
})

describe('a writer without the lock', () => {
  test.each([
    ['adding', `insert into public.documents (id, kind, slug, data) values (gen_random_uuid(), 'model', 'ny', '{}')`],
    ['changing', `update public.documents set slug = 'annen'`],
    ['removing', 'delete from public.documents'],
  ])('is refused when %s', async (_what, sql) => {
    const client = await connect()
    await expect(client.query(sql)).rejects.toMatchObject({ code: '55000', message: 'the library stream is not locked' })
  })

  test('is refused while another holds it', async () => {
    const [holder, other] = [await connect(), await connect()]
    await holder.query('begin')
    await lockStream(holder, 'library')
    await expect(insertModel(other, 'sniker-seg-inn')).rejects.toMatchObject({ code: '55000' })
  })

  test('does not get in on a lock of the same number in another database', async () => {
    const client = await connect()
    const elsewhere = await database.copy()
    await withClient(elsewhere, async (other) => {
      await other.query('begin')
      await lockStream(other, 'library')
      await expect(insertModel(client, 'feil-database')).rejects.toMatchObject({ code: '55000' })
    })
  })
})

test('a writer that is stuck gives the others «try again» instead of a wait without end', async () => {
  const [stuck, waiting] = [await connect(), await connect()]
  await stuck.query('begin')
  await lockStream(stuck, 'library')
  await waiting.query(`alter function private.lock_stream set lock_timeout = '50ms'`)
  await waiting.query('begin')
  await expect(lockStream(waiting, 'library')).rejects.toMatchObject({ code: '55P03' })
})
