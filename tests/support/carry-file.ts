import { createHash, randomUUID } from 'node:crypto'
import { createClient, type SupabaseClient } from '@supabase/supabase-js'
import { publishableKey } from '../../supabase/local/settings.ts'
import { withClient } from './database.ts'
import { op, type OpAnswer, type Role } from './pushing.ts'

export interface UploadedFile { sha256: string; bytes: number }
export interface CarriedAs { ref: string; title: string; name?: string; type?: string; open?: boolean }

/** Someone with a role, signed in by a new address as the app signs one in. */
export async function someoneWith({ role, organisation }: Role, url: string, databaseUrl: string): Promise<SupabaseClient> {
  const client = createClient(url, publishableKey, { auth: { persistSession: false, autoRefreshToken: false } })
  const email = `${randomUUID()}@example.com`
  await client.auth.signInWithOtp({ email })
  const mails = await (await fetch(`${url}/mailbox.json`)).json() as { to: string; code: string }[]
  const { data } = await client.auth.verifyOtp({ email, token: mails.find(({ to }) => to === email)!.code, type: 'email' })
  await withClient(databaseUrl, (db) => db.query('insert into public.role_assignments (user_id, role, organisation) values ($1, $2, $3)', [data.user!.id, role, organisation ?? null]))
  return client
}

/** Has the server do something; throws when it will not. */
export async function push(client: SupabaseClient, kind: string, payload: object): Promise<OpAnswer> {
  const { data, error } = await client.rpc('push', { client: 1, ops: [op(kind, payload)] })
  if (error) throw new Error(error.message)
  const [answer] = (data as { answers: OpAnswer[] }).answers
  if (answer?.status !== 'applied') throw new Error(`${kind}: ${JSON.stringify(answer)}`)
  return answer
}

/** Lets a page carry a file; `stored` lies on the server in its place, where that is another than it should be. */
export async function carryFile(client: SupabaseClient, content: Buffer<ArrayBuffer>, { ref, title, name = 'fil.pdf', type = 'application/pdf', open = true }: CarriedAs, stored = content): Promise<UploadedFile> {
  const sha256 = createHash('sha256').update(content).digest('hex')
  const { error } = await client.storage.from(open ? 'open-files' : 'files').upload(sha256, new Blob([stored], { type }), { contentType: type, cacheControl: '31536000' })
  if (error) throw error
  await push(client, 'file.add', { id: randomUUID(), ref, title, name, type, bytes: content.length, sha256, open })
  return { sha256, bytes: content.length }
}
