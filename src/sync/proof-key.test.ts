import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { challengeOf, newVerifier } from './proof-key.ts'

test('a secret is of the alphabet and length that is asked for, and never the same', () => {
  const secrets = Array.from({ length: 50 }, newVerifier)
  for (const secret of secrets) expect(secret).toMatch(/^[A-Za-z0-9_-]{43}$/)
  expect(new Set(secrets).size).toBe(50)
})

test('its hash is SHA-256 in base64url, as the standard has it', async () => {
  expect(await challengeOf('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk')).toBe('E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM')
  const secret = newVerifier()
  expect(await challengeOf(secret)).toBe(createHash('sha256').update(secret).digest('base64url'))
})
