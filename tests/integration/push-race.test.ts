import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startTestDatabase, type TestDatabase } from '../support/database.ts'
import { addUser, apply, connectAs, newObstacle, newReport, op, push, type Op, type OpAnswer } from '../support/pushing.ts'
import { insertForm, lockStream, pull, pullAll, writing } from '../support/streams.ts'

let database: TestDatabase
let address: string
let owner: Client
let office: string
let connections: Client[]

beforeAll(async () => { database = await startTestDatabase() })
afterAll(async () => { await database?.stop() })
beforeEach(async () => {
  address = await database.copy()
  owner = new Client({ connectionString: address })
  connections = [owner]
  await owner.connect()
  office = await addUser(owner, [{ role: 'office' }])
  await writing(owner, () => insertForm(owner))
})
afterEach(async () => { await Promise.all(connections.map((connection) => connection.end())) })

async function connect(user = office): Promise<Client> {
  const client = await connectAs(address, user)
  connections.push(client)
  return client
}

const pidOf = async (client: Client) => (await client.query<{ pid: number }>('select pg_backend_pid() as pid')).rows[0]!.pid

/** Resolves when a connection stands waiting for a lock of this kind; asks the database until it does. */
async function waits(pid: number, locktype: 'advisory' | 'transactionid' = 'advisory'): Promise<void> {
  for (;;) {
    const { rowCount } = await owner.query('select from pg_locks where pid = $1 and locktype = $2 and not granted', [pid, locktype])
    if (rowCount) return
  }
}

/** Pushes on a connection that is known to wait for another. */
async function pushWaiting(client: Client, ops: Op[], locktype?: 'advisory' | 'transactionid'): Promise<{ answers: Promise<OpAnswer[]> }> {
  const pid = await pidOf(client)
  const answers = push(client, ...ops)
  await waits(pid, locktype)
  return { answers }
}

const countOf = async (table: string) => Number((await owner.query<{ n: string }>(`select count(*) as n from ${table}`)).rows[0]!.n)

describe('the same operation, pushed on two connections at once', () => {
  test('is done once, and the later is told what the first was', async () => {
    const [first, second] = [await connect(), await connect()]
    const report = newReport()
    await first.query('begin')
    const [applied] = await push(first, report)
    const { answers } = await pushWaiting(second, [report])
    await first.query('commit')
    const { op_id, ...answer } = applied!
    expect(await answers).toEqual([{ op_id, status: 'duplicate', first: answer }])
    expect(await countOf('public.reports')).toBe(1)
  })

  test('is done by the later when the first gives up', async () => {
    const [first, second] = [await connect(), await connect()]
    const report = newReport()
    await first.query('begin')
    await push(first, report)
    const { answers } = await pushWaiting(second, [report])
    await first.query('rollback')
    expect(await answers).toMatchObject([{ status: 'applied', result: { number: expect.stringMatching(/-1$/) as string } }])
  })

  test('is known again although it now claims to be another, in another stream', async () => {
    const [first, second] = [await connect(), await connect()]
    const report = newReport()
    await first.query('begin')
    await push(first, report)
    const { answers } = await pushWaiting(second, [{ ...newObstacle(), op_id: report.op_id }], 'transactionid')
    await first.query('commit')
    expect(await answers).toMatchObject([{ status: 'rejected', code: 'op-reused' }])
    expect(await countOf('public.obstacles')).toBe(0)
  })
})

describe.each([
  ['mine', newReport],
  ['internal', newObstacle],
] as const)('a writer idle in its transaction, in %s', (stream, make) => {
  test('is waited for, so that no cursor passes its rows', async () => {
    const [slow, quick, reader] = [await connect(), await connect(), await connect()]
    const [late, early] = [make(), make()]
    await slow.query('begin')
    await push(slow, late)
    const { answers } = await pushWaiting(quick, [early])
    const before = await pull(reader, stream)
    expect(before.rows.filter(({ kind }) => kind !== 'role')).toEqual([])

    await slow.query('commit')
    await answers
    const after = await pull(reader, stream, { epoch: before.epoch, after: before.next })
    expect(after.rows.map(({ id }) => id).filter((id) => [late, early].some(({ payload }) => (payload as { id: string }).id === id)))
      .toEqual([late, early].map(({ payload }) => (payload as { id: string }).id))
  })
})

test('three who push, one of them giving up now and then, and a reader that never stops: every report reaches the device', async () => {
  const user = await addUser(owner, [], true)
  const reader = await connect(user)
  const held = new Set<string>()
  let cursor: { epoch?: string; after?: number } = {}
  const sync = async () => {
    let answer = await pull(reader, 'mine', { ...cursor, limit: 2 })
    for (;;) {
      for (const { id } of answer.rows) held.add(id)
      cursor = { epoch: answer.epoch, after: answer.next }
      if (!answer.has_more) return
      answer = await pull(reader, 'mine', { ...cursor, limit: 2 })
    }
  }
  const committed: string[] = []
  let writing = 3
  const write = async (writer: number) => {
    const client = await connect(user)
    for (let round = 0; round < 12; round += 1) {
      const report = newReport()
      await client.query('begin')
      await apply(client, report)
      for (let delay = 0; delay < (writer + round) % 4; delay += 1) await client.query('select 1')
      const gives = (writer + round) % 5 === 0
      await client.query(gives ? 'rollback' : 'commit')
      if (!gives) committed.push((report.payload as { id: string }).id)
    }
    writing -= 1
  }
  const read = async () => { while (writing > 0) await sync() }
  await Promise.all([read(), ...[0, 1, 2].map(write)])
  await sync()
  expect([...held].sort()).toEqual(committed.sort())
})

describe('a stream that is not to be had in time', () => {
  beforeEach(async () => { await owner.query(`alter function private.lock_stream set lock_timeout = '50ms'`) })

  test('puts every operation of the batch off, and nothing is lost', async () => {
    const [stuck, client] = [new Client({ connectionString: address }), await connect()]
    connections.push(stuck)
    await stuck.connect()
    await stuck.query('begin')
    await lockStream(stuck, 'mine')
    const batch = [newObstacle(), newReport(), op('report.burn', {})]
    expect((await push(client, ...batch)).map(({ status, after }) => [status, after])).toEqual(batch.map(() => ['retry', 5]))
    expect([await countOf('private.op_ledger'), await countOf('private.push_counts'), await countOf('public.obstacles')]).toEqual([0, 0, 0])
    await stuck.query('rollback')
    expect((await push(client, ...batch)).map(({ status }) => status)).toEqual(['applied', 'applied', 'rejected'])
  })

  test('is let go of together with those taken before it', async () => {
    const [stuck, client] = [new Client({ connectionString: address }), await connect()]
    connections.push(stuck)
    await stuck.connect()
    await stuck.query('begin')
    await lockStream(stuck, 'mine')
    await client.query('begin')
    await push(client, newReport(), newObstacle())
    const { rowCount } = await owner.query(`select from pg_locks where pid = $1 and locktype = 'advisory'`, [await pidOf(client)])
    expect(rowCount).toBe(0)
    await client.query('commit')
  })

  test('holds up nobody who writes to another', async () => {
    const [stuck, client] = [new Client({ connectionString: address }), await connect()]
    connections.push(stuck)
    await stuck.connect()
    await stuck.query('begin')
    await lockStream(stuck, 'mine')
    expect(await push(client, newObstacle())).toMatchObject([{ status: 'applied' }])
  })
})

test('batches that write to both streams, in either order, never stand in each other’s way', async () => {
  const clients = [await connect(), await connect(), await connect(await addUser(owner, [{ role: 'developer', organisation: 'BAL' }]))]
  const rounds = await Promise.all(clients.map(async (client, place) => {
    const statuses: string[] = []
    for (let round = 0; round < 10; round += 1) {
      const batch = [newReport(), newObstacle()]
      statuses.push(...(await push(client, ...((place + round) % 2 ? batch : batch.reverse()))).map(({ status }) => status))
    }
    return statuses
  }))
  expect(rounds.flat().filter((status) => status !== 'applied')).toEqual([])
})

test('eight who write at once get numbers without gaps and none twice', async () => {
  const clients: Client[] = []
  for (let writer = 0; writer < 8; writer += 1) clients.push(await connect(await addUser(owner)))
  const given = await Promise.all(clients.map(async (client, writer) => {
    const numbers: unknown[] = []
    for (let round = 0; round < 6; round += 1) {
      // One that is refused, and now and then a transaction that comes to nothing.
      await client.query('begin')
      const [, answer] = await push(client, newReport({ form: 'Ugyldig' }), newReport())
      const gives = (writer + round) % 4 === 0
      await client.query(gives ? 'rollback' : 'commit')
      if (!gives) numbers.push(answer?.result?.number)
    }
    return numbers
  }))
  const numbers = given.flat().map((number) => Number(String(number).split('-')[2])).sort((a, b) => a - b)
  expect(numbers).toEqual(numbers.map((_, place) => place + 1))
  expect(numbers.length).toBe(36)
})

test('a role that is taken while the push waits is missed when its turn comes', async () => {
  const user = await addUser(owner, [{ role: 'developer', organisation: 'BAL' }])
  const [slow, client] = [await connect(), await connect(user)]
  const obstacle = newObstacle({ organisations: ['BAL'] })
  await apply(slow, obstacle)
  await slow.query('begin')
  await push(slow, newObstacle())
  const { answers } = await pushWaiting(client, [op('obstacle.edit', { obstacle: (obstacle.payload as { id: string }).id, base: 1, fields: { title: 'x' } })])
  await owner.query('delete from public.role_assignments where user_id = $1', [user])
  await slow.query('commit')
  expect(await answers).toMatchObject([{ status: 'rejected', code: 'forbidden' }])
  expect((await pullAll(client, 'internal')).count).toBe(0)
})

test('two who edit the same field at once: the later is told of the first', async () => {
  const [slow, quick] = [await connect(), await connect(await addUser(owner, [{ role: 'office' }]))]
  const obstacle = newObstacle()
  await apply(slow, obstacle)
  const edit = (title: string) => op('obstacle.edit', { obstacle: (obstacle.payload as { id: string }).id, base: 1, fields: { title } })
  await slow.query('begin')
  await push(slow, edit('Først'))
  const { answers } = await pushWaiting(quick, [edit('Så')])
  await slow.query('commit')
  expect(await answers).toMatchObject([{ status: 'conflict', fields: { title: { mine: 'Så', theirs: 'Først' } } }])
})

describe('what waits for a row that another holds without end', () => {
  test('is put off alone when it is one operation', async () => {
    const [slow, client] = [await connect(), await connect(await addUser(owner, [{ role: 'office' }]))]
    const report = newReport()
    await slow.query('begin')
    await push(slow, report)
    await client.query(`set lock_timeout = '50ms'`)
    const other = { ...newObstacle(), op_id: report.op_id }
    expect(await push(client, other, newObstacle())).toMatchObject([{ op_id: report.op_id, status: 'retry', after: 5 }, { status: 'applied' }])
    await slow.query('rollback')
    expect(await push(client, other)).toMatchObject([{ status: 'applied' }])
  })

  test('is put off whole when it is the count of the same user', async () => {
    const [slow, client] = [await connect(), await connect()]
    await slow.query('begin')
    await push(slow, newReport())
    await client.query(`set lock_timeout = '50ms'`)
    expect(await push(client, newObstacle())).toMatchObject([{ status: 'retry', after: 5 }])
    await slow.query('commit')
    expect(await push(client, newObstacle())).toMatchObject([{ status: 'applied' }])
  })
})
