import { escapeIdentifier, escapeLiteral } from 'pg'
import type { Caller } from './caller.ts'
import { Refusal } from './refusal.ts'
import { takesBody, type Parameter, type Routine } from './routines.ts'

/** Set-returning functions are cut here, as `max_rows` in `supabase/config.toml` says. */
const maxRows = 1000

/** The arguments of a call: a JSON object's text, or the texts of a query string. */
export type Arguments =
  { kind: 'json'; text: string; names: Set<string> } | { kind: 'texts'; values: Map<string, string> }

export const namesOf = (given: Arguments) => (given.kind === 'json' ? given.names : new Set(given.values.keys()))

/** A quoted literal; a zero byte cannot be part of any text in Postgres. */
function literal(text: string): string {
  if (text.includes('\0'))
    throw new Refusal(400, { code: '22021', message: 'invalid byte sequence for encoding "UTF8": 0x00' })
  // Few texts hold what must be doubled, and looking for it is far quicker than putting every letter together anew.
  return /['\\]/.test(text) ? escapeLiteral(text) : `'${text}'`
}

const setting = (name: string, value: string) => `set_config(${literal(name)}, ${literal(value)}, true)`

export interface RequestFacts {
  method: string
  path: string
  headers: Record<string, string>
}

/** Everything about the request that the database is told for the length of the transaction; the role comes last. */
export function transactionSettings(
  { role, claims }: Caller,
  roleSettings: [string, string][],
  request: RequestFacts,
): string {
  const headers = Object.fromEntries(Object.entries(request.headers).filter(([name]) => name !== 'cookie'))
  return [
    setting('search_path', '"public", "extensions"'),
    ...roleSettings.map(([name, value]) => setting(name, value)),
    setting('request.jwt.claims', JSON.stringify(claims)),
    setting('request.method', request.method),
    setting('request.path', request.path),
    setting('request.headers', JSON.stringify(headers)),
    setting('role', role),
  ].join(', ')
}

const argument = ({ name, variadic }: Parameter, value: string) =>
  `${variadic ? 'variadic ' : ''}${escapeIdentifier(name)} := ${value}`

/** The call and where its arguments come from: the whole body, a record read from it by the parameters' types, or cast texts. */
function callOf(routine: Routine, given: Arguments): { call: string; source: string } {
  const { name, parameters } = routine
  const names = namesOf(given)
  const used = parameters.filter((parameter) => names.has(parameter.name))
  const target = `public.${escapeIdentifier(name)}`
  if (given.kind === 'json' && takesBody(routine)) return { call: `${target}(${literal(given.text)}::${parameters[0]!.type})`, source: '' }
  if (given.kind === 'texts') {
    const values = used.map((parameter) =>
      argument(parameter, `${literal(given.values.get(parameter.name) ?? '')}::${parameter.type}`),
    )
    return { call: `${target}(${values.join(', ')})`, source: '' }
  }
  if (used.length === 0) return { call: `${target}()`, source: '' }
  const columns = used.map((parameter) => `${escapeIdentifier(parameter.name)} ${parameter.type}`)
  const values = used.map((parameter) => argument(parameter, `given.${escapeIdentifier(parameter.name)}`))
  return {
    call: `${target}(${values.join(', ')})`,
    source: `json_to_record(${literal(given.text)}::json) as given (${columns.join(', ')})`,
  }
}

/** One statement that calls the function and gives `body` (JSON text) and `count` (rows), as PostgREST does. */
export function callStatement(routine: Routine, given: Arguments): string {
  const { call, source } = callOf(routine, given)
  const scalar = `select ${call} as value${source && ` from ${source}`}`
  const rows = `select result.* from ${source && `${source}, lateral `}${call} as result`
  switch (routine.shape) {
    case 'void':
      return `select t.value::text as body, 1 as count from (${scalar}) as t`
    case 'scalar':
      return `select coalesce(to_json(t.value)::text, 'null') as body, 1 as count from (${scalar}) as t`
    case 'scalars':
      return `select coalesce(json_agg(t.value)::text, '[]') as body, count(*)::int as count from (${scalar} limit ${maxRows}) as t`
    case 'row':
      return `select coalesce((json_agg(t) -> 0)::text, 'null') as body, 1 as count from (${rows}) as t`
    case 'rows':
      return `select coalesce(json_agg(t)::text, '[]') as body, count(*)::int as count from (${rows} limit ${maxRows}) as t`
  }
}
