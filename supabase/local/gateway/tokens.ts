import { compactVerify, importJWK, SignJWT, type JWK, type JWTPayload } from 'jose'
import type { Secrets } from './secrets.ts'

export type Claims = JWTPayload & Record<string, unknown>

export type TokenFault = 'empty' | 'parts' | 'key' | 'claims'
export type Verified = { ok: true; claims: Claims } | { ok: false; fault: TokenFault; parts: number }

const cacheSize = 1000

/**
 * Signs access tokens and verifies their signatures. What the claims mean (expired, not yet valid) is for each service
 * to judge, since PostgREST and Auth judge differently.
 */
export class Tokens {
  readonly #secrets: Secrets
  readonly #verified = new Map<string, Claims>()
  #keys: Promise<{ sign: CryptoKey; verify: CryptoKey }> | undefined

  constructor(secrets: Secrets) {
    this.#secrets = secrets
  }

  /** The key's public half, as `jwks.json` shows it. */
  publicKey(): JWK {
    const { kty, crv, x, y, kid, alg, use } = this.#secrets.signingKey
    return { kty, crv, x, y, kid, alg, use, key_ops: ['verify'], ext: true } as JWK
  }

  async sign(claims: Claims): Promise<string> {
    const { sign } = await this.#importedKeys()
    return new SignJWT(claims)
      .setProtectedHeader({ alg: 'ES256', kid: this.#secrets.signingKey.kid, typ: 'JWT' })
      .sign(sign)
  }

  async verify(token: string): Promise<Verified> {
    const known = this.#verified.get(token)
    if (known) return { ok: true, claims: known }
    const parts = token.split('.').length
    if (token === '' || parts !== 3) return { ok: false, fault: token === '' ? 'empty' : 'parts', parts }
    const payload = await this.#payload(token)
    if (!payload) return { ok: false, fault: 'key', parts }
    const claims = parseObject(payload)
    if (!claims) return { ok: false, fault: 'claims', parts }
    this.#remember(token, claims)
    return { ok: true, claims }
  }

  async #payload(token: string): Promise<string | undefined> {
    const { verify } = await this.#importedKeys()
    try {
      const { payload } = await compactVerify(token, verify, { algorithms: ['ES256'] })
      return new TextDecoder().decode(payload)
    } catch {
      return undefined
    }
  }

  #remember(token: string, claims: Claims): void {
    if (this.#verified.size >= cacheSize) this.#verified.delete(this.#verified.keys().next().value ?? '')
    this.#verified.set(token, claims)
  }

  async #importedKeys() {
    this.#keys ??= Promise.all([
      importJWK(this.#secrets.signingKey, 'ES256'),
      importJWK(this.publicKey(), 'ES256'),
    ]).then(([sign, verify]) => ({ sign: sign as CryptoKey, verify: verify as CryptoKey }))
    return this.#keys
  }
}

function parseObject(text: string): Claims | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Claims) : undefined
  } catch {
    return undefined
  }
}
