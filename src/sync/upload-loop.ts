import { isPassing, type Upload } from '../domain/files.ts'
import { success, type Result } from '../domain/result.ts'
import type { UploadPort } from './file-port.ts'
import { PatientLoop, stopsAll, type LoopWorld } from './patient-loop.ts'

/** The uploads that wait on this device, as the loop sees them. */
export interface UploadQueue {
  /** The next to send, with its bytes. */
  next(): Promise<{ upload: Upload; content: Blob } | undefined>
  tell(upload: Upload, sent: number): void
  fail(upload: Upload, code: Extract<Result<never>, { ok: false }>['code']): Promise<void>
  /** The server has its bytes: the page is made to carry it, and it is an upload no more. */
  done(upload: Upload): Promise<void>
  /** One whose bytes the server may let go of, because it has heard that its page does not carry it. */
  nextToDiscard(): Promise<Upload | undefined>
  drop(upload: Upload): Promise<void>
}

/** Sends what is to be uploaded, one file after the other, in one tab at a time; and has the server delete what no page carries any more. */
export class UploadLoop {
  readonly #queue: UploadQueue
  readonly #port: UploadPort
  readonly #loop: PatientLoop
  #current: { id: string; line: AbortController } | undefined

  constructor(queue: UploadQueue, port: UploadPort, world: LoopWorld) {
    this.#queue = queue
    this.#port = port
    this.#loop = new PatientLoop((came) => this.#round(came), world)
  }

  /** Something may be to send: a person said so, the app has started or come into view, or there is a network. */
  wake(): Promise<void> {
    return this.#loop.wake()
  }

  /** Lets go of the line if an upload is on it that is none of these, which are to be sent. */
  letGoOfOthers(waiting: readonly string[]): void {
    if (this.#current && !waiting.includes(this.#current.id)) this.#current.line.abort()
  }

  async #round(came: () => void): Promise<Result<void>> {
    for (let next = await this.#queue.next(); next; next = await this.#queue.next()) {
      const { upload, content } = next
      const line = new AbortController()
      this.#current = { id: upload.id, line }
      const sent = await this.#port.send(upload, content, (bytes) => this.#queue.tell(upload, bytes), line.signal)
      this.#current = undefined
      if (sent.ok) {
        came()
        await this.#queue.done(upload)
        continue
      }
      if (line.signal.aborted) continue
      await this.#queue.fail(upload, sent.code)
      if (stopsAll(sent.code)) return sent
    }
    for (let gone = await this.#queue.nextToDiscard(); gone; gone = await this.#queue.nextToDiscard()) {
      const discarded = await this.#port.discard(gone)
      if (!discarded.ok && (isPassing(discarded.code) || discarded.code === 'signed-out')) return isPassing(discarded.code) ? discarded : success(undefined)
      await this.#queue.drop(gone)
    }
    return success(undefined)
  }
}
