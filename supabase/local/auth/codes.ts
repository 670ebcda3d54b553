import { createHash, randomInt, timingSafeEqual } from 'node:crypto'
import type { PoolClient } from 'pg'
import { authSettings } from '../settings.ts'
import type { Mailbox } from './mailbox.ts'
import { AuthRefusal } from './refusal.ts'
import { confirmEmail, createUser, findUser, takeNewEmail, type UserRow } from './users.ts'

/** A one-time code is kept as a hash that binds it to its address. */
const hashOf = (email: string, code: string) =>
  createHash('sha224')
    .update(email + code)
    .digest('hex')

const newCode = () => String(randomInt(10 ** authSettings.codeDigits)).padStart(authSettings.codeDigits, '0')

/** The address in the form it is kept in. */
export function checkedEmail(email: unknown): string {
  const address = typeof email === 'string' ? email.trim().toLowerCase() : ''
  if (address === '') throw new AuthRefusal(400, 'validation_failed', 'One of email or phone must be set')
  const wellFormed = address.length <= 255 && /^[^\s@"<>]+@[^\s@.]+(\.[^\s@.]+)+$/.test(address)
  if (!wellFormed) throw new AuthRefusal(400, 'validation_failed', 'Unable to validate email address: invalid format')
  return address
}

function refuseHaste(sentAt: Date | null): void {
  const left = sentAt ? sentAt.getTime() / 1000 + authSettings.secondsBetweenCodes - Date.now() / 1000 : 0
  if (left <= 0) return
  const message = `For security purposes, you can only request this after ${Math.floor(left)} seconds.`
  throw new AuthRefusal(429, 'over_email_send_rate_limit', message)
}

export interface CodeRequest {
  email: string
  createUser: boolean
  metadata: Record<string, unknown>
}

/** Sends a sign-in code; a person seen for the first time becomes a user that is not confirmed yet. */
export async function sendSignInCode(client: PoolClient, mailbox: Mailbox, request: CodeRequest): Promise<void> {
  const known = await findUser(client, 'email', request.email, true)
  if (!known && !request.createUser) throw new AuthRefusal(422, 'otp_disabled', 'Signups not allowed for otp')
  const user =
    known ?? (await createUser(client, { email: request.email, anonymous: false, metadata: request.metadata }))
  const kind = user.email_confirmed_at ? 'recovery' : 'confirmation'
  refuseHaste(kind === 'recovery' ? user.recovery_sent_at : user.confirmation_sent_at)
  const code = newCode()
  await client.query(
    `update auth.users set ${kind}_token = $2, ${kind}_sent_at = now(), updated_at = now() where id = $1`,
    [user.id, hashOf(request.email, code)],
  )
  mailbox.deliver({ to: request.email, purpose: 'sign-in', code })
}

/** Sends a code to an address that a user without one wants to have. */
export async function sendNewEmailCode(
  client: PoolClient,
  mailbox: Mailbox,
  user: UserRow,
  email: string,
): Promise<void> {
  if (await findUser(client, 'email', email)) {
    throw new AuthRefusal(422, 'email_exists', 'A user with this email address has already been registered')
  }
  refuseHaste(user.email_change_sent_at)
  const code = newCode()
  await client.query(
    `update auth.users set email_change = $2, email_change_token_new = $3, email_change_sent_at = now(), updated_at = now() where id = $1`,
    [user.id, email, hashOf(email, code)],
  )
  mailbox.deliver({ to: email, purpose: 'new-address', code })
}

const expired = () => new AuthRefusal(403, 'otp_expired', 'Token has expired or is invalid')

function holds(given: string, kept: string | null, sentAt: Date | null): boolean {
  if (!kept || !sentAt || kept.length !== given.length) return false
  const fresh = Date.now() <= sentAt.getTime() + authSettings.codeSeconds * 1000
  return fresh && timingSafeEqual(Buffer.from(given), Buffer.from(kept))
}

const codeTypes = ['email', 'signup', 'magiclink', 'recovery', 'invite']

/** Uses a code up and gives the user it proves; every way of being wrong gets the same answer. */
export async function useCode(client: PoolClient, type: string, email: string, code: string): Promise<UserRow> {
  const hash = hashOf(email, code)
  if (type === 'email_change') {
    const user = await findUser(client, 'email_change', email, true)
    if (!user || !holds(hash, user.email_change_token_new, user.email_change_sent_at)) throw expired()
    return takeNewEmail(client, user)
  }
  if (!codeTypes.includes(type)) throw new AuthRefusal(400, 'validation_failed', 'Unsupported verification type')
  const user = await findUser(client, 'email', email, true)
  const confirms = type !== 'magiclink' && type !== 'recovery'
  const recovers = type !== 'signup' && type !== 'invite'
  const right =
    user &&
    ((confirms && holds(hash, user.confirmation_token, user.confirmation_sent_at)) ||
      (recovers && holds(hash, user.recovery_token, user.recovery_sent_at)))
  if (!right) throw expired()
  return confirmEmail(client, user.id)
}
