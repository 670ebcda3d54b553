import { connect, type Socket } from 'node:net'

export interface HttpAnswer { status: number; body: Buffer }

/**
 * One kept-open connection that a question at a time is asked on, written out as HTTP. Of HTTP it understands what our
 * gateway answers with, a length given ahead: a client that knew more would cost as much as the gateway that is measured.
 */
export class HttpConnection {
  readonly #socket: Socket
  #read: Buffer = Buffer.alloc(0)
  #asked: { resolve(answer: HttpAnswer): void; reject(error: Error): void } | undefined

  /** A question that has no answer after `patience` ms fails, and the connection with it. */
  constructor(port: number, patience: number) {
    this.#socket = connect({ host: '127.0.0.1', port, noDelay: true, timeout: patience })
    this.#socket.on('data', (chunk) => this.#take(chunk))
    this.#socket.on('timeout', () => { if (this.#asked) this.#socket.destroy(new Error('no answer in time')) })
    this.#socket.on('error', (error) => this.#fail(error))
    this.#socket.on('close', () => this.#fail(new Error('the connection was closed')))
  }

  ask(question: Buffer | string): Promise<HttpAnswer> {
    return new Promise((resolve, reject) => {
      this.#asked = { resolve, reject }
      if (this.#socket.destroyed) this.#fail(new Error('the connection was closed'))
      else this.#socket.write(question)
    })
  }

  close(): void {
    this.#socket.destroy()
  }

  #take(chunk: Buffer): void {
    this.#read = this.#read.length === 0 ? chunk : Buffer.concat([this.#read, chunk])
    const answer = answerIn(this.#read)
    if (!answer) return
    this.#read = Buffer.alloc(0)
    this.#asked?.resolve(answer)
    this.#asked = undefined
  }

  #fail(error: Error): void {
    this.#asked?.reject(error)
    this.#asked = undefined
  }
}

/** The answer that these bytes are; undefined while some of it is missing. */
export function answerIn(bytes: Buffer): HttpAnswer | undefined {
  const headEnd = bytes.indexOf('\r\n\r\n')
  if (headEnd < 0) return undefined
  const head = bytes.toString('latin1', 0, headEnd)
  const length = /^content-length: *(\d+)/im.exec(head)?.[1]
  if (length === undefined) throw new Error(`an answer without a length: ${head}`)
  const body = bytes.subarray(headEnd + 4)
  return body.length < Number(length) ? undefined : { status: Number(head.slice(9, 12)), body }
}
