import type { WantedFile } from '../domain/files.ts'
import { failure, success, type Result } from '../domain/result.ts'
import type { FilePart, FilePort } from '../sync/file-port.ts'
import type { Fetch } from './asking.ts'

/** When no more of a file has come for this long, the line is taken for dead (ms). */
const patience = 30_000
/** A signed address is used at once; it lives long enough for a slow start (seconds). */
const lifetime = 600

/** In whose name a file is asked for that not everyone may read: runs the question with a token, renewed if need be. */
export type InUsersName = <T>(ask: (token: string) => Promise<Result<T>>) => Promise<Result<T>>

export const bucketOf = ({ open }: Pick<WantedFile, 'open'>) => (open ? 'open-files' : 'files')

/** Files from Supabase Storage: what everyone may read from its public bucket, the rest by addresses signed for the user. */
export function fileAdapter(url: string, key: string, inUsersName: InUsersName, fetch: Fetch = globalThis.fetch.bind(globalThis)): FilePort {
  const storage = `${url}/storage/v1`
  const open = (file: WantedFile) => success(`${storage}/object/public/${bucketOf(file)}/${file.sha256}`)
  const signed = (file: WantedFile) => inUsersName(async (token) => {
    const headers = { apikey: key, Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' }
    const answer = await reached(() => fetch(`${storage}/object/sign/${bucketOf(file)}/${file.sha256}`, { method: 'POST', headers, body: JSON.stringify({ expiresIn: lifetime }) }))
    if (!answer.ok) return answer
    const { signedURL } = (await answer.value.json().catch(() => ({}))) as { signedURL?: unknown }
    return typeof signedURL === 'string' && signedURL.startsWith('/object/sign/') ? success(storage + signedURL) : failure('unreadable')
  })

  return {
    async read(file, from, signal) {
      const address = file.open ? open(file) : await signed(file)
      if (!address.ok) return address
      const line = new AbortController()
      // `AbortSignal.any` is newer than the iPhones that are about.
      const letGo = () => line.abort()
      if (signal.aborted) letGo()
      signal.addEventListener('abort', letGo, { once: true })
      const answer = await reached(() => fetch(address.value, { headers: from > 0 ? { Range: `bytes=${from}-` } : {}, signal: line.signal }))
      if (!answer.ok) {
        signal.removeEventListener('abort', letGo)
        return answer
      }
      const { body } = answer.value
      const begins = answer.value.status === 206 ? rangeStart(answer.value.headers.get('Content-Range'), from) : 0
      if (!body || begins === undefined) return failure('unreadable')
      return success<FilePart>({ from: begins, body: inTime(body, line, () => signal.removeEventListener('abort', letGo)) })
    },
  }
}

/** Storage says in the body what it means by 400. */
async function reached(ask: () => Promise<Response>): Promise<Result<Response>> {
  let answer: Response
  try {
    answer = await ask()
  } catch {
    return failure('offline')
  }
  if (answer.ok) return success(answer)
  const told = answer.status === 400 ? Number(((await answer.json().catch(() => ({}))) as { statusCode?: string }).statusCode) : answer.status
  const seconds = Number(answer.headers.get('Retry-After'))
  return failure(told === 404 ? 'not-found' : told === 401 || told === 403 ? 'signed-out' : told === 416 ? 'unreadable' : told === 429 ? 'too-many' : 'server', seconds > 0 ? seconds : undefined)
}

/** Where a part begins. A browser keeps the header from an app of another origin where the server does not allow it: then it is what was asked for. */
function rangeStart(header: string | null, from: number): number | undefined {
  if (header === null) return from
  const [, start] = /^bytes (\d+)-/.exec(header) ?? []
  return start === undefined ? undefined : Number(start)
}

/** What comes of a body, until nothing more has come for too long; then `ended` is called, as it is when all has come. */
async function* inTime(body: ReadableStream<Uint8Array>, line: AbortController, ended: () => void): AsyncGenerator<Uint8Array, void> {
  const reader = body.getReader()
  try {
    for (;;) {
      const timer = setTimeout(() => line.abort(), patience)
      const { done, value } = await reader.read().finally(() => clearTimeout(timer))
      if (done) return
      yield value
    }
  } finally {
    ended()
    await reader.cancel().catch(() => { /* it has ended already */ })
  }
}
