import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http'

/** One request as the services see it. */
export interface Request {
  method: string
  /** The path below the service's own prefix, undecoded, beginning with a slash. */
  path: string
  query: URLSearchParams
  headers: Record<string, string>
  /** The whole path, as PostgREST tells it to the database. */
  fullPath: string
  body: () => Promise<Buffer>
}

export interface Answer {
  status: number
  /** The reason phrase, where a service sets its own. */
  statusText?: string
  headers?: OutgoingHttpHeaders
  body?: string | Buffer
}

export type Service = (request: Request) => Promise<Answer>

const bodyLimit = 50 * 1024 * 1024

/** Thrown by `body()` when the caller sends more than the stand-in takes. */
export class BodyTooLarge extends Error {
  override name = 'BodyTooLarge'
}

async function readBody(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of message as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > bodyLimit) throw new BodyTooLarge()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** Repeated headers as one value; `set-cookie` alone may repeat and never comes in a request. */
function flatHeaders(message: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(message.headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
    ),
  )
}

/** The addresses a request has come through, with its sender's last, as the edge in front of Supabase tells the services. */
function forwardedFor(message: IncomingMessage): string {
  return [message.headers['x-forwarded-for'], message.socket.remoteAddress].flat().filter(Boolean).join(', ')
}

/** The request as seen by the service that is mounted at `prefix`. */
export function requestFor(message: IncomingMessage, url: URL, prefix: string): Request {
  return {
    method: message.method ?? 'GET',
    path: url.pathname.slice(prefix.length) || '/',
    fullPath: url.pathname,
    query: url.searchParams,
    headers: {
      // As the edge in front of Supabase tells it. One that stands in front of the stand-in may have told it already.
      'cf-connecting-ip': message.socket.remoteAddress ?? '',
      ...flatHeaders(message),
      'x-forwarded-for': forwardedFor(message),
    },
    body: () => readBody(message),
  }
}

export function json(status: number, value: unknown, headers: OutgoingHttpHeaders = {}): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(value),
  }
}

export function send(response: ServerResponse, message: IncomingMessage, answer: Answer): void {
  const headers: OutgoingHttpHeaders = { 'x-content-type-options': 'nosniff', ...answer.headers }
  if (answer.body !== undefined && headers['content-length'] === undefined)
    headers['content-length'] = Buffer.byteLength(answer.body)
  if (answer.statusText) response.writeHead(answer.status, answer.statusText, headers)
  else response.writeHead(answer.status, headers)
  response.end(message.method === 'HEAD' ? undefined : answer.body)
}

/** The honest answer to what Supabase has and the stand-in has not. */
export function unsupported(what: string): Answer {
  return json(501, {
    code: 'STANDIN501',
    message: `The local stand-in does not support ${what}.`,
    details: null,
    hint: 'A real Supabase project may. See supabase/local/.',
  })
}
