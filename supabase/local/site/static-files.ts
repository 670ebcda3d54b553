import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import type { OutgoingHttpHeaders } from 'node:http'
import { extname, join } from 'node:path'
import type { Answer, Request, Service } from '../gateway/http.ts'
import { acceptedEncoding, encode, type Encoding } from './encoding.ts'
import { mediaType, packs } from './media-types.ts'

interface Loaded {
  mark: string
  bytes: Buffer
  hash: string
  type: string
  encoded: Map<Encoding, Promise<Buffer>>
}

const headersFile = '/headers.json'

/** Headers that every file gets, as the build wrote them; a deployment elsewhere sets the same. */
function securityHeaders(file: Loaded | undefined): OutgoingHttpHeaders {
  if (!file) return {}
  const written = JSON.parse(file.bytes.toString('utf8')) as Record<string, string>
  return Object.fromEntries(Object.entries(written).map(([name, value]) => [name.toLowerCase(), value]))
}

/** What a browser may keep: names made of the content for ever, what decides about updates not at all, the rest for an hour. */
function cacheControl(path: string): string {
  if (/^\/(assets\/|snapshots\/.*\.ndjson$)/.test(path)) return 'public, max-age=31536000, immutable'
  return /\.(html|js|webmanifest|json)$/.test(path) ? 'no-cache' : 'public, max-age=3600'
}

/** The file below the folder that a path names; undefined when it names none that is for visitors. */
function servedPath(path: string): string | undefined {
  let decoded: string
  try {
    decoded = decodeURIComponent(path)
  } catch {
    return undefined
  }
  const parts = decoded.split('/').slice(1)
  const hidden = parts.some((part) => part.startsWith('.') && part !== '.well-known')
  const strange =
    /[\0\\]/.test(decoded) || !decoded.startsWith('/') || decoded === headersFile || decoded === '/_headers'
  return hidden || strange ? undefined : decoded
}

const matches = (header: string | undefined, etag: string) =>
  header !== undefined &&
  header.split(',').some((value) => value.trim().replace(/^W\//, '') === etag || value.trim() === '*')

/**
 * Serves the built app: files packed and kept in memory, an address of the app answered by the page written for it
 * (`/modeller/x` by `modeller/x.html`) or else by `index.html`, and 404 for files that are not there. What is not in the
 * first folder is looked for in the next.
 */
export function staticFiles(...folders: [string, ...string[]]): Service {
  const loaded = new Map<string, Loaded>()

  async function load(path: string): Promise<Loaded | undefined> {
    for (const folder of folders) {
      const file = await loadFrom(folder, path)
      if (file) return file
    }
    return undefined
  }

  async function loadFrom(folder: string, path: string): Promise<Loaded | undefined> {
    const file = join(folder, path)
    const info = await stat(file).catch(() => undefined)
    if (!info?.isFile()) return undefined
    const mark = `${file}-${info.mtimeMs}-${info.size}`
    const kept = loaded.get(path)
    if (kept?.mark === mark) return kept
    const bytes = await readFile(file)
    const hash = createHash('sha256').update(bytes).digest('base64url').slice(0, 22)
    const fresh = { mark, bytes, hash, type: mediaType(extname(path)), encoded: new Map<Encoding, Promise<Buffer>>() }
    loaded.set(path, fresh)
    return fresh
  }

  async function answerWith(
    request: Request,
    path: string,
    file: Loaded,
    headers: OutgoingHttpHeaders,
  ): Promise<Answer> {
    const encoding = packs(file.type) ? acceptedEncoding(request.headers['accept-encoding']) : undefined
    const etag = `"${file.hash}${encoding ? `-${encoding}` : ''}"`
    const own = { ...headers, 'cache-control': cacheControl(path), etag, vary: 'accept-encoding' }
    if (matches(request.headers['if-none-match'], etag)) return { status: 304, headers: own }
    return {
      status: 200,
      headers: { ...own, 'content-type': file.type, ...(encoding ? { 'content-encoding': encoding } : {}) },
      body: encoding ? await packed(file, encoding) : file.bytes,
    }
  }

  return async (request) => {
    const headers = securityHeaders(await load(headersFile))
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return { status: 405, headers: { ...headers, allow: 'GET, HEAD' } }
    const path = servedPath(request.path)
    const file = path && path !== '/' ? await load(path) : undefined
    if (path && file) return answerWith(request, path, file, headers)
    if (path === undefined || extname(path) !== '') return notFound(headers)
    const page = (path.endsWith('/') ? undefined : await load(`${path}.html`)) ?? (await load('/index.html'))
    if (page) return answerWith(request, '/index.html', page, headers)
    return notFound(headers)
  }
}

const notFound = (headers: OutgoingHttpHeaders): Answer => ({
  status: 404,
  headers: { ...headers, 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  body: 'Not found',
})

function packed(file: Loaded, encoding: Encoding): Promise<Buffer> {
  const kept = file.encoded.get(encoding)
  if (kept) return kept
  const fresh = encode(file.bytes, encoding)
  file.encoded.set(encoding, fresh)
  return fresh
}
