import { chownSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { startPostgres, superuser } from '../../supabase/local/postgres.ts'
import { usableBinaries } from '../../supabase/local/postgres/binaries.ts'
import { databaseUser } from '../../supabase/local/postgres/unprivileged.ts'
import { migrationsFolder } from '../../supabase/local/settings.ts'
import { copyTemplate, testPassword, testTemplate } from '../../supabase/local/test-template.ts'

export interface TestDatabase {
  /** As role `postgres`, which owns the schemas of the migrations and is no superuser. */
  url: string
  /** As the cluster's superuser. */
  adminUrl: string
  /** Makes a database as the migrations left the first one, and returns its address for role `postgres`. */
  copy(): Promise<string>
  stop(): Promise<void>
}

/** A throw-away Postgres with Supabase's roles and the project's migrations, without rows and without a gateway. */
export async function startTestDatabase(): Promise<TestDatabase> {
  const home = mkdtempSync(join(tmpdir(), 'feltboka-test-'))
  const folder = join(home, 'database')
  const user = databaseUser(folder)
  if (user) chownSync(home, user.uid, user.gid)
  const binaries = usableBinaries(tmpdir(), user)
  await copyTemplate(await testTemplate(binaries, user, migrationsFolder), folder)
  const postgres = await startPostgres({ folder, user, binaries, password: testPassword, durable: false, logFile: join(home, 'log') })
  let copies = 0
  return {
    url: postgres.address('postgres'),
    adminUrl: postgres.address(superuser),
    async copy() {
      const name = `copy_${(copies += 1)}`
      await withClient(at(postgres.address(superuser), 'template1'), (client) =>
        client.query(`create database ${name} template postgres owner postgres`))
      return at(postgres.address('postgres'), name)
    },
    async stop() {
      await postgres.stop()
      rmSync(home, { recursive: true, force: true })
    },
  }
}

const at = (address: string, database: string) => Object.assign(new URL(address), { pathname: `/${database}` }).href

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
