import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { Client, DatabaseError } from 'pg'
import { OperatorProblem } from './operator.ts'

export interface Migration {
  version: string
  name: string
  sql: string
}

const fileName = /^(\d+)_(.+)\.sql$/

/** The migrations of a folder in the order they are applied. */
export function readMigrations(folder: string): Migration[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .sort()
    .flatMap((file) => {
      const match = fileName.exec(file)
      return match?.[1] && match[2]
        ? [{ version: match[1], name: match[2], sql: readFileSync(join(folder, file), 'utf8') }]
        : []
    })
}

const fileOf = ({ version, name }: Migration) => `${version}_${name}.sql`

/** Line and column are worth more than a character offset. */
function failure(migration: Migration, error: DatabaseError): OperatorProblem {
  const line = error.position ? migration.sql.slice(0, Number(error.position)).split('\n').length : undefined
  const place = line === undefined ? '' : `, linje ${line}`
  const details = [error.message, error.detail, error.hint, error.where].filter(Boolean).join('\n  ')
  return new OperatorProblem(`Migreringen ${fileOf(migration)} feilet${place} (${error.code}):\n  ${details}`)
}

/** As the Supabase CLI keeps them, with the text that was run. */
const historyTable = `
  create schema if not exists supabase_migrations;
  create table if not exists supabase_migrations.schema_migrations (version text primary key, statements text[], name text);
`

interface Applied {
  version: string
  name: string
  /** Null for one that the Supabase CLI applied, which keeps it cut into statements. */
  text: string | null
}

/** A migration is never edited once it has been applied: the database would no longer be what the files say. */
function refuseEdited(applied: Applied[], migrations: Migration[]): void {
  const wayOut = 'Kjør «npm start -- --nullstill» for å begynne på nytt (det som var, flyttes til side).'
  for (const { version, name, text } of applied) {
    const file = migrations.find((migration) => migration.version === version)
    if (!file)
      throw new OperatorProblem(`Databasen har migreringen ${version}_${name}, men filen finnes ikke lenger. ${wayOut}`)
    if (text !== null && file.sql !== text)
      throw new OperatorProblem(`Migreringen ${fileOf(file)} er endret etter at databasen tok den i bruk. ${wayOut}`)
  }
}

/** Applies what is new, each migration in its own transaction, and returns the names of those applied. */
export async function applyMigrations(databaseAddress: string, folder: string): Promise<string[]> {
  const migrations = readMigrations(folder)
  const client = new Client({ connectionString: databaseAddress })
  await client.connect()
  try {
    await client.query(historyTable)
    const { rows: applied } = await client.query<Applied>(
      `select version, name, case when cardinality(statements) = 1 then statements[1] end as text from supabase_migrations.schema_migrations order by version`,
    )
    refuseEdited(applied, migrations)
    const fresh = migrations.filter(({ version }) => !applied.some((row) => row.version === version))
    for (const migration of fresh) await apply(client, migration)
    return fresh.map(fileOf)
  } finally {
    await client.end()
  }
}

async function apply(client: Client, migration: Migration): Promise<void> {
  await client.query('begin')
  try {
    await client.query(migration.sql)
    await client.query(
      'insert into supabase_migrations.schema_migrations (version, name, statements) values ($1, $2, array[$3])',
      [migration.version, migration.name, migration.sql],
    )
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error instanceof DatabaseError ? failure(migration, error) : error
  }
}
