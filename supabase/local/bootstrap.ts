import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client, escapeLiteral } from 'pg'

export const bootstrapFile = join(import.meta.dirname, 'bootstrap.sql')

/** The roles that log in; on Supabase each has its own password, here they share the superuser's. */
const loginRoles = ['postgres', 'authenticator', 'supabase_auth_admin', 'supabase_storage_admin']

/** Gives a fresh cluster Supabase's roles and schemas; a cluster that has them is left alone. */
export async function bootstrap(adminAddress: string, password: string): Promise<void> {
  const client = new Client({ connectionString: adminAddress })
  await client.connect()
  try {
    const { rowCount } = await client.query(`select from pg_roles where rolname = 'authenticator'`)
    if (rowCount) return
    const passwords = loginRoles.map((role) => `alter role ${role} password ${escapeLiteral(password)};`)
    await client.query(`begin; ${readFileSync(bootstrapFile, 'utf8')}; ${passwords.join(' ')} commit;`)
  } finally {
    await client.end()
  }
}
