import { storageFailure } from '../data/storage-failure.ts'
import { failure, success, type Result } from '../domain/result.ts'

/** The world around a loop, given from outside so that a test can turn its clock and hold its locks. */
export interface LoopWorld {
  random(): number
  /** Runs `work` while no other tab does the same. With `wait` false it answers undefined when another tab is at it. */
  exclusively<T>(wait: boolean, work: () => Promise<T>): Promise<T | undefined>
  /** Runs `work` once after `delay` ms; what it answers calls that off. */
  schedule(delay: number, work: () => void): () => void
}

/** The pause after a failure (ms): doubled by each that follows in which nothing came, up to the longest. */
const eager = 2_000
const longest = 5 * 60_000
/** The pause when another tab is at it (ms), and how often that may be in a row before it is taken for frozen. */
const aside = 60_000
const patience = 5
/** The longest that a server is believed when it asks to be left alone (ms). */
const longestRest = 60 * 60_000

/**
 * Does what there is to do, in one tab at a time, whenever it is woken, and again by itself after a failure. `round` does all of it
 * or tells what stands in the way; it calls what it is given when something came of it, so that the next try comes soon.
 */
export class PatientLoop {
  readonly #round: (came: () => void) => Promise<Result<void>>
  readonly #world: LoopWorld
  #tries = 0
  #asides = 0
  #atWork = false
  #again = false
  #cancel = () => {}

  constructor(round: (came: () => void) => Promise<Result<void>>, world: LoopWorld) {
    this.#round = round
    this.#world = world
  }

  /** There may be something to do. */
  async wake(): Promise<void> {
    this.#again = true
    if (this.#atWork) return
    this.#atWork = true
    this.#cancel()
    let result: Result<void> | undefined
    try {
      result = await this.#world.exclusively(this.#asides >= patience, () => this.#work())
    } finally {
      this.#atWork = false
    }
    this.#plan(result)
    // Somebody asked while it was giving up: what stood in the way may be gone.
    if (result && this.#again) await this.wake()
  }

  async #work(): Promise<Result<void>> {
    try {
      while (this.#again) {
        this.#again = false
        const done = await this.#round(() => { this.#tries = 0 })
        if (!done.ok) return done
      }
      return success(undefined)
    } catch (error) {
      return failure(storageFailure(error))
    }
  }

  /**
   * The next try: doubling from eager, never sooner than the server asked for, and up to half as long again so that devices which
   * failed together do not come back together. Nothing is planned when all is done, nor when the device has no room.
   */
  #plan(result: Result<void> | undefined): void {
    this.#asides = result ? 0 : this.#asides + 1
    if (result && (result.ok || result.code === 'storage-full')) {
      this.#tries = 0
      return
    }
    if (result) this.#tries += 1
    const asked = result && !result.ok ? Math.min((result.retryAfter ?? 0) * 1000, longestRest) : 0
    const pause = result ? Math.min(longest, eager * 2 ** (this.#tries - 1)) : aside
    this.#cancel = this.#world.schedule(Math.max(pause, asked) * (1 + this.#world.random() / 2), () => void this.wake())
  }
}

/** Whether a failure stands in the way of all that is left to do, not of one thing alone. */
export const stopsAll = (code: Extract<Result<never>, { ok: false }>['code']): boolean =>
  ['offline', 'server', 'too-many', 'storage-full', 'storage-failed'].includes(code)
