import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { applyMigrations } from './migrations.ts'
import { startStandIn, type StandIn } from './stand-in.ts'

let standIn: StandIn
let empty: string
let folder: string
let client: Client

beforeAll(async () => {
  empty = mkdtempSync(join(tmpdir(), 'feltboka-migrations-'))
  standIn = await startStandIn({ migrations: empty })
  client = new Client({ connectionString: standIn.databaseUrl })
  await client.connect()
})
afterAll(async () => {
  await client.end()
  await standIn.stop()
  rmSync(empty, { recursive: true })
})
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'feltboka-migrations-'))
})
afterEach(async () => {
  rmSync(folder, { recursive: true })
  await client.query('drop schema if exists supabase_migrations cascade; drop table if exists public.t, public.u')
})

const write = (name: string, sql: string) => writeFileSync(join(folder, name), sql)
const apply = () => applyMigrations(standIn.databaseUrl, folder)

describe('migrations', () => {
  it('are applied once, in the order of their names', async () => {
    write('20260102000000_add_column.sql', 'alter table public.t add column b int;')
    write('20260101000000_create_t.sql', 'create table public.t (a int);')
    expect(await apply()).toEqual(['20260101000000_create_t.sql', '20260102000000_add_column.sql'])
    expect(await apply()).toEqual([])
  })
  it('are recorded as the Supabase CLI does', async () => {
    write('20260101000000_create_t.sql', 'create table public.t (a int);')
    await apply()
    const { rows } = await client.query('select version, name, statements from supabase_migrations.schema_migrations')
    expect(rows).toEqual([
      { version: '20260101000000', name: 'create_t', statements: ['create table public.t (a int);'] },
    ])
  })
  it('run as the owner of the schemas, who is no superuser', async () => {
    write('20260101000000_create_t.sql', `create table public.t as select current_user::text as a;`)
    await apply()
    expect((await client.query('select a from public.t')).rows).toEqual([{ a: 'postgres' }])
    write('20260102000000_too_much.sql', 'create role too_much superuser')
    await expect(apply()).rejects.toThrow(/42501/)
  })
  it('that fail leave nothing behind, and say where', async () => {
    write('20260101000000_create_t.sql', 'create table public.t (a int);')
    write('20260102000000_broken.sql', 'create table public.u (a int);\n\ninsert into public.nothing values (1);')
    await expect(apply()).rejects.toThrow(
      /Migreringen 20260102000000_broken\.sql feilet, linje 3 \(42P01\):\s+relation "public\.nothing" does not exist/,
    )
    const { rows } = await client.query(`select to_regclass('public.t') is not null as t, to_regclass('public.u') as u`)
    expect(rows).toEqual([{ t: true, u: null }])
  })
  it('are not edited once applied', async () => {
    write('20260101000000_create_t.sql', 'create table public.t (a int);')
    await apply()
    write('20260101000000_create_t.sql', 'create table public.t (a bigint);')
    await expect(apply()).rejects.toThrow(/20260101000000_create_t\.sql er endret .*--nullstill/)
  })
  it('do not vanish once applied', async () => {
    write('20260101000000_create_t.sql', 'create table public.t (a int);')
    await apply()
    rmSync(join(folder, '20260101000000_create_t.sql'))
    await expect(apply()).rejects.toThrow(/20260101000000_create_t, men filen finnes ikke lenger/)
  })
  it('may put triggers on users and policies on files', async () => {
    write(
      '20260101000000_hooks.sql',
      `create table public.t (id uuid references auth.users (id));
       create function public.remember() returns trigger language plpgsql security definer set search_path = '' as
         $$ begin insert into public.t values (new.id); return new; end $$;
       create trigger remember after insert on auth.users for each row execute function public.remember();
       create policy "everyone reads" on storage.objects for select using (true);
       drop policy "everyone reads" on storage.objects; drop trigger remember on auth.users; drop function public.remember();`,
    )
    expect(await apply()).toHaveLength(1)
  })
})

describe('what a migration meets', () => {
  const answers = async (...questions: string[]) => {
    const { rows } = await client.query<{ answers: unknown[] }>(
      `select jsonb_build_array(${questions.join(', ')}) as answers`,
    )
    return rows[0]?.answers
  }

  it('is open to the API’s roles until it revokes it', async () => {
    await client.query(
      'create table public.t (a int); create function public.u() returns int language sql as $$ select 1 $$',
    )
    expect(
      await answers(
        `has_table_privilege('anon', 'public.t', 'insert')`,
        `has_table_privilege('authenticated', 'public.t', 'delete')`,
        `has_function_privilege('anon', 'public.u()', 'execute')`,
      ),
    ).toEqual([true, true, true])
    await client.query('drop function public.u()')
  })
  it('is the roles as they are in Supabase', async () => {
    const { rows } = await client.query(
      `select rolname as name, rolsuper as super, rolbypassrls as bypasses, rolcanlogin as logs_in, rolinherit as inherits from pg_roles
       where rolname in ('anon', 'authenticated', 'service_role', 'authenticator', 'postgres', 'supabase_admin') order by 1`,
    )
    expect(rows).toEqual([
      { name: 'anon', super: false, bypasses: false, logs_in: false, inherits: true },
      { name: 'authenticated', super: false, bypasses: false, logs_in: false, inherits: true },
      { name: 'authenticator', super: false, bypasses: false, logs_in: true, inherits: false },
      { name: 'postgres', super: false, bypasses: true, logs_in: true, inherits: true },
      { name: 'service_role', super: false, bypasses: true, logs_in: false, inherits: true },
      { name: 'supabase_admin', super: true, bypasses: true, logs_in: true, inherits: true },
    ])
  })
  it('is users whom the API’s roles cannot read', async () => {
    expect(
      await answers(
        `has_table_privilege('anon', 'auth.users', 'select')`,
        `has_table_privilege('authenticated', 'auth.refresh_tokens', 'select')`,
        `has_table_privilege('postgres', 'auth.users', 'select')`,
      ),
    ).toEqual([false, false, true])
  })
  it('is pgcrypto in extensions', async () => {
    expect(await answers('length(extensions.gen_random_bytes(4))')).toEqual([4])
  })
})
