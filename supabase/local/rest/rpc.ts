import type { OutgoingHttpHeaders } from 'node:http'
import type { Pool, PoolClient } from 'pg'
import { unsupported, type Answer, type Request } from '../gateway/http.ts'
import type { Caller } from './caller.ts'
import { acceptedType, checkProfile, jsonType, objectType, shapingOf } from './negotiation.ts'
import { Refusal } from './refusal.ts'
import { matching, type Routine, type Routines } from './routines.ts'
import { callStatement, namesOf, transactionSettings, type Arguments } from './statement.ts'
import { runAll, withConnection } from './transaction.ts'

export interface RpcContext {
  pool: Pool
  routines: Routines
}

/** Answers `/rpc/<function>` as PostgREST does, within what the stand-in supports. */
export async function answerRpc(context: RpcContext, request: Request, caller: Caller): Promise<Answer> {
  const name = decodeURIComponent(request.path.slice('/rpc/'.length))
  checkMethod(request.method)
  checkProfile(request)
  if (request.method === 'OPTIONS') return methodsOf(await context.routines.named(name))
  const type = acceptedType(request.headers.accept)
  if (typeof type !== 'string') return type
  const given = await argumentsOf(request)
  if ('status' in given) return given
  const routine = await routineFor(context.routines, name, given, request.method)
  return call(context, request, caller, routine, given, type)
}

function checkMethod(method: string): void {
  if (['GET', 'HEAD', 'POST', 'OPTIONS'].includes(method)) return
  throw new Refusal(405, { code: 'PGRST101', message: `Cannot use the ${method} method on RPC` })
}

function methodsOf(routines: Routine[]): Answer {
  const allow = routines.every((routine) => routine.volatile) ? 'OPTIONS,POST' : 'OPTIONS,GET,HEAD,POST'
  return { status: 200, headers: { allow, 'content-length': 0 } }
}

async function argumentsOf(request: Request): Promise<Arguments | Answer> {
  const inQuery = request.method !== 'POST'
  const shaping = shapingOf(request.query, inQuery)
  if (shaping !== undefined)
    return unsupported(`filtering, ordering or selecting from a function's result (${shaping})`)
  if (request.headers.prefer?.includes('count=')) return unsupported('Prefer: count')
  if (inQuery) return { kind: 'texts', values: new Map([...request.query].filter(([name]) => name !== 'apikey')) }
  const type = (request.headers['content-type'] ?? jsonType).split(';')[0]?.trim().toLowerCase() ?? jsonType
  if (type !== jsonType) return unsupported(`arguments of type ${type}`)
  return jsonArguments((await request.body()).toString('utf8'))
}

function jsonArguments(text: string): Arguments {
  if (text === '') return { kind: 'json', text: '{}', names: new Set() }
  const value = parsed(text)
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
  if (!isObject) throw new Refusal(400, { code: 'PGRST102', message: 'Empty or invalid json' })
  return { kind: 'json', text, names: new Set(Object.keys(value)) }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Refusal(400, { code: 'PGRST102', message: 'Empty or invalid json' })
  }
}

async function routineFor(routines: Routines, name: string, given: Arguments, method: string): Promise<Routine> {
  const names = namesOf(given)
  const found = matching(await routines.named(name), names, given.kind === 'json')
  if (found.length > 1) throw ambiguous(found)
  if (!found[0]) throw missing(name, [...names].sort(), method)
  return found[0]
}

function missing(name: string, names: string[], method: string): Refusal {
  const plural = names.length > 1 ? 's' : ''
  const searched = names.length === 0 ? ' without parameters' : ` with parameter${plural} ${names.join(', ')}`
  const orUnnamed = method === 'POST' ? ' or with a single unnamed json/jsonb parameter' : ''
  return new Refusal(404, {
    code: 'PGRST202',
    message: `Could not find the function public.${name}${names.length === 0 ? ' without parameters' : `(${names.join(', ')})`} in the schema cache`,
    details: `Searched for the function public.${name}${searched}${orUnnamed}, but no matches were found in the schema cache.`,
  })
}

function ambiguous(routines: Routine[]): Refusal {
  const listed = routines.map(
    ({ name, parameters }) => `public.${name}(${parameters.map((p) => `${p.name} => ${p.type}`).join(', ')})`,
  )
  return new Refusal(300, {
    code: 'PGRST203',
    message: `Could not choose the best candidate function between: ${listed.join(', ')}`,
    hint: 'Try renaming the parameters or the function itself in the database so function overloading can be resolved',
  })
}

interface Outcome {
  body: string | null
  count: number
  headers: string | null
  status: string | null
}

async function call(
  { pool, routines }: RpcContext,
  request: Request,
  caller: Caller,
  routine: Routine,
  given: Arguments,
  type: typeof jsonType | typeof objectType,
): Promise<Answer> {
  const { statementTimeout, isolation } = routine
  const roleSettings = await routines.settingsOf(caller.role)
  const settings = statementTimeout
    ? [...roleSettings, ['statement_timeout', statementTimeout] as [string, string]]
    : roleSettings
  const mode = request.method === 'POST' && routine.volatile ? 'read write' : 'read only'
  const statements = [
    `begin isolation level ${isolation ?? 'read committed'} ${mode}`,
    `select ${transactionSettings(caller, settings, { method: request.method, path: request.fullPath, headers: request.headers })}`,
    callStatement(routine, given),
    `select nullif(current_setting('response.headers', true), '') as headers, nullif(current_setting('response.status', true), '') as status`,
  ]
  const outcome = await withConnection(pool, (client) => run(client, statements, type === objectType))
  return render(outcome, routine, type)
}

/** The whole transaction in one round trip, unless the row count decides whether it may be committed. */
async function run(client: PoolClient, statements: string[], single: boolean): Promise<Outcome> {
  const results = await runAll(client, single ? statements : [...statements, 'commit'])
  const outcome = { ...results[2]?.rows[0], ...results[3]?.rows[0] } as unknown as Outcome
  if (!single) return outcome
  if (outcome.count !== 1) {
    const details = `The result contains ${outcome.count} rows`
    throw new Refusal(406, { code: 'PGRST116', message: 'Cannot coerce the result to a single JSON object', details })
  }
  await client.query('commit')
  return outcome
}

function render({ body, count, headers, status }: Outcome, { shape }: Routine, type: string): Answer {
  const own = headersSetBySql(headers)
  const range = { 'content-range': count > 0 ? `0-${count - 1}/*` : '*/*' }
  const ownStatus = status === null ? undefined : statusSetBySql(status)
  if (shape === 'void') return { status: ownStatus ?? 204, headers: { ...range, ...own } }
  const isSet = shape === 'rows' || shape === 'scalars'
  const text = isSet && type === objectType ? (body ?? '[]').trim().slice(1, -1).trim() : (body ?? 'null')
  return {
    status: ownStatus ?? 200,
    headers: { 'content-type': `${type}; charset=utf-8`, ...range, ...own },
    body: text,
  }
}

/** `response.headers` is a JSON array of one-key objects. */
function headersSetBySql(text: string | null): OutgoingHttpHeaders {
  if (text === null) return {}
  try {
    const list = JSON.parse(text) as Record<string, string>[]
    return Object.fromEntries(
      list.flatMap((entry) => Object.entries(entry)).map(([name, value]) => [name.toLowerCase(), value]),
    )
  } catch {
    throw new Refusal(500, {
      code: 'PGRST111',
      message: 'response.headers guc must be a JSON array composed of objects with a single key and a string value',
    })
  }
}

function statusSetBySql(text: string): number {
  const status = Number(text)
  if (Number.isInteger(status) && status >= 200 && status <= 599) return status
  throw new Refusal(500, { code: 'PGRST112', message: 'response.status guc must be a valid status code' })
}
