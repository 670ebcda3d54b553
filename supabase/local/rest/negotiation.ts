import type { Answer, Request } from '../gateway/http.ts'
import { unsupported } from '../gateway/http.ts'
import { Refusal } from './refusal.ts'

export const jsonType = 'application/json'
export const objectType = 'application/vnd.pgrst.object+json'
const arrayType = 'application/vnd.pgrst.array+json'

/** The media type to answer in, or the answer that says why there is none. */
export function acceptedType(accept: string | undefined): typeof jsonType | typeof objectType | Answer {
  const types = (accept ?? '*/*').split(',').map((type) => (type.split(';')[0] ?? '').trim().toLowerCase())
  for (const type of types) {
    if (type === objectType) return objectType
    if ([jsonType, arrayType, '*/*', 'application/*', ''].includes(type)) return jsonType
  }
  if (
    types.some((type) =>
      /^(text\/csv|text\/plain|application\/(geo\+json|octet-stream|openapi\+json|vnd\.pgrst\..*))$/.test(type),
    )
  ) {
    return unsupported(`answers of type ${types.join(', ')}`)
  }
  throw new Refusal(406, { code: 'PGRST107', message: `None of these media types are available: ${types.join(', ')}` })
}

/** Only schema public is exposed; GET and HEAD name theirs in another header than POST. */
export function checkProfile({ method, headers }: Request): void {
  const profile = method === 'POST' ? headers['content-profile'] : headers['accept-profile']
  if (profile === undefined || profile === 'public') return
  throw new Refusal(406, {
    code: 'PGRST106',
    message: `Invalid schema: ${profile}`,
    hint: 'Only the following schemas are exposed: public',
  })
}

const operator =
  /^(not\.)?(eq|neq|gte?|lte?|i?like|i?match|in|is|isdistinct|fts|plfts|phfts|wfts|cs|cd|ov|sl|sr|nxr|nxl|adj)(\([^)]*\))?\./
const reserved = new Set(['select', 'columns', 'on_conflict', 'order', 'limit', 'offset', 'and', 'or', 'apikey'])

/** What of a query string is not an argument of the function: filters, ordering and the like, which the stand-in lacks. */
export function shapingOf(query: URLSearchParams, argumentsInQuery: boolean): string | undefined {
  for (const [name, value] of query) {
    const isArgument = argumentsInQuery && !operator.test(value)
    if (name !== 'apikey' && (reserved.has(name) || !isArgument)) return `${name}=${value}`
  }
  return undefined
}
