import { failure, success, type Result } from '../domain/result.ts'
import type { UploadPort } from '../sync/file-port.ts'
import type { Fetch } from './asking.ts'
import { bucketOf, type InUsersName } from './file-adapter.ts'

/** When no more of a file has gone for this long, the line is taken for dead (ms). */
const patience = 60_000

/** Uploads to Supabase Storage in the user's name. By `XMLHttpRequest`, which alone tells how much has gone. */
export function uploadAdapter(url: string, key: string, inUsersName: InUsersName, fetch: Fetch, newRequest: () => XMLHttpRequest = () => new XMLHttpRequest()): UploadPort {
  const storage = `${url}/storage/v1/object`
  return {
    send: (file, content, tell, signal) => inUsersName((token) => new Promise<Result<void>>((resolve) => {
      const request = newRequest()
      const abort = () => request.abort()
      let timer = setTimeout(abort, patience)
      const end = (result: Result<void>) => {
        clearTimeout(timer)
        signal.removeEventListener('abort', abort)
        resolve(result)
      }
      signal.addEventListener('abort', abort)
      request.upload.onprogress = ({ loaded }) => {
        clearTimeout(timer)
        timer = setTimeout(abort, patience)
        tell(loaded)
      }
      request.onload = () => end(outcomeOf(request))
      request.onerror = request.onabort = request.ontimeout = () => end(failure('offline'))
      request.open('POST', `${storage}/${bucketOf(file)}/${file.sha256}`)
      // Its address never means another content.
      for (const [name, value] of Object.entries({ apikey: key, Authorization: `Bearer ${token}`, 'Content-Type': file.type, 'Cache-Control': 'max-age=31536000' })) request.setRequestHeader(name, value)
      request.send(content)
    })),
    discard: (file) => inUsersName(async (token) => {
      try {
        const headers = { apikey: key, Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' }
        const answer = await fetch(`${storage}/${bucketOf(file)}`, { method: 'DELETE', headers, body: JSON.stringify({ prefixes: [file.sha256] }) })
        return answer.ok ? success(undefined) : refusal(answer.status, await answer.text(), Number(answer.headers.get('Retry-After')))
      } catch {
        return failure('offline')
      }
    }),
  }
}

function outcomeOf(request: XMLHttpRequest): Result<void> {
  const { status, responseText } = request
  // A page for signing in to another network answers with 200 as well.
  if (status >= 200 && status < 300) return read(responseText).Key === undefined ? failure('unreadable') : success(undefined)
  return refusal(status, responseText, Number(request.getResponseHeader('Retry-After')))
}

/** Storage says in the body what it means by 400. */
function refusal(status: number, body: string, seconds: number): Result<void> {
  const { statusCode, message = '' } = read(body)
  const told = status === 400 ? Number(statusCode) : status
  if (told === 409) return success(undefined)
  if (/row-level security/i.test(message)) return failure('not-found')
  return failure(told === 401 || told === 403 ? 'signed-out' : told === 413 ? 'too-large' : told === 429 ? 'too-many' : told === 415 ? 'not-found' : 'server', seconds > 0 ? seconds : undefined)
}

interface Said { statusCode?: string; message?: string; Key?: string }
function read(body: string): Said {
  try {
    return JSON.parse(body) as Said
  } catch {
    return {}
  }
}
