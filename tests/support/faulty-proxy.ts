import { once } from 'node:events'
import { createServer, request, type IncomingMessage, type OutgoingHttpHeaders, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

interface Answer { status: number; headers: OutgoingHttpHeaders; body: Buffer }

/** One question on its way: it can be put to the server, answered, and broken off. */
interface Exchange { ask(): Promise<Answer>; tell(answer: Answer): void; hangUp(): void; response: ServerResponse }
type Course = (exchange: Exchange) => void | Promise<void>

const strangePage = '/innlogging-til-nettet'
const strange = (status: number): Answer => ({
  status, headers: { 'content-type': 'text/html; charset=utf-8' }, body: Buffer.from('<!doctype html><title>Logg inn på nettet</title>'),
})
const refusal = (status: number, headers: OutgoingHttpHeaders = {}): Answer => ({
  status, headers: { 'content-type': 'application/json', ...headers }, body: Buffer.from('{"message":"not now"}'),
})

const faults = {
  /** The connection ends before the server has heard anything. */
  dropped: ({ hangUp }) => hangUp(),
  /** The server has done it, and the connection ends before a word of the answer. */
  lost: async ({ ask, hangUp }) => { await ask(); hangUp() },
  /** The connection ends in the middle of the answer. */
  cut: async ({ ask, response, hangUp }) => {
    const { status, headers, body } = await ask()
    response.writeHead(status, { ...headers, 'content-length': body.length })
    response.write(body.subarray(0, body.length / 2), hangUp)
  },
  /** The answer ends as it should, with half of its text. */
  halved: async ({ ask, tell }) => {
    const answer = await ask()
    tell({ ...answer, body: answer.body.subarray(0, answer.body.length / 2) })
  },
  /** The question comes to the server two times at once. */
  doubled: async ({ ask, tell }) => tell((await Promise.all([ask(), ask()]))[1]),
  /** The answer takes its time. */
  late: async ({ ask, tell }) => {
    const answer = await ask()
    await new Promise((resolve) => { setTimeout(resolve, 250) })
    tell(answer)
  },
  /** Another network's page for signing in: in place of the answer, by a detour, or as a refusal. */
  portal: ({ tell }) => tell(strange(200)),
  astray: ({ tell }) => tell({ ...strange(302), headers: { location: strangePage } }),
  forbidden: ({ tell }) => tell(strange(403)),
  busy: ({ tell }) => tell(refusal(429, { 'retry-after': '1' })),
  broken: ({ tell }) => tell(refusal(500)),
  unavailable: ({ tell }) => tell(refusal(503)),
} satisfies Record<string, Course>

/** What befalls one question, or its answer. */
export type Fault = keyof typeof faults
export const everyFault = Object.keys(faults) as Fault[]

/** When something is done to whoever asks: the server has heard nothing yet, has done it, or the answer is on its way. */
export type Moment = 'asked' | 'done' | 'told'

interface Rule { path: RegExp; left: Iterator<Fault | Course | undefined> }

/** A network between a browser and the server, in which things go wrong as they are told to. */
export class FaultyProxy {
  /** What was asked for, in order: what befell it, and how many others of its path were on their way. */
  readonly log: { path: string; fault: Fault | undefined; alongside: number }[] = []
  readonly #server: Server
  readonly #target: URL
  readonly #underWay: string[] = []
  #rules: Rule[] = []

  constructor(server: Server, target: string) {
    this.#server = server
    this.#target = new URL(target)
    server.on('request', (message, response) => void this.#handle(message, response).catch(() => response.destroy()))
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  /** Lets these faults befall the next questions for such a path, one each; `undefined` spares one, and so does the end. */
  disturb(path: RegExp, befalling: Iterable<Fault | undefined>): void {
    this.#rules.push({ path, left: befalling[Symbol.iterator]() })
  }

  /** Breaks the connection off, each of the next `times` questions for such a path, when so many bytes of the answer are on their way. */
  cutOff(path: RegExp, bytes: number, times: number): void {
    const course: Course = async ({ ask, response, hangUp }) => {
      const { status, headers, body } = await ask()
      response.writeHead(status, { ...headers, 'content-length': body.length })
      response.write(body.subarray(0, bytes), hangUp)
    }
    this.#rules.push({ path, left: Array.from({ length: times }, () => course).values() })
  }

  /** Nothing goes wrong from now on. */
  heal(): void {
    this.#rules = []
  }

  /** Acts at that moment of the next question for such a path, before anything else befalls it; resolves when done. */
  interrupt(path: RegExp, moment: Moment, act: () => Promise<void>): Promise<void> {
    return new Promise((resolve, reject) => {
      const course: Course = async ({ ask, tell, hangUp }) => {
        const answer = moment === 'asked' ? undefined : await ask()
        if (answer && moment === 'told') tell(answer)
        await act().then(resolve, reject)
        hangUp()
      }
      this.#rules.unshift({ path, left: [course].values() })
    })
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    this.#server.close()
    await once(this.#server, 'close')
  }

  async #handle(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(message.url!, this.#target).pathname
    const befalling = this.#next(path)
    const fault = typeof befalling === 'string' ? befalling : undefined
    this.log.push({ path, fault, alongside: this.#underWay.filter((other) => other === path).length })
    this.#underWay.push(path)
    response.on('close', () => this.#underWay.splice(this.#underWay.indexOf(path), 1))
    const body = await buffer(message)
    const exchange: Exchange = {
      response,
      ask: () => this.#ask(message, body),
      tell(answer) { response.writeHead(answer.status, { ...answer.headers, 'content-length': answer.body.length }).end(answer.body) },
      hangUp() { response.destroy() },
    }
    if (path === strangePage) exchange.tell(strange(200))
    else if (typeof befalling === 'function') await befalling(exchange)
    else if (fault) await faults[fault](exchange)
    else exchange.tell(await exchange.ask())
  }

  #next(path: string): Fault | Course | undefined {
    for (const rule of this.#rules) {
      const next = rule.path.test(path) ? rule.left.next() : undefined
      if (next && !next.done) return next.value
    }
    return undefined
  }

  async #ask({ method, url, headers }: IncomingMessage, body: Buffer): Promise<Answer> {
    const asking = request(new URL(url!, this.#target), { method, headers: { ...headers, host: this.#target.host, 'accept-encoding': 'identity' } })
    asking.end(body)
    const [answer] = await once(asking, 'response') as [IncomingMessage]
    // A browser asks once more by itself when a connection it has used before ends: each question gets one of its own.
    return { status: answer.statusCode!, headers: { ...answer.headers, connection: 'close' }, body: await buffer(answer) }
  }
}

/** Puts such a network before a server, on a free port of this machine. */
export async function startFaultyProxy(target: string): Promise<FaultyProxy> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return new FaultyProxy(server, target)
}
