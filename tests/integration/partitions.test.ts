import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addDigest, rowDigest } from '../../src/domain/digest.ts'
import { startTestDatabase, withClient, type TestDatabase } from '../support/database.ts'
import { fillLibrary, fillRegister, fillReports } from '../support/large-streams.ts'
import { addUser, apply, connectAs, newReport, op, push, type Op, type Role } from '../support/pushing.ts'
import { readsOf } from '../support/reads.ts'
import { insertForm, manifest, pull, pullAll, rowsById, writing, type PulledName } from '../support/streams.ts'

let database: TestDatabase

beforeAll(async () => { database = await startTestDatabase() })
afterAll(async () => { await database?.stop() })

const digestOf = (rows: { id: string; rev: number }[]) => rows.reduce((sum, { id, rev }) => addDigest(sum, rowDigest(id, rev)), 0)

/** Who sees which unpublished obstacles, and which reports, told from these alone. */
const personas: { role: Role; sees: string; reads: string }[] = [
  { role: { role: 'staff', organisation: 'BAL' }, sees: 'false', reads: 'false' },
  { role: { role: 'developer', organisation: 'BAL' }, sees: `o.organisations @> '{BAL}'`, reads: `coalesce(r.place ->> 'organisation', r.place ->> 'district') = 'BAL'` },
  { role: { role: 'developer', organisation: 'BSR' }, sees: `o.organisations @> '{BSR}'`, reads: `coalesce(r.place ->> 'organisation', r.place ->> 'district') = 'BSR'` },
  { role: { role: 'recipient', body: 'nav' }, sees: `o.addressed_to @> '{nav}'`, reads: 'false' },
  { role: { role: 'office' }, sees: 'true', reads: 'true' },
]
const places = [0, 1, 2, 3]
const some = <T>(values: T[]) => fc.subarray(values)

const step = fc.record({
  who: fc.constantFrom(...personas.keys()),
  at: fc.constantFrom(...places),
  what: fc.oneof(
    fc.constant({ kind: 'create' as const }),
    fc.record({ kind: fc.constant('edit' as const), fields: fc.record({ organisations: some(['BAL', 'BSR', 'UDE']), addressedTo: some(['nav', 'udir']), title: fc.constantFrom('a', 'b') }, { requiredKeys: [] }) }),
    fc.record({ kind: fc.constant('move' as const), to: fc.constantFrom('assessed', 'escalated') }),
    fc.record({ kind: fc.constant('follow-up' as const), public: fc.boolean() }),
    fc.record({ kind: fc.constant('publish' as const), published: fc.boolean() }),
    fc.record({ kind: fc.constant('report' as const), place: fc.record({ organisation: fc.constantFrom('BAL', 'UDE'), district: fc.constantFrom('BAL', 'BSR') }, { requiredKeys: [] }), hidePlace: fc.boolean() }),
    fc.constant({ kind: 'correct' as const }), fc.constant({ kind: 'withdraw' as const }), fc.constant({ kind: 'decline' as const }),
    fc.constant({ kind: 'join' as const }), fc.constant({ kind: 'leave' as const }),
    fc.constant({ kind: 'rename a body' as const }), fc.constant({ kind: 'restore' as const }),
  ),
})
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

test('count and digest of every partition, and what everyone is shown, are those of the rows, whatever was done', async () => {
  const address = await database.copy()
  const owner = new Client({ connectionString: address })
  await owner.connect()
  await writing(owner, async () => {
    await owner.query(`
      insert into public.bodies (id, name, level) values ('nav', 'NAV', 'state'), ('udir', 'Udir', 'state');
      insert into public.documents (id, kind, slug, data, published) values (gen_random_uuid(), 'seminar', 'host-2024', '{}', true)`)
    await insertForm(owner)
  })
  const clients: Client[] = []
  for (const { role } of personas) clients.push(await connectAs(address, await addUser(owner, [role])))

  let made: { obstacles: string[]; reports: string[] }
  const opFor = ({ who, at, what }: Step): Op | undefined => {
    const obstacle = made.obstacles[at] ?? randomUUID()
    switch (what.kind) {
      case 'create': return op('obstacle.create', { id: (made.obstacles[at] = randomUUID()), title: 't', description: 'd' })
      case 'edit': return op('obstacle.edit', { obstacle, base: 0, fields: what.fields })
      case 'move': return op('obstacle.move', { obstacle, from: what.to === 'assessed' ? 'registered' : 'assessed', to: what.to })
      case 'follow-up': return op('obstacle.follow-up', { id: randomUUID(), obstacle, way: 'svar', text: 't', date: '2026-11-26', public: what.public })
      case 'publish': return op('obstacle.publish', { obstacle, published: what.published })
      case 'report': return newReport({ id: (made.reports[who] = randomUUID()), place: what.place, hidePlace: what.hidePlace })
      case 'correct': return op('report.correct', { report: made.reports[who] ?? randomUUID(), formVersion: 1, answers: { hva: 'Nytt' }, place: { district: 'BSR' }, hidePlace: false })
      case 'decline': return op('case.decline', { report: made.reports[at] ?? randomUUID(), reason: 'Nei', seen: { status: 'received' } })
      case 'withdraw': return op('report.withdraw', { report: made.reports[who] ?? randomUUID() })
      case 'join': return op('seminar.join', { id: randomUUID(), seminar: 'host-2024' })
      case 'leave': return op('seminar.leave', { seminar: 'host-2024' })
      default: return undefined
    }
  }
  const take = async (given: Step) => {
    if (given.what.kind === 'rename a body') await writing(owner, () => owner.query(`update public.bodies set name = name || '.' where id = 'nav'`))
    else if (given.what.kind === 'restore') await owner.query(`select private.start_new_epoch('register')`)
    else expect((await push(clients[given.who]!, opFor(given)))[0]).not.toMatchObject({ code: 'unexpected' })
  }

  const expectTrueSums = async () => {
    const { rows } = await owner.query(`
      select p.stream, p.partition, p.count, p.digest, count(r.id) as real_count, mod(coalesce(sum(private.row_digest(r.id, r.rev)), 0), 2147483647) as real_digest
      from public.stream_partitions p left join public.stream_rows r on r.stream = p.stream and r.partition = p.partition
      group by p.stream, p.partition
      having p.count <> count(r.id) or p.digest <> mod(coalesce(sum(private.row_digest(r.id, r.rev)), 0), 2147483647)`)
    expect(rows).toEqual([])
    const { rows: lost } = await owner.query(`
      select r.id from public.stream_rows r left join public.stream_partitions p on p.stream = r.stream and p.partition = r.partition where p.partition is null`)
    expect(lost).toEqual([])
  }
  const expectShown = async (client: Client, name: PulledName, ids: string) => {
    const { rows, count, digest } = await pullAll(client, name, 3)
    expect({ name, count, digest }).toEqual({ name, count: rows.length, digest: digestOf(rows) })
    expect(new Map((await manifest(client, name)).rows)).toEqual(new Map(rows.map(({ id, rev }) => [id, rev])))
    expect(rows.map(({ rev }) => rev)).toEqual(rows.map(({ rev }) => rev).sort((a, b) => a - b))
    expect(rows.map(({ id }) => id).sort()).toEqual((await owner.query<{ id: string }>(`${ids} order by 1`)).rows.map(({ id }) => id))
  }

  await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (steps) => {
    made = { obstacles: [], reports: [] }
    for (const given of steps) await take(given)
    await expectTrueSums()
    for (const [place, { sees, reads }] of personas.entries()) {
      await expectShown(clients[place]!, 'internal', `
        select o.id from public.obstacles o where not o.published and ${sees}
        union all select e.id from public.obstacle_events e join public.obstacles o on o.id = e.obstacle where not (e.open and o.published) and ${sees}`)
      const shown = personas[place]!.role.role === 'office' ? 'r.id' : `md5('developer:' || r.id)::uuid`
      await expectShown(clients[place]!, 'inbox', `select ${shown} as id from public.reports r where r.status <> 'withdrawn' and ${reads}`)
    }
    await expectShown(clients[0]!, 'register', `
      select o.id from public.obstacles o where o.published union all select b.id from public.listed_bodies b
      union all select e.id from public.obstacle_events e join public.obstacles o on o.id = e.obstacle where e.open and o.published`)
    await expectShown(clients[1]!, 'mine', `
      with me as (select user_id from public.role_assignments where organisation = 'BAL' and role = 'developer')
      select r.id from public.reports r, me where r.owner = me.user_id
      union all select m.id from public.memberships m, me where m.owner = me.user_id
      union all select e.id from public.report_events e, me where e.owner = me.user_id
      union all select a.id from public.role_assignments a, me where a.user_id = me.user_id`)
    await owner.query('truncate private.push_counts')
  }), { numRuns: 25 })
  await Promise.all([owner, ...clients].map((client) => client.end()))
})

describe('with 10,000 documents, 10,000 obstacles, 100,000 events and 10,000 reports', () => {
  const user = randomUUID()
  let large: string

  beforeAll(async () => {
    large = await database.copy()
    await withClient(large, async (filler) => {
      await filler.query(`insert into auth.users (id) values ($1)`, [user])
      await filler.query(`insert into public.role_assignments (user_id, role, organisation) values ($1, 'developer', 'BAL')`, [user])
      await writing(filler, async () => {
        await fillLibrary(filler, 10_000)
        await fillRegister(filler, 10_000, 10)
        await fillReports(filler, user)
        await insertForm(filler)
      })
      await filler.query('vacuum analyze')
    })
  }, 240_000)

  const acting = async <T>(who: string | undefined, work: (reader: Client) => Promise<T>): Promise<T> => withClient(large, async (reader) => {
    await reader.query(`select set_config('role', $1, false), set_config('request.jwt.claims', $2, false)`, [who ? 'authenticated' : 'anon', JSON.stringify({ sub: who })])
    return work(reader)
  })

  const reads = (who: string | undefined, work: (reader: Client) => Promise<unknown>) => acting(who, (reader) => readsOf(reader, () => work(reader)))

  /** A cursor that has the last `count` rows of the caller's before it. */
  async function cursorBefore(who: string | undefined, name: PulledName, count: number): Promise<{ epoch: string; after: number }> {
    return acting(who, async (reader) => {
      const { epoch, rows } = await pullAll(reader, name)
      return { epoch, after: rows.at(-1 - count)!.rev }
    })
  }

  test.each([['library', undefined], ['register', undefined], ['internal', user], ['mine', user]] as const)('a small delta of %s reads its own rows alone, by index', async (name, who) => {
    const cursor = await cursorBefore(who, name, 5)
    const answers: number[] = []
    const read = await reads(who, async (reader) => answers.push((await pull(reader, name, cursor)).rows.length))
    expect(answers).toEqual([5])
    expect(read.sequential).toEqual([])
    expect(read.all).toBe(5)
  })

  test.each([['register', undefined], ['internal', user], ['mine', user]] as const)('a page of the first fill of %s reads no more than the page', async (name, who) => {
    const read = await reads(who, (reader) => pull(reader, name, { limit: 100 }))
    expect(read.sequential).toEqual([])
    // The page, and one more of each table that may have the next row.
    expect(read.all).toBeLessThanOrEqual(103)
  })

  test.each([['internal', user], ['mine', user]] as const)('a page of the manifest of %s, and rows by id, are found by index', async (name, who) => {
    const read = await reads(who, async (reader) => {
      const { rows } = await manifest(reader, name, '80000000-0000-0000-0000-000000000000', 100)
      expect((await rowsById(reader, name, rows.slice(0, 3).map(([id]) => id))).rows.length).toBe(3)
    })
    expect(read.sequential).toEqual([])
  })

  test('what nobody else sees costs a reader nothing', async () => {
    const [own, other] = [await cursorBefore(user, 'mine', 0), await cursorBefore(undefined, 'register', 0)]
    await withClient(large, (filler) => writing(filler, async () => {
      await filler.query(`insert into public.reports (id, owner, number, year, serial, form, form_version, answers, hide_place)
        select gen_random_uuid(), md5((n % 2000)::text)::uuid, 'M-2021-' || n, 2021, n, 'meld', 1, '{}', false from generate_series(1, 200) n`)
      await filler.query(`update public.obstacles set title = 'ny' where not published and not organisations && '{BAL}' and serial <= 1000`)
    }))
    for (const [name, who, cursor] of [['mine', user, own], ['register', undefined, other]] as const) {
      const read = await reads(who, (reader) => pull(reader, name, cursor))
      expect([read.all, read.sequential]).toEqual([0, []])
    }
  })

  test('a push finds what it is about by index', async () => {
    const [report, obstacle] = [randomUUID(), randomUUID()]
    const { of, sequential } = await reads(user, async (writer) => {
      await apply(writer, newReport({ id: report }), op('report.message', { id: randomUUID(), report, text: 't' }), op('report.withdraw', { report }),
        op('obstacle.create', { id: obstacle, title: 't', description: 'd' }), op('obstacle.edit', { obstacle, base: 1, fields: { title: 'ny', kind: 'structural' } }),
        op('obstacle.move', { obstacle, from: 'registered', to: 'assessed' }),
        op('obstacle.follow-up', { id: randomUUID(), obstacle, way: 'prosjekt', text: 't', date: '2026-11-26', public: false }))
    })
    expect(sequential).toEqual([])
    for (const table of ['obstacles', 'obstacle_events', 'reports']) expect(of[table]?.fetched).toBeLessThan(100)
  })
})
