import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose'

/** What the data folder keeps to itself: the database's password, the secret API key and the key that signs tokens. */
export interface Secrets {
  databasePassword: string
  secretKey: string
  signingKey: JWK & { kid: string }
}

async function newSecrets(databasePassword: string): Promise<Secrets> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true })
  const jwk = await exportJWK(privateKey)
  return {
    databasePassword,
    secretKey: `sb_secret_${randomBytes(24).toString('base64url')}`,
    signingKey: { ...jwk, alg: 'ES256', use: 'sig', kid: await calculateJwkThumbprint(jwk) },
  }
}

/** Reads the secrets of a data folder, which are made the first time, readable by their owner alone. */
export async function keepSecrets(file: string, databasePassword: string): Promise<Secrets> {
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Secrets
  const secrets = await newSecrets(databasePassword)
  writeFileSync(file, JSON.stringify(secrets, null, 2), { mode: 0o600 })
  chmodSync(file, 0o600)
  return secrets
}
