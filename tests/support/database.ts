import { chownSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { bootstrap } from '../../supabase/local/bootstrap.ts'
import { applyMigrations } from '../../supabase/local/migrations.ts'
import { startPostgres, superuser } from '../../supabase/local/postgres.ts'
import { usableBinaries } from '../../supabase/local/postgres/binaries.ts'
import { databaseUser } from '../../supabase/local/postgres/unprivileged.ts'

const migrations = join(import.meta.dirname, '../../supabase/migrations')

export interface TestDatabase {
  /** A connection address of the first database for one of its roles. */
  address(role: string): string
  /** A copy of it as the migrations left it, to write in freely; its address is for the role that runs migrations. */
  copy(): Promise<string>
  stop(): Promise<void>
}

/** A real Postgres of its own in a temporary folder, with Supabase's roles and the project's migrations, and no rows. */
export async function startTestDatabase(): Promise<TestDatabase> {
  const home = mkdtempSync(join(tmpdir(), 'feltboka-test-'))
  const folder = join(home, 'database')
  const user = databaseUser(folder)
  if (user) chownSync(home, user.uid, user.gid)
  const postgres = await startPostgres({
    folder, user, binaries: usableBinaries(home, user), password: 'test', durable: false, logFile: join(home, 'postgres.log'),
  })
  const stop = async () => {
    await postgres.stop()
    rmSync(home, { recursive: true, force: true })
  }
  try {
    await bootstrap(postgres.address(superuser), 'test')
    await applyMigrations(postgres.address('postgres'), migrations)
  } catch (error) {
    await stop()
    throw error
  }
  let copies = 0
  return {
    address: postgres.address,
    stop,
    async copy() {
      const name = `copy_${(copies += 1)}`
      await withClient(postgres.address(superuser).replace(/\/postgres$/, '/template1'), (client) =>
        client.query(`create database ${name} template postgres owner postgres`))
      return postgres.address('postgres').replace(/\/postgres$/, `/${name}`)
    },
  }
}

/** Runs work on a connection of its own and closes it whatever happens. */
export async function withClient<T>(address: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: address })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
