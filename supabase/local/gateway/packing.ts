import { promisify } from 'node:util'
import { gzip, gzipSync } from 'node:zlib'
import type { Answer } from './http.ts'

const gzipped = promisify(gzip)

/** Below this many bytes the packing costs more than it saves. */
const worthPacking = 1_400
/** Up to so many bytes, packing takes less time than handing the work to another thread. */
const packedAtOnce = 10_000

/** A text answer packed as the edge in front of Supabase packs it; others, and small ones, as they are. */
export async function packed(answer: Answer, acceptEncoding: string | undefined): Promise<Answer> {
  const { body, headers = {} } = answer
  const text = /json|text|csv/.test(String(headers['content-type'] ?? ''))
  const size = body === undefined ? 0 : Buffer.byteLength(body)
  if (body === undefined || !text || headers['content-encoding'] || size < worthPacking) return answer
  if (!/\bgzip\b(?!;q=0(\.0+)?\b)/.test(acceptEncoding ?? '')) return answer
  const packedBody = size <= packedAtOnce ? gzipSync(body, { level: 6 }) : await gzipped(body, { level: 6 })
  return { ...answer, body: packedBody, headers: { ...headers, 'content-encoding': 'gzip', vary: 'accept-encoding', 'content-length': packedBody.length } }
}
