import { Client } from 'pg'
import type { StandIn } from '../../supabase/local/stand-in.ts'
import type { AnyStream } from '../../src/domain/sync-status.ts'
import type { Chance } from '../simulation/chance.ts'
import { people, reportForm, seminars } from '../simulation/model-place.ts'
import type { Place, PlaceEvent, PlaceRow } from '../simulation/place.ts'
import { connectAs } from '../support/pushing.ts'
import { insertForm, pullAll, writing, type PulledName } from '../support/streams.ts'

/** Runs work in the world outside of a story. */
type Outside = <T>(work: () => Promise<T>) => Promise<T>

/** The real functions on a real Postgres, behind the stand-in's gateway, as a place for one story. */
export class PostgresPlace implements Place {
  readonly events: readonly PlaceEvent[] = ['change content', 'remove content', 'give or take a role', 'reassign an obstacle', 'sessions end', 'restore']
  /** Given by the story once it has begun. */
  outside: Outside = (work) => work()
  readonly #standIn: StandIn
  readonly #owner: Client
  readonly #uids: Map<string, string>
  readonly #ended = new Set<string>()
  readonly #readers = new Map<string | undefined, Client>()

  private constructor(standIn: StandIn, owner: Client, uids: Map<string, string>) {
    this.#standIn = standIn
    this.#owner = owner
    this.#uids = uids
  }

  /** Fills a new stand-in with some content and the people of the stories. */
  static async make(standIn: StandIn): Promise<PostgresPlace> {
    const owner = new Client({ connectionString: standIn.databaseUrl })
    await owner.connect()
    await writing(owner, async () => {
      for (const slug of seminars) await owner.query(`insert into public.documents (id, kind, slug, data, published) values (gen_random_uuid(), 'seminar', $1, '{"title": "Seminar", "related": []}', true)`, [slug])
      for (let n = 0; n < 4; n++) await owner.query(`insert into public.documents (id, kind, slug, data, published) values (gen_random_uuid(), 'model', 'm' || $1::text, '{"title": "Modell", "related": []}', true)`, [n])
      await insertForm(owner, reportForm)
    })
    const place = new PostgresPlace(standIn, owner, new Map())
    for (const [email, roles] of Object.entries(people)) {
      await place.#post('/auth/v1/otp', { email, create_user: true })
      const answer = await place.#post('/auth/v1/verify', { type: 'email', email, token: await place.codeFor(email) })
      const { user: { id } } = await answer.json() as { user: { id: string } }
      place.#uids.set(email, id)
      for (const { role, organisation = null } of roles) await place.#giveRole(id, role, organisation)
    }
    return place
  }

  async close(): Promise<void> {
    await Promise.all([this.#owner, ...this.#readers.values()].map((client) => client.end()))
  }

  readonly fetch: typeof globalThis.fetch = (input, init) => this.outside(async () => {
    const headers = new Headers(init?.headers)
    headers.set('apikey', this.#standIn.publishableKey)
    const answer = await fetch(String(input).replace('http://server.test', this.#standIn.url), { ...init, headers })
    // Read to its end while the world is outside; the story hears of it later.
    return new Response(answer.status === 204 ? null : await answer.text(), { status: answer.status, headers: answer.headers })
  })

  setTime(): void {}
  async heal(): Promise<void> {}
  hasEnded(uid: string): boolean { return this.#ended.has(uid) }

  bearer(headers: Headers): string | undefined {
    const claims = headers.get('Authorization')?.split('.')[1]
    return claims && (JSON.parse(Buffer.from(claims, 'base64url').toString()) as { sub: string }).sub
  }

  async codeFor(email: string): Promise<string | undefined> {
    const mails = await this.outside(async () => await (await fetch(`${this.#standIn.url}/mailbox.json`)).json()) as { to: string; code: string }[]
    return mails.find(({ to }) => to === email)?.code
  }

  async emailOf(uid: string): Promise<string | undefined> {
    return [...this.#uids].find(([, one]) => one === uid)?.[0]
  }

  async epoch(stream: AnyStream): Promise<string> {
    const [row] = await this.#sql<{ epoch: string }>('select epoch from public.streams where stream = $1', [stream === 'internal' ? 'register' : stream === 'joined' ? 'library' : stream])
    return row!.epoch
  }

  async shown(stream: AnyStream, uid?: string): Promise<PlaceRow[]> {
    return this.outside(async () => {
      const reader = this.#readers.get(uid) ?? await this.#readerFor(uid)
      this.#readers.set(uid, reader)
      const { rows } = await pullAll(reader, stream as PulledName)
      return rows.sort((a, b) => (a.id < b.id ? -1 : 1))
    })
  }

  async everything(): Promise<string> {
    const tables = ['reports', 'report_messages', 'memberships', 'obstacles', 'obstacle_events', 'documents', 'files']
    const rows: unknown[] = []
    for (const table of tables) rows.push(await this.#sql(`select * from public.${table} order by id`))
    // The text of an answer is told again there to each who reported it.
    rows.push(await this.#sql(`select id, report, owner, type, detail - 'text' as detail from public.report_events order by id`))
    return JSON.stringify(rows)
  }

  async owners(): Promise<Map<string, Set<string>>> {
    const rows = await this.#sql<{ id: string; owner: string }>('select id, owner from public.reports union all select id, owner from public.report_messages union all select id, owner from public.report_events union all select id, owner from public.memberships union all select id, user_id from public.role_assignments')
    for (const { id, owner } of rows) this.#owners.set(id, (this.#owners.get(id) ?? new Set()).add(owner))
    return this.#owners
  }
  readonly #owners = new Map<string, Set<string>>()

  async effects(): Promise<string[]> {
    const rows = await this.#sql<{ op_id: string }>(`select op_id from private.op_ledger where answer ->> 'status' = 'applied' order by xmin::text::bigint, answer ->> 'rev'`)
    return rows.map((row) => row.op_id)
  }

  async changes(): Promise<string> {
    const heads = await this.#sql('select stream, epoch, head from public.streams order by stream')
    return JSON.stringify([heads, await this.#sql('select * from public.role_assignments order by user_id, role')])
  }

  async happen(event: PlaceEvent, chance: Chance): Promise<void> {
    await this.owners()
    const uid = chance.one([...this.#uids.values()])
    const [slug, organisation] = [`m${chance.below(4)}`, chance.one(['BBJ', 'BSR'])]
    switch (event) {
      case 'change content': return this.#write(`update public.documents set published = true, data = data || jsonb_build_object('title', gen_random_uuid()) where slug = $1`, [slug])
      case 'remove content': return this.#write('update public.documents set published = false where slug = $1', [slug])
      case 'reassign an obstacle': return this.#write('update public.obstacles set organisations = array[$1], published = not published where id = (select id from public.obstacles order by id limit 1)', [organisation])
      case 'sessions end':
        this.#ended.add(uid)
        await this.#sql('delete from auth.sessions where user_id = $1', [uid])
        return
      // A restore that has lost nothing: what it would have lost the model has.
      case 'restore':
        for (const stream of ['library', 'register', 'mine', 'inbox']) await this.#sql('select private.start_new_epoch($1)', [stream])
        return
      default: {
        const before = await this.#sql('delete from public.role_assignments where user_id = $1 returning role', [uid])
        if (before.length === 0) await this.outside(() => this.#giveRole(uid, 'developer', organisation))
      }
    }
  }

  #sql<R>(text: string, values: unknown[] = []): Promise<R[]> {
    return this.outside(async () => (await this.#owner.query(text, values)).rows as R[])
  }

  async #write(text: string, values: unknown[]): Promise<void> {
    await this.outside(() => writing(this.#owner, () => this.#owner.query(text, values)))
  }

  async #giveRole(uid: string, role: string, organisation: string | null): Promise<void> {
    await this.#owner.query('insert into public.role_assignments (user_id, role, organisation) values ($1, $2, $3)', [uid, role, organisation])
  }

  async #readerFor(uid: string | undefined): Promise<Client> {
    if (uid !== undefined) return connectAs(this.#standIn.databaseUrl, uid)
    const client = new Client({ connectionString: this.#standIn.databaseUrl })
    await client.connect()
    await client.query(`select set_config('role', 'anon', false)`)
    return client
  }

  #post(path: string, body: object): Promise<Response> {
    return fetch(this.#standIn.url + path, { method: 'POST', headers: { apikey: this.#standIn.publishableKey, 'Content-Type': 'application/json' }, body: JSON.stringify(body) })
  }
}
