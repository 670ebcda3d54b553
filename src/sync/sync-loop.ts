import type { Cursor, PublicDatabase } from '../data/public-database.ts'
import { storageFailure, stored } from '../data/storage-failure.ts'
import type { PageKind } from '../domain/documents.ts'
import { failure, isHopeless, success, type ErrorCode, type Result } from '../domain/result.ts'
import { streams, type Stream } from '../domain/sync-status.ts'
import { pullStream } from './pull-stream.ts'
import type { StreamPort } from './stream-port.ts'
import { StreamStore } from './stream-store.ts'

/** The world around the loop, given from outside so that a test can turn its clock and hold its locks. */
export interface SyncWorld {
  now(): number
  random(): number
  /** Runs `work` while no other tab syncs. With `wait` false it answers undefined when another tab is at it. */
  exclusively<T>(wait: boolean, work: () => Promise<T>): Promise<T | undefined>
  /** Fills the library from the latest snapshot, away from the page's thread, as far as that goes. Left out where there is none. */
  fill?(): Promise<void>
  /** Runs `work` once after `delay` ms; what it answers calls that off. */
  schedule(delay: number, work: () => void): () => void
}

/** The part of the sync that is about one user. Without one, and with nothing to send, it does nothing and succeeds. */
export interface UserPart {
  /** Sends what was written, and fetches what is the user's. */
  sync(): Promise<Result<void>>
  /** What everyone may read of a stream is equal to the server's up to here. */
  settlePublished(stream: Stream, published: Cursor): Promise<void>
}

/** `own`: sending what the user has written, and fetching what is theirs. */
export interface SyncProgress { busy: boolean; failures: Partial<Record<Stream | 'own', ErrorCode>> }

/** The pause after a pull that went well, and the first after one that did not (ms). Failures double it up to the first. */
const calm = 15 * 60_000
const eager = 5_000
/** The pause when another tab is at it (ms), and how often that may be in a row before it is taken for frozen. */
const aside = 60_000
const patience = 5
/** The longest that a server is believed when it asks to be left alone (ms). */
const longestRest = 60 * 60_000

/**
 * Keeps the device equal to the server: sends what was written here, fetches what is the user's, then what is everyone's. It
 * does so when told that something may have changed, and on a timer that backs off with jitter while the server does not answer.
 */
export class SyncLoop {
  readonly #db: PublicDatabase
  readonly #port: StreamPort
  readonly #user: UserPart
  readonly #world: SyncWorld
  readonly #report: (progress: SyncProgress) => void
  #failures: SyncProgress['failures'] = {}
  #tries = 0
  #asides = 0
  #atWork = false
  /** Something was written after this round had begun to send. */
  #again = false
  /** The server asked to be left alone: until the timer, only a person may ask it again. */
  #resting = false
  #cancel = () => {}

  constructor(db: PublicDatabase, port: StreamPort, user: UserPart, world: SyncWorld, report: (progress: SyncProgress) => void) {
    this.#db = db
    this.#port = port
    this.#user = user
    this.#world = world
    this.#report = report
  }

  /** Something may have changed: the app started, came into view, or got a network. Stands aside when another tab is at it. */
  async wake(): Promise<void> {
    // It changed after this round had begun to ask: if the round fails, the next does not wait as if nothing had.
    if (this.#atWork) this.#tries = 0
    else if (!this.#resting) this.#plan(await this.#world.exclusively(this.#asides >= patience, () => this.#work()))
  }

  /** A person has written something: it is sent now, or right after what is under way here. */
  async send(): Promise<void> {
    if (this.#atWork) this.#again = true
    else await this.wake()
  }

  /** A person asked: waits for another tab's turn if need be, and tells how it went. */
  async syncNow(): Promise<Result<void>> {
    const result = await this.#world.exclusively(true, () => this.#work())
    this.#plan(result)
    return result ?? failure('server')
  }

  /** Fetches one page's rows ahead of the rest. */
  async fetchPage(kind: PageKind, slug: string): Promise<Result<void>> {
    const answer = await this.#port.page(kind, slug)
    if (!answer.ok) return answer
    const { epoch, rows } = answer.value
    if (!rows.some((row) => row.kind === kind && row.slug === slug)) return failure('not-found')
    return stored(() => new StreamStore(this.#db, kind === 'obstacle' ? 'register' : 'library').putAhead(epoch, rows))
  }

  /** Removes the public content; the next pull fills it again. */
  async removeContent(): Promise<Result<void>> {
    const tables = [this.#db.documents, this.#db.register, this.#db.cursors, this.#db.indexes]
    return stored(async () => {
      await this.#world.exclusively(true, () =>
        this.#db.transaction('rw', tables, async () => { await Promise.all(tables.map((table) => table.clear())) }))
    })
  }

  async #work(): Promise<Result<void>> {
    this.#atWork = true
    this.#report({ busy: true, failures: this.#failures })
    try {
      for (;;) {
        this.#again = false
        const result = await this.#round()
        if (!this.#again || !result.ok) return result
      }
    } finally {
      this.#atWork = false
      this.#report({ busy: false, failures: this.#failures })
    }
  }

  async #round(): Promise<Result<void>> {
    const failures: SyncProgress['failures'] = {}
    const own = await this.#user.sync()
    if (!own.ok) failures.own = own.code
    // Who must sign in again is told so by the status; neither the content nor trying sooner depends on it.
    let first = !own.ok && own.code === 'signed-out' ? success(undefined) : own
    for (const stream of streams) {
      const answer = isHopeless(first) ? first : await this.#pullOne(stream)
      if (!answer.ok) failures[stream] = answer.code
      if (first.ok) first = answer
    }
    this.#failures = failures
    return first
  }

  async #pullOne(stream: Stream): Promise<Result<void>> {
    try {
      const store = new StreamStore(this.#db, stream)
      // A device that never had all of it begins with the snapshot. The pull brings the rest, and finds out whether it is right.
      if (stream === 'library' && (await store.cursor())?.verifiedAt === undefined) await this.#world.fill?.()
      const pulled = await pullStream(stream, this.#port, store, () => this.#world.now())
      const cursor = await store.cursor()
      if (pulled.ok && cursor) await this.#user.settlePublished(stream, cursor)
      return pulled
    } catch (error) {
      return failure(storageFailure(error))
    }
  }

  /**
   * The next try: calm after success, doubling from eager after failure, never sooner than the server asked for, and up to
   * half as long again so that devices which failed together do not come back together. No result: another tab is at it,
   * and may be closed before it is done.
   */
  #plan(result: Result<void> | undefined): void {
    this.#asides = result ? 0 : this.#asides + 1
    if (result) this.#tries = result.ok ? 0 : this.#tries + 1
    const asked = result && !result.ok ? Math.min((result.retryAfter ?? 0) * 1000, longestRest) : 0
    const pause = !result ? aside : this.#tries === 0 ? calm : Math.min(calm, eager * 2 ** (this.#tries - 1))
    this.#resting = asked > 0
    this.#cancel()
    this.#cancel = this.#world.schedule(Math.max(pause, asked) * (1 + this.#world.random() / 2), () => {
      this.#resting = false
      void this.wake()
    })
  }
}
