import { json, type Answer, type Request } from './http.ts'
import { publishableKey } from '../settings.ts'

export type KeyRole = 'anon' | 'service_role'
export type KeyCheck = { ok: true; role: KeyRole; bearer: string | undefined } | { ok: false; answer: Answer }

const bearerOf = (header: string | undefined) =>
  header === undefined ? undefined : /^Bearer\s(.*)$/i.exec(header)?.[1]?.trim()

/**
 * What Supabase's own gateway does before a service sees the request: the API key is required and names a role, and a
 * bearer that only repeats the key is not a user's token.
 */
export function checkApiKey({ headers, query }: Request, secretKey: string): KeyCheck {
  const key = headers.apikey ?? query.get('apikey') ?? undefined
  if (!key) {
    const hint = 'No `apikey` request header or url param was found.'
    return { ok: false, answer: json(401, { message: 'No API key found in request', hint }) }
  }
  const role = key === publishableKey ? 'anon' : key === secretKey ? 'service_role' : undefined
  if (!role) {
    const hint = 'Double check your Supabase `anon` or `service_role` API key.'
    return { ok: false, answer: json(401, { message: 'Invalid API key', hint }) }
  }
  const bearer = bearerOf(headers.authorization)
  return { ok: true, role, bearer: bearer === key ? undefined : bearer }
}
