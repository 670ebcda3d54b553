import type { FileStore } from '../data/file-store.ts'
import { success, type Result } from '../domain/result.ts'
import { downloadFile, type HashBytes } from './download-file.ts'
import type { FilePort } from './file-port.ts'
import { PatientLoop, stopsAll, type LoopWorld } from './patient-loop.ts'

/**
 * Brings what is wanted to the device, one file after the other, in one tab at a time. What the network cuts off goes on by itself;
 * what is damaged, gone or has no room says so and waits for a person, and does not hold up the others unless it is the room.
 */
export class DownloadLoop {
  readonly #store: FileStore
  readonly #port: FilePort
  readonly #hash: HashBytes
  readonly #loop: PatientLoop
  #current: { sha256: string; line: AbortController } | undefined

  constructor(store: FileStore, port: FilePort, hash: HashBytes, world: LoopWorld) {
    this.#store = store
    this.#port = port
    this.#hash = hash
    this.#loop = new PatientLoop((came) => this.#round(came), world)
  }

  /** Something may be to fetch: it was asked for, the app has started or come into view, or there is a network. */
  wake(): Promise<void> {
    return this.#loop.wake()
  }

  /** Lets go of the line if a file is on it that is none of these, which are wanted. What has come of it is kept. */
  letGoOfOthers(wanted: readonly string[]): void {
    if (this.#current && !wanted.includes(this.#current.sha256)) this.#current.line.abort()
  }

  async #round(came: () => void): Promise<Result<void>> {
    for (let file = await this.#store.next(); file; file = await this.#store.next()) {
      const { sha256 } = file
      this.#current = { sha256, line: new AbortController() }
      const done = await downloadFile(file, this.#store, this.#port, this.#hash, this.#current.line.signal)
      this.#current = undefined
      if (done.ok || (await this.#store.received(sha256) ?? 0) > file.received) came()
      if (done.ok) continue
      await this.#store.fail(sha256, done.code)
      if (stopsAll(done.code)) return done
    }
    return success(undefined)
  }
}
