import { Client, type Pool } from 'pg'

export interface Parameter {
  name: string
  type: string
  required: boolean
  variadic: boolean
}

export type Shape = 'void' | 'scalar' | 'scalars' | 'row' | 'rows'

/** A function of schema public that the API can call. */
export interface Routine {
  name: string
  /** One without a name, of type json or jsonb, is given the whole body; otherwise all have names. */
  parameters: Parameter[]
  shape: Shape
  volatile: boolean
  isolation: string | null
  statementTimeout: string | null
}

/** Settings of the API's roles, which are not applied by switching role and therefore set along with it. */
export type RoleSettings = Map<string, [name: string, value: string][]>

interface Catalog {
  routines: Map<string, Routine[]>
  roleSettings: RoleSettings
}

// An empty search path makes every type outside pg_catalog print with its schema.
const routinesQuery = `
  select p.proname as name,
    coalesce(input.parameters, '[]') as parameters,
    case
      when result.typname = 'void' then 'void'
      when result.composite and p.proretset then 'rows'
      when result.composite then 'row'
      when p.proretset then 'scalars'
      else 'scalar'
    end as shape,
    p.provolatile = 'v' as volatile,
    (select split_part(s, '=', 2) from unnest(p.proconfig) as s where s like 'default_transaction_isolation=%') as isolation,
    (select split_part(s, '=', 2) from unnest(p.proconfig) as s where s like 'statement_timeout=%') as "statementTimeout"
  from pg_proc as p
  cross join lateral (
    select t.typname, t.typtype = 'c' or coalesce(p.proargmodes::text[] && '{t,b,o}', false) as composite
    from pg_type as t where t.oid = p.prorettype
  ) as result
  left join lateral (
    select json_agg(json_build_object(
        'name', coalesce(name, ''),
        'type', format_type(type, null),
        'required', position <= p.pronargs - p.pronargdefaults,
        'variadic', mode = 'v'
      ) order by position) as parameters,
      bool_or(coalesce(name, '') = '') as unnamed,
      count(*) = 1 and bool_or(type in ('json'::regtype, 'jsonb'::regtype)) as body
    from (
      select a.name, a.type, coalesce(a.mode, 'i') as mode, row_number() over (order by a.ordinal) as position
      from unnest(coalesce(p.proallargtypes, p.proargtypes::oid[]), p.proargnames, p.proargmodes)
        with ordinality as a (type, name, mode, ordinal)
      where coalesce(a.mode, 'i') in ('i', 'b', 'v')
    ) as argument
  ) as input on true
  where p.pronamespace = 'public'::regnamespace and p.prokind = 'f'
    and result.typname not in ('trigger', 'event_trigger') and (input.body or not coalesce(input.unnamed, false))`

const roleSettingsQuery = `
  select r.rolname as role, split_part(s, '=', 1) as name, substr(s, strpos(s, '=') + 1) as value
  from pg_auth_members as m
  join pg_roles as r on r.oid = m.roleid
  cross join lateral unnest(r.rolconfig) as s
  join pg_settings as known on known.name = split_part(s, '=', 1) and known.context = 'user'
  where m.member = current_user::regrole`

/**
 * The functions that can be called, read once and again when the database says they changed (`notify pgrst`, as for
 * PostgREST) or when one is asked for that is not known.
 */
export class Routines {
  readonly #pool: Pool
  readonly #address: string
  #catalog: Promise<Catalog> | undefined
  #listener: Promise<Client> | undefined
  #closed = false

  constructor(pool: Pool, address: string) {
    this.#pool = pool
    this.#address = address
  }

  async named(name: string): Promise<Routine[]> {
    const known = (await this.#current()).routines.get(name)
    if (known) return known
    this.#catalog = undefined
    return (await this.#current()).routines.get(name) ?? []
  }

  async settingsOf(role: string): Promise<[string, string][]> {
    return (await this.#current()).roleSettings.get(role) ?? []
  }

  async close(): Promise<void> {
    this.#closed = true
    const listener = await this.#listener?.catch(() => undefined)
    await listener?.end().catch(() => {})
  }

  async #current(): Promise<Catalog> {
    this.#listener ??= this.#listen()
    await this.#listener
    this.#catalog ??= this.#read()
    const reading = this.#catalog
    return reading.catch((error: unknown) => {
      if (this.#catalog === reading) this.#catalog = undefined
      throw error
    })
  }

  async #listen(): Promise<Client> {
    const client = new Client({ connectionString: this.#address })
    const lost = () => {
      this.#catalog = undefined
      if (!this.#closed) this.#listener = undefined
    }
    client.on('notification', () => (this.#catalog = undefined))
    client.on('error', lost)
    client.on('end', lost)
    try {
      await client.connect()
      await client.query('listen pgrst')
    } catch (error) {
      lost()
      throw error
    }
    return client
  }

  async #read(): Promise<Catalog> {
    const client = await this.#pool.connect()
    try {
      await client.query(`begin; set local search_path = ''`)
      const { rows } = await client.query<Routine>(routinesQuery)
      const settings = await client.query<{ role: string; name: string; value: string }>(roleSettingsQuery)
      await client.query('commit')
      client.release()
      return { routines: grouped(rows, ({ name }) => name), roleSettings: byRole(settings.rows) }
    } catch (error) {
      client.release(true)
      throw error
    }
  }
}

function byRole(rows: { role: string; name: string; value: string }[]): RoleSettings {
  const ofRoles = [...grouped(rows, ({ role }) => role)]
  return new Map(ofRoles.map(([role, settings]) => [role, settings.map(({ name, value }) => [name, value])]))
}

function grouped<T>(rows: T[], key: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const row of rows) groups.set(key(row), [...(groups.get(key(row)) ?? []), row])
  return groups
}

export const takesBody = ({ parameters }: Routine) => parameters.length === 1 && parameters[0]?.name === ''

/** The functions that a call with these argument names can mean; when none has them, one that takes the whole body. */
export function matching(routines: Routine[], given: Set<string>, hasBody: boolean): Routine[] {
  const named = routines.filter(
    (routine) =>
      !takesBody(routine) &&
      routine.parameters.every(({ name, required }) => !required || given.has(name)) &&
      [...given].every((name) => routine.parameters.some((parameter) => parameter.name === name)),
  )
  return named.length > 0 || !hasBody ? named : routines.filter(takesBody)
}
