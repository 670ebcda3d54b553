import { randomUUID } from 'node:crypto'
import type { PoolClient } from 'pg'

/** A row of `auth.users`, as far as the stand-in uses it. */
export interface UserRow {
  id: string
  aud: string
  role: string
  email: string | null
  email_confirmed_at: Date | null
  phone: string | null
  confirmation_token: string | null
  confirmation_sent_at: Date | null
  confirmed_at: Date | null
  recovery_token: string | null
  recovery_sent_at: Date | null
  email_change: string | null
  email_change_token_new: string | null
  email_change_sent_at: Date | null
  last_sign_in_at: Date | null
  raw_app_meta_data: Record<string, unknown>
  raw_user_meta_data: Record<string, unknown>
  created_at: Date
  updated_at: Date
  banned_until: Date | null
  is_anonymous: boolean
}

export interface NewUser {
  email?: string
  anonymous: boolean
  metadata: Record<string, unknown>
}

/** Makes a user; one with an e-mail address gets its e-mail identity too, unconfirmed. */
export async function createUser(client: PoolClient, { email, anonymous, metadata }: NewUser): Promise<UserRow> {
  const id = randomUUID()
  const claims = { sub: id, email, email_verified: false, phone_verified: false }
  const appMetadata = email ? { provider: 'email', providers: ['email'] } : {}
  const { rows } = await client.query<UserRow>(
    `insert into auth.users (instance_id, id, aud, role, email, raw_app_meta_data, raw_user_meta_data, is_anonymous, created_at, updated_at)
     values ('00000000-0000-0000-0000-000000000000', $1, 'authenticated', 'authenticated', $2, $3, $4, $5, now(), now()) returning *`,
    [id, email ?? null, appMetadata, email ? { ...metadata, ...claims } : metadata, anonymous],
  )
  if (email) await createEmailIdentity(client, id, claims)
  return only(rows)
}

async function createEmailIdentity(client: PoolClient, userId: string, claims: Record<string, unknown>): Promise<void> {
  await client.query(
    `insert into auth.identities (provider_id, user_id, identity_data, provider, last_sign_in_at, created_at, updated_at)
     values ($1::text, $1::uuid, $2, 'email', now(), now(), now())`,
    [userId, claims],
  )
}

export async function findUser(
  client: PoolClient,
  by: 'id' | 'email' | 'email_change',
  value: string,
  lock = false,
): Promise<UserRow | undefined> {
  const { rows } = await client.query<UserRow>(
    `select * from auth.users where ${by} = $1 and deleted_at is null${lock ? ' for update' : ''}`,
    [value],
  )
  return rows[0]
}

/** Marks the address as confirmed and uses its codes up. */
export async function confirmEmail(client: PoolClient, id: string): Promise<UserRow> {
  await client.query(
    `update auth.identities set identity_data = identity_data || '{"email_verified": true}', updated_at = now() where user_id = $1`,
    [id],
  )
  const { rows } = await client.query<UserRow>(
    `update auth.users set email_confirmed_at = coalesce(email_confirmed_at, now()), confirmation_token = '', recovery_token = '',
       raw_user_meta_data = raw_user_meta_data || '{"email_verified": true}', updated_at = now()
     where id = $1 returning *`,
    [id],
  )
  return only(rows)
}

/** Gives the user the address that was waiting for its code; an anonymous user is anonymous no longer. */
export async function takeNewEmail(client: PoolClient, { id, email_change: email }: UserRow): Promise<UserRow> {
  await createEmailIdentity(client, id, { sub: id, email, email_verified: true, phone_verified: false })
  const { rows } = await client.query<UserRow>(
    `update auth.users set email = email_change, email_change = '', email_change_token_new = '', email_confirmed_at = now(),
       is_anonymous = false, raw_app_meta_data = raw_app_meta_data || '{"provider": "email", "providers": ["email"]}', updated_at = now()
     where id = $1 returning *`,
    [id],
  )
  return only(rows)
}

export async function changeMetadata(
  client: PoolClient,
  id: string,
  metadata: Record<string, unknown>,
): Promise<UserRow> {
  const { rows } = await client.query<UserRow>(
    `update auth.users set raw_user_meta_data = jsonb_strip_nulls(coalesce(raw_user_meta_data, '{}') || $2), updated_at = now() where id = $1 returning *`,
    [id, metadata],
  )
  return only(rows)
}

interface IdentityRow {
  id: string
  provider_id: string
  user_id: string
  identity_data: Record<string, unknown>
  provider: string
  last_sign_in_at: Date | null
  created_at: Date
  updated_at: Date
  email: string | null
}

/** The user as Auth shows it; what is empty is left out. */
export async function userJson(client: PoolClient, user: UserRow): Promise<Record<string, unknown>> {
  const { rows } = await client.query<IdentityRow>(
    'select * from auth.identities where user_id = $1 order by created_at',
    [user.id],
  )
  return {
    id: user.id,
    aud: user.aud,
    role: user.role,
    email: user.email ?? '',
    email_confirmed_at: user.email_confirmed_at ?? undefined,
    phone: user.phone ?? '',
    confirmation_sent_at: user.confirmation_sent_at ?? undefined,
    confirmed_at: user.confirmed_at ?? undefined,
    recovery_sent_at: user.recovery_sent_at ?? undefined,
    new_email: user.email_change || undefined,
    email_change_sent_at: user.email_change_sent_at ?? undefined,
    last_sign_in_at: user.last_sign_in_at ?? undefined,
    app_metadata: user.raw_app_meta_data,
    user_metadata: user.raw_user_meta_data,
    identities: rows.map(({ id, provider_id, email, ...identity }) => ({
      identity_id: id,
      id: provider_id,
      ...identity,
      email: email ?? undefined,
    })),
    created_at: user.created_at,
    updated_at: user.updated_at,
    banned_until: user.banned_until ?? undefined,
    is_anonymous: user.is_anonymous,
  }
}

/** The row of a statement that always answers one. */
export function only<T>(rows: T[]): T {
  const [row] = rows
  if (row === undefined) throw new Error('expected a row')
  return row
}
