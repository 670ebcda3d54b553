import { chownSync, cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { applyMigrations } from '../../supabase/local/migrations.ts'
import { usableBinaries } from '../../supabase/local/postgres/binaries.ts'
import { databaseUser } from '../../supabase/local/postgres/unprivileged.ts'
import { startPostgres, type RunningPostgres } from '../../supabase/local/postgres.ts'
import { migrationsFolder } from '../../supabase/local/settings.ts'
import { copyTemplate, testPassword, testTemplate } from '../../supabase/local/test-template.ts'
import { withClient } from '../support/database.ts'
import { lockStream, manifest, pull, type PullAnswer } from '../support/streams.ts'

const home = mkdtempSync(join(tmpdir(), 'feltboka-upgrade-'))
let postgres: RunningPostgres
let address: string
let held: { library: PullAnswer; register: PullAnswer }

/** The migrations up to the one that made pulling, and content as it could be then. */
beforeAll(async () => {
  const earlier = join(home, 'migrations')
  mkdirSync(earlier)
  for (const file of readdirSync(migrationsFolder).filter((name) => name < '20261126')) cpSync(join(migrationsFolder, file), join(earlier, file))
  const folder = join(home, 'database')
  const user = databaseUser(folder)
  if (user) chownSync(home, user.uid, user.gid)
  const binaries = usableBinaries(tmpdir(), user)
  await copyTemplate(await testTemplate(binaries, user, earlier), folder)
  postgres = await startPostgres({ folder, user, binaries, password: testPassword, durable: false, logFile: join(home, 'log') })
  address = postgres.address('postgres')
  await withClient(address, async (client) => {
    await client.query('begin')
    for (const stream of ['library', 'register'] as const) await lockStream(client, stream)
    await client.query(`
      insert into public.documents (id, kind, slug, data, published) select gen_random_uuid(), 'model', 'm-' || n, '{}', n % 3 > 0 from generate_series(1, 9) n;
      insert into public.annex_rows (id, key, year, "order", label, owner_text, as_of, published) select gen_random_uuid(), 'r-' || n, 2024, n, 'R', 'UDE', '2024-12-31', n > 1 from generate_series(1, 3) n;
      insert into public.obstacles (id, number, year, serial, title, description, kind, reviewed, as_of, published)
      select gen_random_uuid(), 'H-2024-' || n, 2024, n, 't', 'd', 'structural', '2026-11-23', '2024-12-31', n % 2 > 0 from generate_series(1, 9) n`)
    await client.query('commit')
    held = { library: await pull(client, 'library'), register: await pull(client, 'register') }
  })
  await applyMigrations(address, migrationsFolder)
})
afterAll(async () => {
  await postgres?.stop()
  rmSync(home, { recursive: true, force: true })
})

test('rows that were there before stand in their partitions, and count there', async () => {
  const { rows } = await withClient(address, (client) => client.query(`
    select p.stream, p.partition, p.count::integer from public.stream_partitions p
    join (select r.stream, r.partition, count(*) as count, mod(sum(private.row_digest(r.id, r.rev)), 2147483647) as digest
      from public.stream_rows r group by r.stream, r.partition) real using (stream, partition, count, digest) order by 1, 2`))
  expect(rows).toEqual([
    { stream: 'library', partition: 'hidden', count: 3 }, { stream: 'library', partition: 'public', count: 6 },
    { stream: 'register', partition: 'hidden', count: 1 }, { stream: 'register', partition: 'internal:|', count: 4 }, { stream: 'register', partition: 'public', count: 7 },
  ])
})

test('no device has to fetch the library again', async () => {
  const after = await withClient(address, (client) => pull(client, 'library', { epoch: held.library.epoch, after: held.library.next }))
  expect(after).toMatchObject({ rows: [], count: held.library.count, digest: held.library.digest, next: held.library.next })
})

test('obstacles come once more, with what they show now', async () => {
  await withClient(address, async (client) => {
    const after = await pull(client, 'register', { epoch: held.register.epoch, after: held.register.next })
    expect(after.rows.map(({ kind, data }) => [kind, data.status])).toEqual(Array.from({ length: 5 }, () => ['obstacle', 'registered']))
    expect((await manifest(client, 'register')).rows.map(([id]) => id)).toEqual(held.register.rows.map(({ id }) => id).sort())
  })
})
