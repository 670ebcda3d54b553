import type { KeyRole } from '../gateway/api-key.ts'
import type { Claims, TokenFault, Tokens } from '../gateway/tokens.ts'
import { Refusal } from './refusal.ts'

/** Who a request to the database acts as. */
export interface Caller {
  role: string
  claims: Record<string, unknown>
}

/** Seconds that clocks may differ by. */
const skew = 30

const invalidToken = (code: string, message: string, details: string | null = null) =>
  new Refusal(
    401,
    { code, message, details },
    { 'www-authenticate': `Bearer error="invalid_token", error_description="${message}"` },
  )

function undecodable(fault: TokenFault, parts: number): Refusal {
  if (fault === 'empty') return invalidToken('PGRST301', 'Empty JWT is sent in Authorization header')
  if (fault === 'parts') return invalidToken('PGRST301', `Expected 3 parts in JWT; got ${parts}`)
  if (fault === 'claims') return invalidToken('PGRST303', 'Parsing claims failed')
  return invalidToken('PGRST301', 'No suitable key or wrong key type', 'None of the keys was able to decode the JWT')
}

/** Throws the refusal that PostgREST answers claims with that do not hold now. */
function checkClaims({ exp, nbf, iat }: Claims, nowSeconds: number): void {
  for (const [name, value] of Object.entries({ exp, nbf, iat })) {
    if (value !== undefined && typeof value !== 'number')
      throw invalidToken('PGRST303', `The JWT '${name}' claim must be a number`)
  }
  if (exp !== undefined && exp < nowSeconds - skew) throw invalidToken('PGRST303', 'JWT expired')
  if (nbf !== undefined && nbf > nowSeconds + skew) throw invalidToken('PGRST303', 'JWT not yet valid')
  if (iat !== undefined && iat > nowSeconds + skew) throw invalidToken('PGRST303', 'JWT issued at future')
}

/** The caller behind a bearer token, or behind the API key alone. */
export async function callerOf(
  bearer: string | undefined,
  keyRole: KeyRole,
  tokens: Tokens,
  nowSeconds: number,
): Promise<Caller> {
  if (bearer === undefined) return { role: keyRole, claims: { iss: 'supabase', role: keyRole } }
  const verified = await tokens.verify(bearer)
  if (!verified.ok) throw undecodable(verified.fault, verified.parts)
  checkClaims(verified.claims, nowSeconds)
  const role = typeof verified.claims.role === 'string' ? verified.claims.role : 'anon'
  return { role, claims: { ...verified.claims, role } }
}
