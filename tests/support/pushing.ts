import { randomUUID } from 'node:crypto'
import { Client } from 'pg'

export interface Role { role: 'staff' | 'developer' | 'office' | 'recipient'; organisation?: string; body?: string }
export interface Op { op_id: string; op_v: number; kind: string; payload: object }
export interface OpAnswer {
  op_id: string
  status: 'applied' | 'duplicate' | 'conflict' | 'rejected' | 'retry'
  stream?: string
  epoch?: string
  rev?: number
  result?: Record<string, unknown>
  first?: Omit<OpAnswer, 'op_id'>
  fields?: Record<string, { mine: unknown; theirs: unknown; rev: number }>
  code?: string
  field?: string
  after?: number
}

export const op = (kind: string, payload: object): Op => ({ op_id: randomUUID(), op_v: 1, kind, payload })

export const newReport = (more: object = {}) =>
  op('report.submit', { id: randomUUID(), form: 'meld', formVersion: 1, answers: { hva: 'Ingen tolk' }, hidePlace: false, ...more })
export const newObstacle = (more: object = {}) => op('obstacle.create', { id: randomUUID(), title: 'Ingen tolk', description: 'Det er for få.', ...more })

/** Makes a user with these roles; `client` is the database's owner. */
export async function addUser(client: Client, roles: Role[] = [], anonymous = false): Promise<string> {
  const id = randomUUID()
  await client.query('insert into auth.users (id, is_anonymous) values ($1, $2)', [id, anonymous])
  for (const { role, organisation = null, body = null } of roles) {
    await client.query('insert into public.role_assignments (user_id, role, organisation, body) values ($1, $2, $3, $4)', [id, role, organisation, body])
  }
  return id
}

/** A connection on which everything is done as this user, as behind PostgREST. */
export async function connectAs(address: string, user: string, { anonymous = false, from = '' } = {}): Promise<Client> {
  const client = new Client({ connectionString: address })
  await client.connect()
  await client.query(`select set_config('role', 'authenticated', false), set_config('request.jwt.claims', $1, false), set_config('request.headers', $2, false)`, [
    JSON.stringify({ role: 'authenticated', sub: user, is_anonymous: anonymous }), JSON.stringify(from ? { 'x-forwarded-for': from } : {}),
  ])
  return client
}

export async function push(client: Client, ...ops: unknown[]): Promise<OpAnswer[]> {
  const { rows } = await client.query<{ answer: { answers: OpAnswer[] } }>('select public.push($1) as answer', [JSON.stringify({ client: 1, ops })])
  return rows[0]!.answer.answers
}

/** Pushes what has to succeed, and returns the answers. */
export async function apply(client: Client, ...ops: Op[]): Promise<OpAnswer[]> {
  const answers = await push(client, ...ops)
  const failed = answers.find(({ status }) => status !== 'applied')
  if (failed) throw new Error(`not applied: ${JSON.stringify(failed)}`)
  return answers
}
