import type { Request } from '../gateway/http.ts'
import { StorageRefusal } from './refusal.ts'

/** A file as it was sent, raw or as the one file of a form. */
export interface Upload {
  bytes: Buffer
  mimeType: string
  cacheControl: string
}

/** A key as Storage allows it: no leading slash, no way up, no control characters. */
export function checkedKey(path: string): string {
  const key = decodeURIComponent(path)
  const wellFormed =
    key !== '' &&
    /^[\w/!.\-*'() &$@=;:+,?]+$/.test(key) &&
    key.split('/').every((part) => part !== '' && part !== '.' && part !== '..')
  if (!wellFormed) throw new StorageRefusal(400, 'InvalidKey', 'InvalidKey', `Invalid key: ${key}`)
  return key
}

export async function readUpload(request: Request): Promise<Upload> {
  const type = request.headers['content-type'] ?? 'application/octet-stream'
  const body = await request.body()
  if (!type.startsWith('multipart/form-data')) {
    return { bytes: body, mimeType: type, cacheControl: request.headers['cache-control'] ?? 'no-cache' }
  }
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData()
  const file = [...form.values()].find((value) => typeof value !== 'string')
  if (!file) throw new StorageRefusal(400, 'InvalidRequest', 'InvalidRequest', 'The form holds no file')
  const seconds = form.get('cacheControl')
  return {
    bytes: Buffer.from(await file.arrayBuffer()),
    mimeType: file.type || 'application/octet-stream',
    cacheControl: typeof seconds === 'string' ? `max-age=${seconds}` : 'no-cache',
  }
}

export interface Bucket {
  id: string
  public: boolean
  file_size_limit: string | null
  allowed_mime_types: string[] | null
}

/** Throws when the bucket does not take such a file. */
export function checkAllowed(
  { file_size_limit: limit, allowed_mime_types: types }: Bucket,
  { bytes, mimeType }: Upload,
): void {
  if (limit !== null && bytes.length > Number(limit)) {
    throw new StorageRefusal(413, 'EntityTooLarge', 'Payload too large', 'The object exceeded the maximum allowed size')
  }
  const bare = mimeType.split(';')[0]?.trim() ?? ''
  const allowed =
    types === null || types.some((type) => type === bare || (type.endsWith('/*') && bare.startsWith(type.slice(0, -1))))
  if (!allowed)
    throw new StorageRefusal(415, 'InvalidMimeType', 'invalid_mime_type', `mime type ${mimeType} is not supported`)
}
