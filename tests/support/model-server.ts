import { streamAdapter } from '../../src/backend/stream-adapter.ts'
import { rowDigest } from '../../src/domain/digest.ts'
import { streams, type Stream } from '../../src/domain/sync-status.ts'
import type { StreamPort } from '../../src/sync/stream-port.ts'

export interface WireRow { id: string; rev: number; kind: string; slug: string; data: object; first_published: string; updated: string }
interface StreamState { epoch: string; head: number; drawn: number; rows: Map<string, WireRow> }
export type Backup = Map<Stream, StreamState>
export type Fault = 'unreachable' | 'lost' | 'cut' | 'html' | 'truncated' | 'malformed' | 'busy' | 'broken'

/**
 * The read side's contract, in memory and over HTTP: revisions, epochs, visibility, paging, count and digest. Faults are
 * made where they happen, in the answer on the wire, so that the real adapter meets them.
 */
export class ModelServer {
  /** Called before each request is worked out: the place for changes between pages, and for choosing a fault. */
  onRequest: (routine: string, args: Record<string, unknown>) => Promise<Fault | undefined | void> = async () => {}
  readonly requests: { routine: string; args: Record<string, unknown> }[] = []
  /** Every row that was ever shown, by epoch, id and revision. */
  readonly versions = new Map<string, string>()
  minClient = 1
  #epochs = 0
  #state: Backup = new Map(streams.map((stream) => [stream, { epoch: this.#newEpoch(), head: 0, drawn: 0, rows: new Map() }]))
  readonly #largest: number

  /** `largest` is the most rows of any one answer, so that a few rows already make several pages. */
  constructor(largest = 1000) {
    this.#largest = largest
  }

  /** Inserts, changes or publishes a row. */
  put(stream: Stream, id: string, row: { kind: string; slug: string; data: object }): void {
    const state = this.#of(stream)
    state.head = state.drawn += 1
    state.rows.set(id, { id, rev: state.head, ...row, first_published: '2026-01-01T00:00:00Z', updated: '2026-01-01T00:00:00Z' })
    this.versions.set(`${state.epoch} ${id} ${state.head}`, JSON.stringify(row))
  }

  /** Deletes or unpublishes a row. */
  remove(stream: Stream, id: string): void {
    const state = this.#of(stream)
    if (state.rows.delete(id)) state.head = state.drawn += 1
  }

  backup(): Backup {
    return structuredClone(this.#state)
  }

  /** Puts a backup back as one should: with a new epoch. Revisions given since are given again, to other changes. */
  restore(backup: Backup): void {
    this.#state = structuredClone(backup)
    for (const state of this.#state.values()) {
      state.epoch = this.#newEpoch()
      for (const { rev, id, kind, slug, data } of state.rows.values()) this.versions.set(`${state.epoch} ${id} ${rev}`, JSON.stringify({ kind, slug, data }))
    }
  }

  /** Puts a backup of the same epoch back without telling anyone: cursors are ahead now. Revisions are not given again. */
  rollBack(backup: Backup): void {
    for (const [stream, old] of structuredClone(backup)) {
      const { epoch, drawn } = this.#of(stream)
      if (old.epoch === epoch) this.#state.set(stream, { ...old, drawn })
    }
  }

  epoch(stream: Stream): string {
    return this.#of(stream).epoch
  }

  /** What everyone may see now, in the order of ids. */
  shown(stream: Stream): WireRow[] {
    return [...this.#of(stream).rows.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
  }

  /** The server as `fetch` reaches it. */
  readonly fetch = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const routine = String(input).split('/rpc/')[1]!
    const args = JSON.parse(String(init?.body)) as Record<string, unknown>
    this.requests.push({ routine, args })
    const fault = await this.onRequest(routine, args)
    if (fault === 'unreachable') throw new TypeError('Failed to fetch')
    const answer = JSON.stringify(this.#answer(routine, args))
    return fault === undefined ? json(answer) : faulty(fault, answer)
  }

  /** The server as the sync reaches it, through the real adapter. */
  readonly port: StreamPort = streamAdapter('http://server.test', 'key', this.fetch)

  #answer(routine: string, args: Record<string, unknown>): object {
    if (routine === 'page') return this.#page(args)
    const stream = args.stream as Stream
    if (routine === 'pull') return this.#pull(stream, args)
    if (routine === 'manifest') return this.#manifest(stream, args)
    const rows = this.shown(stream).filter(({ id }) => (args.ids as string[]).includes(id))
    return { uid: null, epoch: this.epoch(stream), rows: rows.sort(byRev) }
  }

  #pull(stream: Stream, args: Record<string, unknown>): object {
    const { epoch, head } = this.#of(stream)
    const asked = args.after_rev as number
    const after = args.epoch === epoch && asked <= head ? asked : 0
    const limit = Math.min(args.page_limit as number, this.#largest)
    const shown = this.shown(stream)
    const waiting = shown.filter(({ rev }) => rev > after).sort(byRev)
    const rows = waiting.slice(0, limit)
    const hasMore = waiting.length > limit
    return {
      uid: null, epoch, access_epoch: 0, after, rows, next: hasMore ? rows.at(-1)!.rev : head, has_more: hasMore, count: shown.length,
      digest: shown.reduce((sum, { id, rev }) => (sum + rowDigest(id, rev)) % 2_147_483_647, 0), min_client: this.minClient,
    }
  }

  #manifest(stream: Stream, args: Record<string, unknown>): object {
    const limit = Math.min(args.page_limit as number, this.#largest)
    const waiting = this.shown(stream).filter(({ id }) => args.after_id === null || id > (args.after_id as string))
    return { uid: null, epoch: this.epoch(stream), rows: waiting.slice(0, limit).map(({ id, rev }) => [id, rev]), has_more: waiting.length > limit }
  }

  #page({ kind, slug }: Record<string, unknown>): object {
    const stream = kind === 'obstacle' ? 'register' : 'library'
    const found = this.shown(stream).find((row) => row.kind === kind && row.slug === slug)
    const beside = (found?.data as { handbook?: string } | undefined)?.handbook
    const rows = [found, this.shown(stream).find((row) => row.kind === 'handbook' && row.slug === beside)].filter((row) => row !== undefined)
    return { epoch: this.epoch(stream), rows }
  }

  #of(stream: Stream): StreamState {
    return this.#state.get(stream)!
  }

  #newEpoch(): string {
    this.#epochs += 1
    return `00000000-0000-4000-8000-${String(this.#epochs).padStart(12, '0')}`
  }
}

const byRev = (a: WireRow, b: WireRow) => a.rev - b.rev

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
    case 'malformed': return json(JSON.stringify({ ...JSON.parse(answer), epoch: undefined, rows: null }))
    case 'busy': return json('{"message":"too many requests"}', 429, { 'Retry-After': '30' })
    case 'broken': return json('{"code":"57014","message":"canceling statement due to statement timeout"}', 500)
  }
}
