import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startTestDatabase, type TestDatabase } from '../support/database.ts'
import { addUser, apply, connectAs, newObstacle, newReport, op, push, type Op, type Role } from '../support/pushing.ts'
import { insertForm, manifest, pull, pullAll, writing } from '../support/streams.ts'

let database: TestDatabase
let address: string
let owner: Client
let connections: Client[]

beforeAll(async () => { database = await startTestDatabase() })
afterAll(async () => { await database?.stop() })
beforeEach(async () => {
  address = await database.copy()
  owner = new Client({ connectionString: address })
  connections = [owner]
  await owner.connect()
  await writing(owner, async () => {
    await owner.query(`insert into public.bodies (id, name, level) values ('nav', 'NAV', 'state')`)
    await insertForm(owner)
  })
})
afterEach(async () => { await Promise.all(connections.map((connection) => connection.end())) })

async function as(user: string, more: { anonymous?: boolean; from?: string } = {}): Promise<Client> {
  const client = await connectAs(address, user, more)
  connections.push(client)
  return client
}
const someone = async (...roles: Role[]) => as(await addUser(owner, roles))
const office = () => someone({ role: 'office' })
const developer = (organisation: string) => someone({ role: 'developer', organisation })

async function number(sql: string, values: unknown[] = []): Promise<number> {
  return Number((await owner.query<{ n: string }>(`select (${sql}) as n`, values)).rows[0]!.n)
}
const ledgerSize = () => number('select count(*) from private.op_ledger')
const idOf = (made: Op) => (made.payload as { id: string }).id

/** Everything a push may leave behind. */
async function everything(): Promise<unknown> {
  const all: Record<string, unknown> = {}
  for (const table of ['public.streams', 'public.stream_partitions', 'public.reports', 'public.report_messages', 'public.memberships', 'public.obstacles',
    'public.obstacle_events', 'private.obstacle_changes', 'private.op_ledger', 'private.number_counters']) {
    all[table] = (await owner.query(`select * from ${table} order by 1, 2`)).rows
  }
  return all
}

describe('an operation', () => {
  test('is applied, and tells where the device will find it', async () => {
    const reporter = await someone()
    const report = newReport()
    const [answer] = await push(reporter, report)
    const { rows, epoch, next } = await pull(reporter, 'mine')
    expect(answer).toEqual({ op_id: report.op_id, status: 'applied', stream: 'mine', epoch, rev: next, result: { number: expect.stringMatching(/^M-\d{4}-1$/) as string } })
    expect(rows).toMatchObject([{ id: idOf(report), rev: next, kind: 'report', slug: answer?.result?.number, first_published: null }])
  })

  test('that draws several revisions tells the last', async () => {
    const client = await office()
    const [made] = await apply(client, newObstacle())
    expect((await pull(client, 'internal')).rows.at(-1)).toMatchObject({ kind: 'event', rev: made?.rev })
  })

  test('that changes nothing is applied up to where the stream is', async () => {
    const client = await office()
    const obstacle = newObstacle()
    const [made] = await apply(client, obstacle)
    const [again] = await apply(client, op('obstacle.edit', { obstacle: idOf(obstacle), base: 1, fields: { title: 'Ingen tolk' } }))
    expect(again?.rev).toBe(made?.rev)
    expect((await pull(client, 'internal')).count).toBe(2)
  })

  test('leaves nothing of itself when it is refused half-way, not even a number', async () => {
    const client = await office()
    expect(await push(client, newObstacle({ levels: ['universe'] }))).toMatchObject([{ status: 'rejected', code: 'invalid', field: 'levels' }])
    expect((await apply(client, newObstacle()))[0]?.result?.number).toMatch(/-1$/)
  })

  test('that is bad stops no other', async () => {
    const reporter = await someone()
    const [first, last] = [newReport(), newReport()]
    const bad = ['text', { ...newReport(), op_id: 'x' }, { ...newReport(), op_v: 2 }, op('report.burn', {}), op('report.submit', {})]
    expect((await push(reporter, first, ...bad, last)).map(({ status, code, field }) => [status, code, field])).toEqual([
      ['applied', undefined, undefined], ['rejected', 'invalid', 'op_id'], ['rejected', 'invalid', 'op_id'], ['rejected', 'unknown-kind', undefined],
      ['rejected', 'unknown-kind', undefined], ['rejected', 'invalid', 'id'], ['applied', undefined, undefined],
    ])
  })

  test('that fails as nobody foresaw is told so, is not kept, and works once it is mended', async () => {
    const reporter = await someone()
    const [broken, whole] = [op('seminar.leave', { seminar: 'host-2024' }), newReport()]
    await owner.query(`update private.op_kinds set handler = 'nothing' where kind = 'seminar.leave'`)
    expect(await push(reporter, broken, whole)).toMatchObject([{ status: 'rejected', code: 'unexpected' }, { status: 'applied' }])
    expect(await ledgerSize()).toBe(1)
    await owner.query(`update private.op_kinds set handler = 'leave_seminar' where kind = 'seminar.leave'`)
    expect(await push(reporter, broken)).toMatchObject([{ status: 'applied' }])
  })

  test.each([
    ['a zero character', 'a\0b', 'a\uFFFDb'], ['half a character', 'a\uD83D', 'a\uFFFD'], ['the other half', '\uDE00b', '\uFFFDb'], ['halves the wrong way round', '\uDE00\uD83D', '\uFFFD\uFFFD'],
    ['a whole one beside a half', '\uD83D\uDE00\uD83D', '\uD83D\uDE00\uFFFD'], ['what only looks like one', '\\u0000 \\\0', '\\u0000 \\\uFFFD'],
  ])('with %s in it is taken as far as a text can hold it', async (_what, written, kept) => {
    const reporter = await someone()
    const report = newReport({ answers: { hva: written } })
    expect(await push(reporter, report, newReport())).toMatchObject([{ status: 'applied' }, { status: 'applied' }])
    expect((await pull(reporter, 'mine')).rows[0]?.data.answers).toEqual({ hva: kept })
    expect(await push(reporter, report)).toMatchObject([{ status: 'duplicate' }])
  })

  test('joins a seminar once, and leaves it', async () => {
    await writing(owner, () => owner.query(`insert into public.documents (id, kind, slug, data, published) values (gen_random_uuid(), 'seminar', 'host-2024', '{}', true)`))
    const reporter = await someone()
    const [first, second] = [randomUUID(), randomUUID()]
    const joined = await apply(reporter, ...[first, second].map((id) => op('seminar.join', { id, seminar: 'host-2024' })))
    expect(joined.map(({ result }) => result)).toEqual([{ id: first }, { id: first }])
    expect((await pull(reporter, 'mine')).rows).toMatchObject([{ id: first, kind: 'membership', slug: 'host-2024', data: { seminar: 'host-2024' } }])
    const [left] = await apply(reporter, op('seminar.leave', { seminar: 'host-2024' }))
    expect(await pull(reporter, 'mine')).toMatchObject({ rows: [], count: 0, digest: 0, next: left?.rev })
  })
})

describe('pushed again', () => {
  test('a whole batch whose answer was lost is answered as before, and nothing is done twice', async () => {
    const client = await office()
    const [report, obstacle] = [newReport(), newObstacle()]
    const batch = [
      report, op('report.message', { id: randomUUID(), report: idOf(report), text: 'Mer' }), obstacle,
      op('obstacle.edit', { obstacle: idOf(obstacle), base: 999, fields: { title: 'Noe annet' } }), op('report.withdraw', { report: idOf(report) }),
      op('report.withdraw', { report: idOf(report) }),
    ]
    const first = await push(client, ...batch)
    expect(first.map(({ status }) => status)).toEqual(['applied', 'applied', 'applied', 'conflict', 'applied', 'rejected'])
    const before = await everything()
    expect(await push(client, ...batch)).toEqual(first.map(({ op_id, ...answer }) => ({ op_id, status: 'duplicate', first: answer })))
    expect(await everything()).toEqual(before)
  })

  test('however the operations are cut up and repeated, each has one effect and always the same answer', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.array(fc.nat(4), { maxLength: 6 }), { maxLength: 6 }), async (batches) => {
      const reporter = await someone()
      const reports = Array.from({ length: 5 }, () => newReport())
      const numbers = new Map<string, unknown>()
      for (const batch of [...batches, [0, 1, 2, 3, 4]]) {
        for (const { op_id, status, first, result } of await push(reporter, ...batch.map((place) => reports[place]))) {
          expect(status).toBe(numbers.has(op_id) ? 'duplicate' : 'applied')
          const { number } = (first?.result ?? result)!
          expect(number).toBe(numbers.get(op_id) ?? number)
          numbers.set(op_id, number)
        }
      }
      expect((await pull(reporter, 'mine')).rows.map(({ slug }) => slug).sort()).toEqual([...numbers.values()].sort())
    }), { numRuns: 15 })
  })

  test('twice in one batch it is done once', async () => {
    const reporter = await someone()
    const report = newReport()
    expect(await push(reporter, report, report)).toMatchObject([{ status: 'applied' }, { status: 'duplicate', first: { status: 'applied' } }])
  })

  test('with its keys in another order it is the same', async () => {
    const reporter = await someone()
    const report = newReport()
    await apply(reporter, report)
    const turned = { ...report, payload: Object.fromEntries(Object.entries(report.payload).reverse()) }
    expect(await push(reporter, turned)).toMatchObject([{ status: 'duplicate' }])
  })

  test('with another payload, kind or actor it is refused, and the first answer stands', async () => {
    const [reporter, other] = [await someone(), await someone()]
    const report = newReport()
    await apply(reporter, report)
    const reused = { status: 'rejected', code: 'op-reused' }
    expect(await push(reporter, { ...report, payload: { ...report.payload, form: 'annet' } })).toMatchObject([reused])
    expect(await push(reporter, { ...report, kind: 'report.withdraw' })).toMatchObject([reused])
    expect(await push(other, report)).toMatchObject([reused])
    expect(await push(reporter, report)).toMatchObject([{ status: 'duplicate', first: { status: 'applied' } }])
  })

  test('after a new epoch it tells where the device finds it now', async () => {
    const reporter = await someone()
    const report = newReport()
    await apply(reporter, report)
    await owner.query(`select private.start_new_epoch('mine')`)
    const { epoch, next } = await pull(reporter, 'mine')
    expect(await push(reporter, report)).toMatchObject([{ status: 'duplicate', first: { status: 'applied', epoch, rev: next } }])
  })

  test('what was forbidden or unknown is judged anew', async () => {
    const user = await addUser(owner)
    const client = await as(user)
    const obstacle = newObstacle()
    expect(await push(client, obstacle, op('report.burn', {}))).toMatchObject([{ code: 'forbidden' }, { code: 'unknown-kind' }])
    expect(await ledgerSize()).toBe(0)
    await owner.query(`insert into public.role_assignments (user_id, role) values ($1, 'office')`, [user])
    expect(await push(client, obstacle)).toMatchObject([{ status: 'applied' }])
  })
})

describe('a batch', () => {
  test('has at most 50 operations', async () => {
    const reporter = await someone()
    const ops = Array.from({ length: 51 }, () => op('report.burn', {}))
    await expect(push(reporter, ...ops)).rejects.toMatchObject({ code: 'PT413', message: 'too-many' })
    expect((await push(reporter, ...ops.slice(1))).length).toBe(50)
    expect(await push(reporter)).toEqual([])
  })

  test('has payloads of at most 64 kB, counted as they were sent', async () => {
    const reporter = await someone()
    const padded = (size: number) => {
      const report = newReport({ answers: { hva: '' } })
      const missing = size - Buffer.byteLength(JSON.stringify(report.payload))
      return { ...report, payload: { ...report.payload, answers: { hva: 'x'.repeat(missing) } } }
    }
    await expect(push(reporter, newReport(), padded(65_537))).rejects.toMatchObject({ code: 'PT413', message: 'payload-too-large' })
    expect(await ledgerSize()).toBe(0)
    expect(await push(reporter, padded(65_536))).toMatchObject([{ status: 'applied' }])
    await expect(push(reporter, ...Array.from({ length: 9 }, () => padded(60_000)))).rejects.toMatchObject({ code: 'PT413', message: 'batch-too-large' })
  })

  test.each(['{}', '{"ops": null}', '{"ops": {}}', '"x"', '[]'])('is a list of operations, and not %s', async (body) => {
    const reporter = await someone()
    await expect(reporter.query('select public.push($1)', [body])).rejects.toMatchObject({ code: '22023' })
  })
})

describe('more than anyone writes', () => {
  const cheap = (count: number) => Array.from({ length: count }, () => op('report.burn', {}))
  const counted = (answers: { status: string }[]) => answers.filter(({ status }) => status !== 'retry').length

  test('is put off for the rest of the ten minutes, in order, and nothing is lost', async () => {
    const reporter = await someone()
    for (let round = 0; round < 5; round += 1) expect(counted(await push(reporter, ...cheap(50)))).toBe(50)
    expect(counted(await push(reporter, ...cheap(49)))).toBe(49)
    const reports = [newReport(), newReport(), newReport()]
    const answers = await push(reporter, ...reports)
    expect(answers).toMatchObject([{ status: 'applied' }, { status: 'retry' }, { status: 'retry' }])
    expect(answers[1]?.after).toBeGreaterThan(590)
    expect(answers[1]?.after).toBeLessThanOrEqual(600)
    expect(await push(reporter, ...reports)).toMatchObject([{ status: 'retry' }, { status: 'retry' }, { status: 'retry' }])
    await owner.query(`update private.push_counts set since = since - interval '10 minutes'`)
    expect(await push(reporter, ...reports)).toMatchObject([{ status: 'duplicate' }, { status: 'applied' }, { status: 'applied' }])
  })

  test('stops nobody else', async () => {
    const [reporter, other] = [await someone(), await someone()]
    for (let round = 0; round < 6; round += 1) await push(reporter, ...cheap(50))
    expect(counted(await push(reporter, ...cheap(1)))).toBe(0)
    expect(counted(await push(other, ...cheap(1)))).toBe(1)
  })

  test('from one address is put off for all who share it', async () => {
    await owner.query(`insert into private.push_counts (pusher, since, count) values ('address:192.0.2.1', now() - interval '9 minutes', 4999)`)
    const [first, second, elsewhere] = [
      await as(await addUser(owner), { from: '192.0.2.1, 10.0.0.1' }), await as(await addUser(owner), { from: '192.0.2.1' }), await as(await addUser(owner), { from: '192.0.2.2' }),
    ]
    const answers = await push(first, ...cheap(2))
    expect(counted(answers)).toBe(1)
    expect(answers[1]?.after).toBeLessThanOrEqual(60)
    expect(counted(await push(second, ...cheap(2)))).toBe(0)
    expect(counted(await push(elsewhere, ...cheap(2)))).toBe(2)
  })

  test('leaves no address behind after its ten minutes', async () => {
    await push(await as(await addUser(owner), { from: '192.0.2.1' }), ...cheap(1))
    await owner.query(`update private.push_counts set since = since - interval '10 minutes'`)
    await push(await someone(), ...cheap(1))
    expect(await number(`select count(*) from private.push_counts where pusher like 'address:%'`)).toBe(0)
  })
})

describe('two edits made apart', () => {
  const edit = (obstacle: string, base: number, fields: object) => op('obstacle.edit', { obstacle, base, fields })
  const shown = async (client: Client) => (await pull(client, 'internal')).rows.find(({ kind }) => kind === 'obstacle')!

  test('to different fields are put together', async () => {
    const [here, there] = [await developer('BAL'), await office()]
    const obstacle = newObstacle()
    await apply(here, obstacle)
    const { rev } = await shown(here)
    await apply(here, edit(idOf(obstacle), rev, { title: 'Ny tittel', themes: ['sprak'] }))
    await apply(there, edit(idOf(obstacle), rev, { description: 'Ny tekst', addressedTo: ['nav'] }))
    expect((await shown(here)).data).toMatchObject({ title: 'Ny tittel', description: 'Ny tekst', themes: ['sprak'], addressedTo: ['nav'] })
  })

  test('to the same field are for a person to choose between, and nothing of the later is applied', async () => {
    const [here, there] = [await developer('BAL'), await office()]
    const obstacle = newObstacle()
    await apply(here, obstacle)
    const { rev } = await shown(here)
    await apply(here, edit(idOf(obstacle), rev, { title: 'Min' }))
    const theirs = (await shown(here)).rev
    const [answer] = await push(there, edit(idOf(obstacle), rev, { title: 'Din', description: 'Din' }))
    expect(answer).toMatchObject({ status: 'conflict', fields: { title: { mine: 'Din', theirs: 'Min', rev: theirs } } })
    expect(Object.keys(answer?.fields ?? {})).toEqual(['title'])
    expect((await shown(here)).data).toMatchObject({ title: 'Min', description: 'Det er for få.' })
    await apply(there, edit(idOf(obstacle), theirs, { title: 'Din', description: 'Din' }))
    expect((await shown(here)).data).toMatchObject({ title: 'Din', description: 'Din' })
  })

  test('to the same value agree', async () => {
    const [here, there] = [await developer('BAL'), await office()]
    const obstacle = newObstacle()
    await apply(here, obstacle)
    const { rev } = await shown(here)
    for (const client of [here, there]) await apply(client, edit(idOf(obstacle), rev, { levels: ['state'] }))
    expect((await pull(here, 'internal')).rows.map(({ data }) => data.type).filter(Boolean)).toEqual(['created', 'edited'])
  })

  test('by the same person follow each other', async () => {
    const here = await developer('BAL')
    const obstacle = newObstacle()
    await apply(here, obstacle)
    const { rev } = await shown(here)
    await apply(here, edit(idOf(obstacle), rev, { title: 'Først' }), edit(idOf(obstacle), rev, { title: 'Så' }))
    expect((await shown(here)).data.title).toBe('Så')
  })

  test('are not put together on a base that a restore has undone', async () => {
    const here = await developer('BAL')
    const obstacle = newObstacle()
    await apply(here, obstacle)
    expect(await push(here, edit(idOf(obstacle), 1000, { title: 'Etter' }))).toMatchObject([{ status: 'conflict', fields: { title: { theirs: 'Ingen tolk' } } }])
  })

  test('one of which the content command made are told apart too', async () => {
    const here = await developer('BAL')
    const obstacle = newObstacle()
    await apply(here, obstacle)
    const { rev } = await shown(here)
    await writing(owner, () => owner.query(`update public.obstacles set title = 'Fra filen'`))
    expect(await push(here, edit(idOf(obstacle), rev, { title: 'Min' }))).toMatchObject([{ status: 'conflict', fields: { title: { theirs: 'Fra filen' } } }])
  })

  test('are told by events, with what was and what is', async () => {
    const here = await developer('BAL')
    const obstacle = newObstacle()
    await apply(here, obstacle, edit(idOf(obstacle), 1, { title: 'Ny', levels: [] }))
    const event = (await pull(here, 'internal')).rows.find(({ data }) => data.type === 'edited')
    expect(event?.data).toEqual({
      obstacle: expect.stringMatching(/^H-/) as string, obstacleId: idOf(obstacle), type: 'edited', at: expect.any(String) as string,
      by: { role: 'developer', organisation: 'BAL' }, fields: { title: { from: 'Ingen tolk', to: 'Ny' } },
    })
  })

  test('a move from where it no longer stands is a conflict', async () => {
    const [here, there] = [await developer('BAL'), await office()]
    const obstacle = newObstacle()
    await apply(here, obstacle, op('obstacle.move', { obstacle: idOf(obstacle), from: 'registered', to: 'assessed' }))
    const { rev } = await shown(here)
    expect(await push(there, op('obstacle.move', { obstacle: idOf(obstacle), from: 'registered', to: 'assessed' }))).toMatchObject([
      { status: 'conflict', fields: { status: { mine: 'assessed', theirs: 'assessed', rev } } },
    ])
  })
})

describe('what someone may see', () => {
  test('is gone with the role, and so is what they may do; both come back with it', async () => {
    const user = await addUser(owner, [{ role: 'developer', organisation: 'BAL' }])
    const client = await as(user)
    const obstacle = newObstacle()
    await apply(client, obstacle)
    const held = await pull(client, 'internal')
    const edit = op('obstacle.edit', { obstacle: idOf(obstacle), base: 1, fields: { title: 'Skrevet uten nett' } })

    await owner.query('delete from public.role_assignments where user_id = $1', [user])
    expect(await push(client, edit)).toMatchObject([{ status: 'rejected', code: 'forbidden' }])
    expect(await pull(client, 'internal', { epoch: held.epoch, after: held.next })).toMatchObject({ rows: [], count: 0, digest: 0 })
    expect((await manifest(client, 'internal')).rows).toEqual([])

    await owner.query(`insert into public.role_assignments (user_id, role, organisation) values ($1, 'developer', 'BAL')`, [user])
    expect(await pull(client, 'internal', { epoch: held.epoch, after: held.next })).toMatchObject({ rows: [], count: held.count, digest: held.digest })
    expect(await push(client, edit)).toMatchObject([{ status: 'applied' }])
  })

  test('goes to another organisation with the obstacle: the count and digest of both change', async () => {
    const [lost, gained, chief] = [await developer('BAL'), await developer('BSR'), await office()]
    const [moved, kept] = [newObstacle(), newObstacle()]
    await apply(lost, moved, kept)
    const [before, none, all] = [await pull(lost, 'internal'), await pull(gained, 'internal'), await pull(chief, 'internal')]
    expect([before.count, none.count, all.count]).toEqual([4, 0, 4])
    await apply(chief, op('obstacle.edit', { obstacle: idOf(moved), base: all.rows.find(({ id }) => id === idOf(moved))!.rev, fields: { organisations: ['BSR'] } }))

    const after = await pull(lost, 'internal', { epoch: before.epoch, after: before.next })
    expect(after).toMatchObject({ rows: [], count: 2 })
    expect(after.digest).not.toBe(before.digest)
    expect((await manifest(lost, 'internal')).rows.map(([id]) => id)).not.toContain(idOf(moved))
    const now = await pull(gained, 'internal', { epoch: none.epoch, after: none.next })
    expect(now.rows.map(({ data }) => data.type ?? data.number).sort()).toEqual(['created', 'edited', now.rows[0]?.data.number].sort())
    expect(now.count).toBe(3)
    expect((await pullAll(chief, 'internal')).count).toBe(5)
  })

  test('is open to everyone once it is published, with what says so itself, and not a moment longer', async () => {
    const chief = await office()
    const obstacle = newObstacle()
    const note = (open: boolean) => op('obstacle.follow-up', { id: randomUUID(), obstacle: idOf(obstacle), way: 'prosjekt', text: open ? 'Åpent' : 'Internt', date: '2026-11-26', public: open })
    await apply(chief, obstacle, note(true), note(false), op('obstacle.move', { obstacle: idOf(obstacle), from: 'registered', to: 'assessed' }))
    const anon = new Client({ connectionString: address })
    connections.push(anon)
    await anon.connect()
    await anon.query('set role anon')
    const bodies = await pull(anon, 'register')
    expect(bodies.rows.map(({ kind }) => kind)).toEqual(bodies.rows.map(() => 'body'))
    await apply(chief, op('obstacle.publish', { obstacle: idOf(obstacle), published: true }))
    const open = await pull(anon, 'register')
    expect(open.rows.filter(({ kind }) => kind !== 'body').map(({ data }) => data.text ?? data.type ?? data.status).sort()).toEqual(['assessed', 'moved', 'Åpent'])
    expect((await pull(chief, 'internal')).rows.map(({ data }) => data.text ?? data.type).sort()).toEqual(['Internt', 'created', 'published'])
    await apply(chief, op('obstacle.publish', { obstacle: idOf(obstacle), published: false }))
    expect(await pull(anon, 'register', { epoch: open.epoch, after: open.next })).toMatchObject({ rows: [], count: bodies.count, digest: bodies.digest })
  })
})
