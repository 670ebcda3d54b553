import { streamAdapter } from '../../src/backend/stream-adapter.ts'
import { rowDigest } from '../../src/domain/digest.ts'
import type { Form } from '../../src/domain/forms.ts'
import { streams, type AnyStream, type Stream } from '../../src/domain/sync-status.ts'
import type { StreamPort } from '../../src/sync/stream-port.ts'
import { textForm } from './made-up-forms.ts'
import { ModelAuth } from './model-auth.ts'
import { caseOrganisations, hosts, maySee, operate, type KeptRow, type ModelTables, type Outcome, type Role } from './model-operations.ts'

export type WireRow = Omit<KeptRow, 'owner' | 'published' | 'changes' | 'followUp' | 'organisations' | 'host'>
interface StreamState { epoch: string; head: number; drawn: number; rows: Map<string, KeptRow> }
/** A place where revisions are drawn. `internal` is a view of the register, and `joined` one of the library. */
type Place = Stream | 'mine' | 'inbox'
interface State {
  streams: Map<Place, StreamState>; ledger: Map<string, { actor: string; asked: string; outcome: Outcome }>; numbers: Map<string, number>
  /** Whose each ticket is, and which account has claimed each anonymous user. */
  tickets: Map<string, string>; claimed: Map<string, string>
}
export type Backup = State
export type Fault =
  | 'unreachable' | 'busy' | 'broken' // before anything was done
  | 'lost' | 'cut' | 'html' | 'truncated' | 'malformed' | 'broken late' // after it was

const places: readonly Place[] = [...streams, 'mine', 'inbox']
/** The contract's limits for one push, and for one user in ten minutes. */
const limits = { operations: 50, payload: 65_536, batch: 524_288, window: 600_000 }

/**
 * The server's contract, in memory and over HTTP: revisions, epochs, visibility, paging, count and digest; operations with their
 * ledger; and Auth. Faults are made where they happen, in the answer on the wire, so that the real adapters meet them. It has no
 * clock and no chance of its own: `time` is turned by the test.
 */
export class ModelServer {
  /** Called before each request is worked out: the place for changes between pages, and for choosing a fault. */
  onRequest: (routine: string, args: Record<string, unknown>, uid: string | undefined) => Promise<Fault | undefined | void> = async () => {}
  /** Called before each operation: whether it is put off, as a lock or a deadlock does to one among many. */
  putsOff: (opId: string, kind: string) => boolean = () => false
  readonly requests: { routine: string; args: Record<string, unknown>; uid: string | undefined }[] = []
  /** Every row that was ever shown, by epoch, id and revision. */
  readonly versions = new Map<string, string>()
  /** Every operation that had an effect, by its id, each time it had one. */
  readonly effects: string[] = []
  readonly auth = new ModelAuth()
  readonly roles = new Map<string, Role[]>()
  /** What reports are judged by; not among the library's rows, so that tests count those they have put there. */
  readonly forms = new Map<string, Form>([['hindring', textForm(['text'])]])
  minClient = 1
  /** How many operations of one user it takes in ten minutes. */
  rate = 300
  time = Date.parse('2026-01-01T00:00:00Z')
  #epochs = 0
  #state: State = { streams: new Map(places.map((place) => [place, { epoch: this.#newEpoch(), head: 0, drawn: 0, rows: new Map() }])), ledger: new Map(), numbers: new Map(), tickets: new Map(), claimed: new Map() }
  #sent = new Map<string, number[]>()
  readonly #largest: number

  /** `largest` is the most rows of any one answer, so that a few rows already make several pages. */
  constructor(largest = 1000) {
    this.#largest = largest
  }

  /** Inserts, changes or publishes a row. One of `mine` belongs to `owner`. */
  put(place: Place, id: string, row: { kind: string; slug: string; data: object }, { published = place === 'library' || place === 'register', owner }: { published?: boolean; owner?: string } = {}): void {
    const date = '2026-01-01T00:00:00Z'
    this.#put(place, { id, ...row, data: row.data as KeptRow['data'], first_published: published ? date : null, published, ...(owner === undefined ? {} : { owner }) })
  }

  /** Deletes or unpublishes a row. */
  remove(place: Place, id: string): void {
    const state = this.#of(place)
    if (state.rows.delete(id)) state.head = state.drawn += 1
  }

  backup(): Backup {
    return structuredClone(this.#state)
  }

  /** Puts a backup back as one should: with a new epoch. Revisions given since are given again, to other changes. */
  restore(backup: Backup): void {
    this.#state = structuredClone(backup)
    for (const state of this.#state.streams.values()) {
      state.epoch = this.#newEpoch()
      for (const row of state.rows.values()) this.#remember(state.epoch, row)
    }
  }

  /** Puts a backup of the same epoch back without telling anyone: cursors are ahead now. Revisions are not given again. */
  rollBack(backup: Backup): void {
    const { streams: old, ...rest } = structuredClone(backup)
    if (places.some((place) => old.get(place)!.epoch !== this.epoch(place))) return
    for (const [place, state] of old) state.drawn = this.#of(place).drawn
    this.#state = { streams: old, ...rest }
  }

  /** An obstacle as it is now, whoever may see it. */
  obstacle(id: string): Readonly<KeptRow> | undefined {
    return this.#of('register').rows.get(id)
  }

  epoch(stream: AnyStream): string {
    return this.#of(stream).epoch
  }

  /** The revision up to which a stream has come. */
  head(stream: AnyStream): number {
    return this.#of(stream).head
  }

  /** What everyone may see now, or this user, in the order of ids. */
  shown(stream: AnyStream, uid?: string): WireRow[] {
    const roles = this.roles.get(uid ?? '') ?? []
    const isShown = (row: KeptRow) => {
      if (stream === 'mine') return row.owner === uid
      if (stream === 'inbox') return roles.some(({ role }) => role === 'office') ? !row.organisations : roles.some(({ role, organisation }) => role === 'developer' && row.organisations?.includes(organisation!))
      if (stream === 'library' || stream === 'joined') {
        // A file goes with its page.
        const page = row.kind === 'file' ? [...this.#of('library').rows.values()].find(({ kind, slug }) => `${kind}:${slug}` === row.data.ref) ?? row : row
        if (stream === 'library' || page.published) return stream === 'library' && page.published
        return page.host !== undefined && (hosts(roles, page) || this.#hasJoined(page.slug, uid))
      }
      // An event goes with its obstacle: shown to everyone only when that is, and else to whom may see that.
      const about = row.kind === 'event' ? this.#of('register').rows.get(row.data.obstacleId as string) ?? row : row
      const isPublished = row.published && about.published
      return stream === 'internal' ? !isPublished && maySee(roles, about) : isPublished
    }
    const rows = [...this.#of(stream).rows.values()].filter(isShown).map(({ owner: _o, published: _p, changes: _c, followUp: _f, organisations: _g, host: _h, ...row }) => row)
    return rows.sort((a, b) => (a.id < b.id ? -1 : 1))
  }

  #hasJoined(seminar: string, uid: string | undefined): boolean {
    return [...this.#of('mine').rows.values()].some(({ kind, slug, owner }) => kind === 'membership' && slug === seminar && owner === uid)
  }

  /** Makes somebody a member, as a seminar's code does. */
  join(uid: string, seminar: string): void {
    if (this.#hasJoined(seminar, uid)) return
    const id = `${uid.slice(0, -12)}${String(this.#of('mine').drawn).padStart(12, '9')}`
    this.#put('mine', { id, kind: 'membership', slug: seminar, data: { seminar, joinedAt: this.#tables.now() }, first_published: null, owner: uid, published: false })
  }

  /** The server as `fetch` reaches it. */
  readonly fetch = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const { pathname } = new URL(String(input))
    const routine = pathname.replace(/^.*\/(rpc|v1)\//, '')
    const args = JSON.parse(String(init?.body ?? '{}')) as Record<string, unknown>
    const headers = new Headers(init?.headers)
    const uid = this.auth.bearer(headers)
    this.requests.push({ routine, args, uid })
    const fault = await this.onRequest(routine, args, uid)
    if (fault === 'unreachable' || fault === 'busy' || fault === 'broken') return faulty(fault, '')
    const response = pathname.startsWith('/auth/') ? this.auth.answer(routine, args, headers) : this.#respond(routine, args, headers)
    return fault === undefined ? response : faulty(fault, await response.text())
  }

  /** The server as the sync reaches it, through the real adapter. */
  readonly port: StreamPort = streamAdapter('http://server.test', 'key', this.fetch)

  #respond(routine: string, args: Record<string, unknown>, headers: Headers): Response {
    const uid = this.auth.bearer(headers)
    if (headers.has('Authorization') && uid === undefined) return json('{"code":"PGRST303","message":"JWT expired"}', 401)
    const isOwn = routine === 'push' || routine === 'erase_me' || args.stream === 'mine' || args.stream === 'internal' || args.stream === 'inbox' || args.stream === 'joined'
    if (isOwn && uid === undefined) return json('{"code":"42501","message":"permission denied"}', 401)
    if (routine === 'erase_me') return this.#erase(uid!)
    if (routine === 'push') return this.#push(uid!, args as never)
    if (routine === 'begin_claim' || routine === 'claim') return this.#claim(routine, args, uid)
    return json(JSON.stringify(this.#answer(routine, args, uid)))
  }

  #answer(routine: string, args: Record<string, unknown>, uid: string | undefined): object {
    if (routine === 'page') return this.#page(args)
    if (routine === 'case_by_code') return { rows: this.#caseOf(args.code_hash as string) }
    const stream = args.stream as AnyStream
    if (routine === 'pull') return this.#pull(stream, args, uid)
    if (routine === 'manifest') return this.#manifest(stream, args, uid)
    const rows = this.shown(stream, uid).filter(({ id }) => (args.ids as string[]).includes(id))
    return { uid: uid ?? null, epoch: this.epoch(stream), rows: rows.sort(byRev) }
  }

  #pull(stream: AnyStream, args: Record<string, unknown>, uid: string | undefined): object {
    const { epoch, head } = this.#of(stream)
    const asked = args.after_rev as number
    const after = args.epoch === epoch && asked <= head ? asked : 0
    const limit = Math.min(args.page_limit as number, this.#largest)
    const shown = this.shown(stream, uid)
    const waiting = shown.filter(({ rev }) => rev > after).sort(byRev)
    const rows = waiting.slice(0, limit)
    const hasMore = waiting.length > limit
    return {
      uid: uid ?? null, epoch, access_epoch: 0, after, rows, next: hasMore ? rows.at(-1)!.rev : head, has_more: hasMore, count: shown.length,
      digest: shown.reduce((sum, { id, rev }) => (sum + rowDigest(id, rev)) % 2_147_483_647, 0), min_client: this.minClient,
    }
  }

  #manifest(stream: AnyStream, args: Record<string, unknown>, uid: string | undefined): object {
    const limit = Math.min(args.page_limit as number, this.#largest)
    const waiting = this.shown(stream, uid).filter(({ id }) => args.after_id === null || id > (args.after_id as string))
    return { uid: uid ?? null, epoch: this.epoch(stream), rows: waiting.slice(0, limit).map(({ id, rev }) => [id, rev]), has_more: waiting.length > limit }
  }

  #page({ kind, slug }: Record<string, unknown>): object {
    const stream = kind === 'obstacle' ? 'register' : 'library'
    const found = this.shown(stream).find((row) => row.kind === kind && row.slug === slug)
    const beside = (found?.data as { handbook?: string } | undefined)?.handbook
    const rows = [found, this.shown(stream).find((row) => row.kind === 'handbook' && row.slug === beside)].filter((row) => row !== undefined)
    return { epoch: this.epoch(stream), rows }
  }

  /** Gives an anonymous user a ticket, or an account what the ticket's user has reported. */
  #claim(routine: string, args: Record<string, unknown>, uid: string | undefined): Response {
    if (uid === undefined || this.auth.users.get(uid)!.anonymous !== (routine === 'begin_claim')) return json('{"code":"42501"}', 403)
    const { tickets, claimed } = this.#state
    if (routine === 'begin_claim') {
      const ticket = `ticket-${tickets.size + 1}`
      tickets.set(ticket, uid)
      return json(JSON.stringify({ uid, ticket }))
    }
    const source = tickets.get(args.ticket as string)
    if (source === undefined || !this.auth.users.get(source)!.anonymous || (claimed.get(source) ?? uid) !== uid) return json(JSON.stringify({ uid, status: 'refused' }))
    claimed.set(source, uid)
    const rows = [...this.#of('mine').rows.values()]
    const hers = rows.filter(({ owner }) => owner === uid).map(({ kind, slug }) => `${kind} ${slug}`)
    for (const row of rows.filter(({ owner }) => owner === source)) {
      if (row.kind === 'membership' && hers.includes(`membership ${row.slug}`)) this.remove('mine', row.id)
      else this.#put('mine', { ...row, owner: uid })
    }
    return json(JSON.stringify({ uid, status: 'claimed' }))
  }

  /** The account that has claimed a user, or the user. */
  accountOf(uid: string): string {
    return this.#state.claimed.get(uid) ?? uid
  }

  #erase(uid: string): Response {
    for (const row of [...this.#of('mine').rows.values()].filter(({ owner }) => owner === uid)) {
      if (row.kind === 'membership') this.remove('mine', row.id)
      else this.#put('mine', { ...row, data: { ...row.data, ...(row.kind === 'report' ? { answers: {}, redactedAt: this.#tables.now() } : { text: '' }) } })
    }
    this.#erased.add(uid)
    this.auth.remove(uid)
    return new Response(null, { status: 204 })
  }
  readonly #erased = new Set<string>()

  #caseOf(hash: string): object[] {
    const rows = [...this.#of('mine').rows.values()]
    const report = rows.find(({ followUp }) => followUp === hash)
    return rows.filter(({ id, data }) => report && (id === report.id || data.report === report.id)).sort(byRev).map(({ owner: _o, published: _p, changes: _c, followUp: _f, organisations: _g, host: _h, ...row }) => row)
  }

  #push(uid: string, { ops }: { ops: SentOp[] }): Response {
    if (this.#erased.has(uid)) return json('{"code":"PT401","message":"the user has been erased"}', 401)
    const tooLarge = ops.length > limits.operations || bytesOf(ops) > limits.batch || ops.some(({ payload }) => bytesOf(payload) > limits.payload)
    if (tooLarge) return json('{"code":"PT413","message":"too large"}', 413)
    const answers = ops.map((op) => ({ op_id: op.op_id, ...this.#rest(uid) ?? this.#putOff(op) ?? this.#once(this.accountOf(uid), op) }))
    return json(JSON.stringify({ uid, answers }))
  }

  /** Counts one operation; once there are too many, says how long to wait. */
  #rest(uid: string): { status: 'retry'; after: number } | undefined {
    const recent = (this.#sent.get(uid) ?? []).filter((at) => at > this.time - limits.window)
    this.#sent.set(uid, recent)
    if (recent.length >= this.rate) return { status: 'retry', after: Math.ceil((recent[0]! + limits.window - this.time) / 1000) }
    recent.push(this.time)
  }

  #putOff({ op_id: id, kind }: SentOp): { status: 'retry'; after: number } | undefined {
    return this.putsOff(id, kind) ? { status: 'retry', after: 5 } : undefined
  }

  /** Does an operation once, whoever asks and however often. */
  #once(uid: string, { op_id: id, op_v: version, kind, payload }: SentOp): Outcome | { status: 'duplicate'; first: Outcome } {
    const asked = JSON.stringify([kind, payload])
    const before = this.#state.ledger.get(id)
    if (before) return this.accountOf(before.actor) === uid && before.asked === asked ? { status: 'duplicate', first: this.#asItStands(before.outcome) } : { status: 'rejected', code: 'op-reused' }
    if (version !== 1) return { status: 'rejected', code: 'unknown-kind' }
    const outcome = operate(this.#tables, uid, kind, payload)
    if (outcome.status === 'applied') this.effects.push(id)
    if (outcome.status !== 'rejected' || !['forbidden', 'unknown-kind'].includes(outcome.code)) this.#state.ledger.set(id, { actor: uid, asked, outcome })
    return outcome
  }

  /** What was done before a restore that still has it is part of the new epoch, up to its head. */
  #asItStands(first: Outcome): Outcome {
    if (first.status !== 'applied' || first.epoch === this.epoch(first.stream)) return first
    return { ...first, epoch: this.epoch(first.stream), rev: this.head(first.stream) }
  }

  readonly #tables: ModelTables = {
    find: (place, where) => [...this.#of(place).rows.values()].find(where),
    all: (place) => [...this.#of(place).rows.values()],
    put: (place, row) => this.#put(place, row),
    remove: (place, id) => { this.remove(place, id); return this.head(place) },
    epoch: (place) => this.epoch(place),
    head: (place) => this.head(place),
    form: (slug) => this.forms.get(slug),
    roles: (uid) => this.roles.get(uid) ?? [],
    now: () => new Date(this.time).toISOString(),
    number: (prefix) => {
      const next = (this.#state.numbers.get(prefix) ?? 0) + 1
      this.#state.numbers.set(prefix, next)
      return `${prefix}-2026-${next}`
    },
  }

  #put(place: Place, row: Omit<KeptRow, 'rev' | 'updated'>): KeptRow {
    const state = this.#of(place)
    state.head = state.drawn += 1
    const kept = { ...row, rev: state.head, updated: '2026-01-01T00:00:00Z' }
    state.rows.set(row.id, kept)
    this.#remember(state.epoch, kept)
    if (place === 'mine' && ['report', 'message', 'event'].includes(row.kind)) this.#follow(row.kind === 'report' ? row.id : row.data.report as string)
    return kept
  }

  /** Makes what is told of a report, to the office and to developers, what it is by now. */
  #follow(id: string): void {
    const report = this.#of('mine').rows.get(id)
    if (!report) return
    const organisations = caseOrganisations(report)
    const about = [...this.#of('mine').rows.values()].filter(({ data }) => data.report === id)
    const messages = about.flatMap(({ kind, id, data: { author, text, at } }) => (kind === 'message' ? [{ id, author, text, at }] : []))
    const events = about.flatMap(({ kind, data: { report: _r, ...event } }) => (kind === 'event' ? [event] : []))
    const { place, ...told } = report.data
    const { service, district } = (place ?? {}) as Record<string, unknown>
    for (const audience of ['office', 'developer'] as const) {
      const row = audience === 'office' ? id : `${id}-developer`
      const isTold = report.data.status !== 'withdrawn' && (audience === 'office' || organisations.length > 0)
      if (!isTold && this.#of('inbox').rows.has(row)) this.remove('inbox', row)
      if (!isTold) continue
      const data = { ...told, report: id, messages, events, place: audience === 'developer' && told.hidePlace ? { service, district } : place }
      this.#put('inbox', { id: row, kind: 'case', slug: report.slug, data, first_published: null, published: false, ...audience === 'developer' ? { organisations } : {} })
    }
  }

  #remember(epoch: string, { id, rev, kind, slug, data }: KeptRow): void {
    this.versions.set(`${epoch} ${id} ${rev}`, JSON.stringify({ kind, slug, data }))
  }

  #of(stream: AnyStream): StreamState {
    return this.#state.streams.get(stream === 'internal' ? 'register' : stream === 'joined' ? 'library' : stream)!
  }

  #newEpoch(): string {
    this.#epochs += 1
    return `00000000-0000-4000-8000-${String(this.#epochs).padStart(12, '0')}`
  }
}

interface SentOp { op_id: string; op_v: number; kind: string; payload: Record<string, unknown> }

const bytesOf = (value: unknown) => new TextEncoder().encode(JSON.stringify(value)).length

const byRev = (a: { rev: number }, b: { rev: number }) => a.rev - b.rev

const json = (body: BodyInit, status = 200, headers: Record<string, string> = {}) =>
  new Response(body, { status, headers: { 'Content-Type': 'application/json', ...headers } })

const portal = '<!doctype html><title>Logg på nettet</title><p>Godta vilkårene for å komme videre.'

/** What arrives instead of an answer. */
export function faulty(fault: Fault, answer: string): Response {
  switch (fault) {
    case 'unreachable':
    case 'lost': throw new TypeError('Failed to fetch')
    case 'cut': return json(new ReadableStream({
      start(body) {
        body.enqueue(new TextEncoder().encode(answer.slice(0, answer.length / 2)))
        body.error(new TypeError('network error'))
      },
    }))
    case 'html': return new Response(portal, { headers: { 'Content-Type': 'text/html' } })
    case 'truncated': return json(answer.slice(0, -answer.length / 3))
    case 'malformed': return json(JSON.stringify({ ...JSON.parse(answer || '{}'), epoch: undefined, rows: null, answers: null, access_token: null }))
    case 'busy': return json('{"message":"too many requests"}', 429, { 'Retry-After': '30' })
    case 'broken':
    case 'broken late': return json('{"code":"57014","message":"canceling statement due to statement timeout"}', 500)
  }
}
