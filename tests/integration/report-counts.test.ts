import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ReportCount } from '../../src/domain/documents.ts'
import { countWriters, tellNext, type WrittenReport } from '../../src/domain/small-counts.ts'
import { startTestDatabase, type TestDatabase } from '../support/database.ts'
import { pullAll, writing } from '../support/streams.ts'

/** What the server tells of where reports come from is what `src/domain/small-counts.ts` says it is, of which its properties are shown. */
let database: TestDatabase
let owner: Client

beforeAll(async () => {
  database = await startTestDatabase()
  owner = new Client({ connectionString: database.url })
  await owner.connect()
})
afterAll(async () => {
  await owner?.end()
  await database?.stop()
})

const writers = Array.from({ length: 16 }, () => randomUUID())
const report = fc.record({
  owner: fc.constantFrom(...writers), form: fc.constantFrom('hindring', 'hindring', 'gjelder-oss-ogsa', 'erfaring'),
  status: fc.constantFrom('received', 'read', 'declined'), hidePlace: fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, fc.constant(true)),
  place: fc.oneof({ weight: 6, arbitrary: fc.record({
    district: fc.constantFrom('BAL' as const, 'BSN' as const, 'Alna' as never), service: fc.constantFrom('skole' as const, 'apen-barnehage' as const, 'annet' as never),
    organisation: fc.constantFrom('BSR', 'UDE', 'Bydel Alna'), workplace: fc.constant('Lia'),
  }, { requiredKeys: ['service'] }) }, fc.constant(undefined)),
})
/** Each telling: what has come since the one before, and how many of all are then taken back. */
const tellings = fc.array(fc.tuple(fc.array(report, { minLength: 30, maxLength: 120, size: 'max' }), fc.nat(30)), { minLength: 2, maxLength: 4 })

let year = 2100
let serial = 0

async function send(reports: readonly (WrittenReport & { id: string })[]): Promise<void> {
  await writing(owner, () => owner.query(`
    insert into public.reports (id, owner, number, year, serial, form, form_version, answers, place, hide_place, status)
    select r.id, r.owner, r.number, split_part(r.number, '-', 2)::integer, split_part(r.number, '-', 3)::integer, r.form, 1, '{}', r.place, r."hidePlace", r.status
    from jsonb_to_recordset($1) as r (id uuid, owner uuid, number text, form text, place jsonb, "hidePlace" boolean, status text)`, [JSON.stringify(reports)]))
}
const sorted = (counts: readonly ReportCount[]) => counts.map(({ year, district, service, reports }) => `${year}/${district}/${service} ${reports}`).sort()

test('random tables are told as the rules have it, from telling to telling', async () => {
  let cells = 0
  await fc.assert(fc.asyncProperty(tellings, async (run) => {
    const own = ++year
    let told: ReportCount[] = []
    const all: (WrittenReport & { id: string })[] = []
    for (const [reports, takenBack] of run) {
      const sent = reports.map((one) => ({ ...one, id: randomUUID(), number: `M-${own}-${++serial}` }))
      await send(sent)
      all.push(...sent)
      for (const gone of all.slice(0, takenBack)) gone.status = 'withdrawn'
      await writing(owner, () => owner.query(`update public.reports set status = 'withdrawn' where id = any ($1)`, [all.slice(0, takenBack).map(({ id }) => id)]))
      await owner.query('select private.refresh_report_counts()')
      told = tellNext(told, countWriters(all))
      const rows = (await pullAll(owner, 'register')).rows.flatMap(({ kind, data }) => (kind === 'reportCount' ? [data as unknown as ReportCount] : []))
      expect(sorted(rows.filter((row) => row.year === own))).toEqual(sorted(told))
    }
    cells += told.length
  }), { numRuns: 20 })
  expect(cells, 'numbers that were told').toBeGreaterThan(20)
}, 60_000)

test('the chore waits for whoever writes to the register, and holds up no report', async () => {
  const other = new Client({ connectionString: database.url })
  await other.connect()
  try {
    await writing(other, async () => {
      await owner.query('set statement_timeout = 300')
      await expect(owner.query('select private.refresh_report_counts()')).rejects.toThrow(/timeout/)
      await owner.query('set statement_timeout = 0')
    })
    await owner.query('begin; select private.refresh_report_counts()')
    await other.query('begin')
    await other.query(`set local statement_timeout = 2000; select private.lock_stream('mine')`)
    await other.query('rollback')
  } finally {
    await owner.query('rollback')
    await other.end()
  }
})
