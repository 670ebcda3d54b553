import { randomUUID } from 'node:crypto'
import type { Client } from 'pg'
import { withClient } from './database.ts'
import { testForm } from './made-up-forms.ts'

/** The streams that are locked to be written. */
export type StreamName = 'library' | 'register' | 'mine'
/** The names that devices pull by. */
export type PulledName = StreamName | 'internal' | 'inbox' | 'joined'
export interface WireRow { id: string; rev: number; kind: string; slug: string; data: Record<string, unknown>; first_published: string | null; updated: string }

export interface PullAnswer {
  uid: string | null
  epoch: string
  access_epoch: number
  after: number
  rows: WireRow[]
  next: number
  has_more: boolean
  count: number
  digest: number
  min_client: number
}

export async function lockStream(client: Client, stream: StreamName): Promise<void> {
  await client.query('select private.lock_stream($1)', [stream])
}

/** Runs work in a transaction that has locked every stream, and commits it. */
export async function writing<T>(client: Client, work: () => Promise<T>): Promise<T> {
  await client.query('begin')
  try {
    await lockStream(client, 'library')
    await lockStream(client, 'register')
    await lockStream(client, 'mine')
    const result = await work()
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

/** Adds a published model and returns its id; the caller holds the lock. */
export async function insertModel(client: Client, slug: string, data: object = { title: slug }): Promise<string> {
  const id = randomUUID()
  await client.query(`insert into public.documents (id, kind, slug, data, published) values ($1, 'model', $2, $3, true)`, [id, slug, data])
  return id
}

/** Publishes a form, the one of the made-up reports unless told otherwise; the caller holds the lock. */
export async function insertForm(client: Client, { slug, data }: { slug: string; data: object } = testForm): Promise<void> {
  await client.query(`insert into public.documents (id, kind, slug, data, published) values ($1, 'form', $2, $3, true)`, [randomUUID(), slug, data])
}

/** Publishes the form of the made-up reports in the database of a stand-in. */
export const prepareForm = (databaseUrl: string): Promise<void> => withClient(databaseUrl, (client) => writing(client, () => insertForm(client)))

export async function pull(
  client: Client, stream: PulledName, { epoch, after = 0, limit = 500 }: { epoch?: string; after?: number; limit?: number } = {},
): Promise<PullAnswer> {
  return ask(client, 'select public.pull($1, $2, $3, $4) as answer', [stream, epoch ?? null, after, limit])
}

export async function manifest(
  client: Client, stream: PulledName, afterId?: string, limit?: number,
): Promise<{ epoch: string; rows: [string, number][]; has_more: boolean }> {
  return ask(client, 'select public.manifest($1, $2, $3) as answer', [stream, afterId ?? null, limit ?? null])
}

export async function rowsById(client: Client, stream: PulledName, ids: string[]): Promise<{ epoch: string; rows: WireRow[] }> {
  return ask(client, 'select public.rows($1, $2) as answer', [stream, ids])
}

export async function page(client: Client, kind: string, slug: string): Promise<{ epoch: string; rows: WireRow[] }> {
  return ask(client, 'select public.page($1, $2) as answer', [kind, slug])
}

async function ask<T>(client: Client, sql: string, values: unknown[]): Promise<T> {
  const { rows } = await client.query<{ answer: T }>(sql, values)
  if (!rows[0]) throw new Error('no answer')
  return rows[0].answer
}

/** Everything the caller is shown under a name, page by page, with what the last page said of it. */
export async function pullAll(client: Client, stream: PulledName, limit = 1000): Promise<PullAnswer> {
  const rows: WireRow[] = []
  let answer = await pull(client, stream, { limit })
  rows.push(...answer.rows)
  while (answer.has_more) {
    answer = await pull(client, stream, { epoch: answer.epoch, after: answer.next, limit })
    rows.push(...answer.rows)
  }
  return { ...answer, rows }
}
