import type { PublicDatabase } from '../data/public-database.ts'
import { storageFailure } from '../data/storage-failure.ts'
import type { DocumentKind } from '../domain/documents.ts'
import { failure, success, type ErrorCode, type Result } from '../domain/result.ts'
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
  schedule(delay: number, work: () => void): () => void
}

export interface SyncProgress { busy: boolean; failures: Partial<Record<Stream, ErrorCode>> }

/** The pause after a pull that went well, and the first after one that did not (ms). Failures double it up to the first. */
const calm = 15 * 60_000
const eager = 5_000

/**
 * Keeps the public content equal to the server: pulls when told that something may have changed, and on a timer that
 * backs off with jitter while the server does not answer.
 */
export class SyncLoop {
  readonly #db: PublicDatabase
  readonly #port: StreamPort
  readonly #world: SyncWorld
  readonly #report: (progress: SyncProgress) => void
  readonly #failures: Partial<Record<Stream, ErrorCode>> = {}
  #tries = 0
  #cancel = () => {}

  constructor(db: PublicDatabase, port: StreamPort, world: SyncWorld, report: (progress: SyncProgress) => void) {
    this.#db = db
    this.#port = port
    this.#world = world
    this.#report = report
  }

  /** Something may have changed: the app started, came into view, or got a network. */
  async wake(): Promise<void> {
    await this.#run(false)
  }

  /** A person asked: waits for another tab's turn if need be, and tells how it went. */
  async syncNow(): Promise<Result<void>> {
    return await this.#run(true) ?? success(undefined)
  }

  stop(): void {
    this.#cancel()
  }

  /** Fetches one page's rows ahead of the rest. */
  async fetchPage(kind: DocumentKind | 'obstacle', slug: string): Promise<Result<void>> {
    const answer = await this.#port.page(kind, slug)
    if (!answer.ok) return answer
    if (answer.value.rows.length === 0) return failure('not-found')
    try {
      await new StreamStore(this.#db, kind === 'obstacle' ? 'register' : 'library').putAhead(answer.value.epoch, answer.value.rows)
      return success(undefined)
    } catch (error) {
      return failure(storageFailure(error))
    }
  }

  /** Removes the public content; the next pull fills it again. */
  async removeContent(): Promise<Result<void>> {
    try {
      await this.#world.exclusively(true, async () => {
        const { documents, register, cursors, indexes } = this.#db
        await this.#db.transaction('rw', [documents, register, cursors, indexes], async () => {
          await Promise.all([documents.clear(), register.clear(), cursors.clear(), indexes.clear()])
        })
      })
      return success(undefined)
    } catch (error) {
      return failure(storageFailure(error))
    }
  }

  async #run(wait: boolean): Promise<Result<void> | undefined> {
    this.#cancel()
    const result = await this.#world.exclusively(wait, () => this.#pullAll())
    if (result?.ok) this.#tries = 0
    else if (result) this.#tries++
    this.#plan(result && !result.ok ? result.retryAfter : undefined)
    return result
  }

  async #pullAll(): Promise<Result<void>> {
    this.#report({ busy: true, failures: this.#failures })
    let result: Result<void> = success(undefined)
    for (const stream of streams) {
      const answer = await this.#pullOne(stream)
      if (answer.ok) delete this.#failures[stream]
      else { this.#failures[stream] = answer.code; result = answer }
    }
    this.#report({ busy: false, failures: { ...this.#failures } })
    return result
  }

  async #pullOne(stream: Stream): Promise<Result<void>> {
    try {
      return await pullStream(stream, this.#port, new StreamStore(this.#db, stream), () => this.#world.now())
    } catch (error) {
      return failure(storageFailure(error))
    }
  }

  /** The next try: calm after success; doubling from eager after failure; never sooner than the server asked for. */
  #plan(retryAfter?: number): void {
    const pause = this.#tries === 0 ? calm : Math.min(calm, eager * 2 ** (this.#tries - 1))
    const jittered = pause * (0.75 + this.#world.random() / 2)
    this.#cancel = this.#world.schedule(Math.max(jittered, (retryAfter ?? 0) * 1000), () => void this.wake())
  }
}
