/**
 * The phones of the hall, on a thread of their own: the gateway has its own, as where it is started by itself. Each comes when it
 * comes, opens the code's address as a browser that has never been here does, joins, and fetches all there is to fetch.
 */
import { createHash } from 'node:crypto'
import { Agent, request } from 'node:http'
import { parentPort, workerData } from 'node:worker_threads'
import { gunzipSync } from 'node:zlib'

export interface HallPlan {
  url: string
  key: string
  code: string
  devices: number
  /** They all come within this time (ms). */
  within: number
  /** What a browser fetches to have the app without a network, `index.html` left out. */
  shell: string[]
}

/** How it went for one phone: times from when it opened the address (ms), and what it fetched (bytes over the wire). */
export interface HallVisit { came: number; joined: number; joining: number; packed: number; shell: number; content: number; files: number }
export interface HallResult { visits: HallVisit[]; refusals: string[]; ms: number }

/** As many connections as a browser opens to one host where HTTP/1 is spoken. */
const connections = 6

const { url, key, code, devices, within, shell } = workerData as HallPlan
const started = performance.now()

class Phone {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: connections })
  bytes = 0
  token?: string

  /** Anything but an answer that is as it should be is a refusal. */
  async ask(path: string, { body, open = false }: { body?: object; open?: boolean } = {}): Promise<Buffer> {
    const headers = { 'accept-encoding': 'gzip', ...body && { 'content-type': 'application/json' }, ...!open && { apikey: key, ...this.token && { authorization: `Bearer ${this.token}` } } }
    return new Promise((resolve, reject) => {
      const asked = request(`${url}${path}`, { agent: this.#agent, method: body ? 'POST' : 'GET', headers }, (answer) => {
        const parts: Buffer[] = []
        answer.on('data', (part: Buffer) => {
          this.bytes += part.length
          parts.push(part)
        })
        answer.on('error', reject)
        answer.on('end', () => {
          const whole = Buffer.concat(parts)
          if (answer.statusCode !== 200) reject(new Error(`${answer.statusCode} ${path}: ${whole.toString().slice(0, 200)}`))
          else resolve(answer.headers['content-encoding'] === 'gzip' ? gunzipSync(whole) : whole)
        })
      })
      asked.on('error', reject)
      asked.end(body && JSON.stringify(body))
    })
  }

  async rpc<T>(routine: string, body: object): Promise<T> {
    return JSON.parse((await this.ask(`/rest/v1/rpc/${routine}`, { body })).toString()) as T
  }

  /** How many bytes this work fetched. */
  async counting(work: () => Promise<unknown>): Promise<number> {
    const before = this.bytes
    await work()
    return this.bytes - before
  }

  leave(): void {
    this.#agent.destroy()
  }
}

interface Pulled { rows: { kind: string; data: { sha256?: string; bytes?: number } }[]; next: number; epoch: string; has_more: boolean }
async function pull(phone: Phone, stream: string, from?: { epoch: string; rev: number }): Promise<Pulled['rows']> {
  const rows: Pulled['rows'] = []
  let page = await phone.rpc<Pulled>('pull', { stream, epoch: from?.epoch, after_rev: from?.rev ?? 0, page_limit: 500 })
  rows.push(...page.rows)
  while (page.has_more) {
    page = await phone.rpc<Pulled>('pull', { stream, epoch: page.epoch, after_rev: page.next, page_limit: 500 })
    rows.push(...page.rows)
  }
  return rows
}

async function visit(): Promise<HallVisit> {
  const phone = new Phone()
  const came = performance.now()
  try {
    // What is in the way of joining; the rest of the app is fetched beside it, as by its service worker.
    await phone.ask(`/s/${code}`, { open: true })
    const rest = phone.counting(() => Promise.all(shell.map((path) => phone.ask(path, { open: true }))))
    const asked = performance.now()
    phone.token = (JSON.parse((await phone.ask('/auth/v1/signup', { body: {} })).toString()) as { access_token: string }).access_token
    const answer = await phone.rpc<{ status: string }>('join_by_code', { code })
    if (answer.status !== 'joined') throw new Error(`joining: ${JSON.stringify(answer)}`)
    const joined = performance.now()
    const shellBytes = await rest
    let wanted: Pulled['rows'] = []
    const content = await phone.counting(async () => {
      await pull(phone, 'mine')
      wanted = (await pull(phone, 'joined')).filter(({ kind }) => kind === 'file')
      const { library } = JSON.parse((await phone.ask('/snapshots/latest.json', { open: true })).toString()) as { library: { file: string; epoch: string; rev: number } }
      await phone.ask(`/snapshots/${library.file}`, { open: true })
      await pull(phone, 'library', library)
      await pull(phone, 'register')
    })
    const files = await phone.counting(async () => {
      for (const { data: { sha256 } } of wanted) {
        const { signedURL } = JSON.parse((await phone.ask(`/storage/v1/object/sign/files/${sha256}`, { body: { expiresIn: 600 } })).toString()) as { signedURL: string }
        const bytes = await phone.ask(`/storage/v1${signedURL}`, { open: true })
        if (createHash('sha256').update(bytes).digest('hex') !== sha256) throw new Error('a file is not the one')
      }
    })
    if (wanted.length === 0) throw new Error('no files')
    return { came: came - started, joined: joined - came, joining: joined - asked, packed: performance.now() - started, shell: shellBytes, content, files }
  } finally {
    phone.leave()
  }
}

const result: HallResult = { visits: [], refusals: [], ms: 0 }
await Promise.all(Array.from({ length: devices }, async () => {
  await new Promise((resolve) => { setTimeout(resolve, Math.random() * within) })
  try {
    result.visits.push(await visit())
  } catch (error) {
    result.refusals.push((error as Error).message)
  }
}))
result.ms = performance.now() - started
parentPort!.postMessage(result)
