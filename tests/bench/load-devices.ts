/**
 * The devices of the load measurement, on a thread of their own: the gateway has its own, as where it is started by itself.
 * Each asks again as soon as it has been answered, until the time is out.
 */
import { randomUUID } from 'node:crypto'
import { parentPort, workerData } from 'node:worker_threads'
import { Pool } from 'pg'
import type { Caller } from '../../supabase/local/rest/caller.ts'
import { Routines, type Routine } from '../../supabase/local/rest/routines.ts'
import { callStatement, transactionSettings } from '../../supabase/local/rest/statement.ts'
import { runAll, withConnection } from '../../supabase/local/rest/transaction.ts'
import { newReport } from '../support/pushing.ts'
import { HttpConnection } from './http-connection.ts'

export interface LoadPlan {
  url: string
  key: string
  /** The database, as the role that the gateway connects as. */
  databaseUrl: string
  /** As many connections as the gateway has. */
  connections: number
  devices: { uid: string; token: string }[]
  /** What every device asks the library for. */
  cursor: { epoch: string; after: number }
}

/** What the devices do, and whether by way of the gateway or by the same SQL on a connection. */
export interface LoadRound { what: 'pull' | 'push'; way: 'gateway' | 'direct'; forMs: number }
/** How long each answer took, what went wrong instead, and how long it all lasted (ms). */
export interface LoadResult { latencies: number[]; errors: string[]; ms: number }

type Device = LoadPlan['devices'][number] & { address: string; connection: HttpConnection; pull: Record<LoadRound['way'], string> }

/** No question may go unanswered for longer, whatever the server does (ms). */
const patience = 20_000

const { url, key, databaseUrl, connections, devices: users, cursor } = workerData as LoadPlan
const pool = new Pool({ connectionString: databaseUrl, max: connections })
const routines = new Routines(pool, databaseUrl)
const port = Number(new URL(url).port)

/** Pulls are everyone's, and pushes a user's; each device has an address of its own, as out in the world. */
function headersOf(what: LoadRound['what'], { token, address }: Pick<Device, 'token' | 'address'>): Record<string, string> {
  return {
    'host': `127.0.0.1:${port}`, 'apikey': key, 'content-type': 'application/json', 'cf-connecting-ip': address, 'accept-encoding': 'gzip, deflate, br',
    ...(what === 'push' && { authorization: `Bearer ${token}` }),
  }
}

function asHttp(what: LoadRound['what'], body: string, headers: Record<string, string>): string {
  const lines = Object.entries({ ...headers, 'content-length': Buffer.byteLength(body) }).map(([name, value]) => `${name}: ${value}\r\n`)
  return `POST /rest/v1/rpc/${what} HTTP/1.1\r\n${lines.join('')}\r\n${body}`
}

/** The same transaction as the gateway runs, in the same one round trip. */
async function asSql(what: LoadRound['what'], body: string, uid: string, headers: Record<string, string>): Promise<string> {
  const caller: Caller = what === 'pull' ? { role: 'anon', claims: { role: 'anon' } } : { role: 'authenticated', claims: { role: 'authenticated', sub: uid, is_anonymous: true } }
  const [routine] = await routines.named(what) as [Routine]
  const timeout: [string, string][] = routine.statementTimeout ? [['statement_timeout', routine.statementTimeout]] : []
  const settings = [...await routines.settingsOf(caller.role), ...timeout]
  return [
    `begin isolation level read committed ${routine.volatile ? 'read write' : 'read only'}`,
    `select ${transactionSettings(caller, settings, { method: 'POST', path: `/rest/v1/rpc/${what}`, headers })}`,
    callStatement(routine, { kind: 'json', text: body, names: new Set(Object.keys(JSON.parse(body) as object)) }),
    `select nullif(current_setting('response.headers', true), '') as headers, nullif(current_setting('response.status', true), '') as status`,
    'commit',
  ].join(';')
}

async function openDevice(user: LoadPlan['devices'][number], index: number): Promise<Device> {
  const address = `10.0.${index >> 8}.${index & 255}`
  const headers = headersOf('pull', { ...user, address })
  const body = JSON.stringify({ stream: 'library', epoch: cursor.epoch, after_rev: cursor.after, page_limit: 500 })
  return {
    ...user, address, connection: new HttpConnection(port, patience),
    pull: { gateway: asHttp('pull', body, headers), direct: await asSql('pull', body, user.uid, headers) },
  }
}

/** What a device sends: always the same pull, and always another push. */
async function questionOf({ what, way }: LoadRound, device: Device): Promise<string> {
  if (what === 'pull') return device.pull[way]
  const body = JSON.stringify({ client: 1, ops: [newReport({ id: randomUUID() })] })
  return way === 'gateway' ? asHttp(what, body, headersOf(what, device)) : asSql(what, body, device.uid, headersOf(what, device))
}

async function ask(round: LoadRound, device: Device): Promise<void> {
  const question = await questionOf(round, device)
  const answer = round.way === 'gateway' ? await throughGateway(question, device) : await straight(question)
  if (round.what === 'push' && !answer.includes('"applied"')) throw new Error(answer)
}

async function throughGateway(question: string, { connection }: Device): Promise<string> {
  const { status, body } = await connection.ask(question)
  if (status !== 200) throw new Error(`status ${status}: ${body}`)
  return body.toString()
}

async function straight(question: string): Promise<string> {
  const results = await withConnection(pool, (client) => runAll(client, [question]))
  return results[2]!.rows[0]!.body as string
}

async function play(devices: Device[], round: LoadRound): Promise<LoadResult> {
  const result: LoadResult = { errors: [], ms: 0, latencies: [] }
  const started = performance.now()
  await Promise.all(devices.map(async (device) => {
    while (performance.now() - started < round.forMs) {
      const asked = performance.now()
      try {
        await ask(round, device)
        result.latencies.push(performance.now() - asked)
      } catch (error) {
        result.errors.push((error as Error).message)
      }
    }
  }))
  return { ...result, ms: performance.now() - started }
}

const devices = await Promise.all(users.map(openDevice))
parentPort!.on('message', (round: LoadRound) => void play(devices, round).then((result) => parentPort!.postMessage(result)))
