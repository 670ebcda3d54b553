import { authSettings } from '../settings.ts'
import type { Mailbox } from './mailbox.ts'
import { AuthRefusal } from './refusal.ts'

/** What is full at first, loses one with each request, and fills up again evenly. */
interface Bucket {
  left: number
  at: number
}

/** So many within so many seconds; at most `burst` of them at once. */
interface Limit {
  name: string
  most: number
  seconds: number
  burst: number
}

const fiveMinutes = (name: string, most: number): Limit => ({ name, most, seconds: 300, burst: 30 })
const { perHour, perFiveMinutes, emailsPerHour } = authSettings
const users: Limit = { name: 'users', most: perHour.anonymousUsers, seconds: 3600, burst: perHour.anonymousUsers }
const emails: Limit = { name: 'emails', most: emailsPerHour, seconds: 3600, burst: emailsPerHour }

/** What an address may ask for, by route. */
const limits: Record<string, Limit> = {
  'POST /signup': users,
  'POST /otp': fiveMinutes('codes', perFiveMinutes.signInSignUps),
  'PUT /user': fiveMinutes('changes', perFiveMinutes.signInSignUps),
  'POST /verify': fiveMinutes('verifications', perFiveMinutes.tokenVerifications),
  'POST /token': fiveMinutes('refreshes', perFiveMinutes.tokenRefresh),
}

/** Auth's limits, by the numbers of `supabase/config.toml`, for as long as the stand-in runs. */
export class Limits {
  readonly #buckets = new Map<string, Bucket>()
  readonly #now: () => number

  /** `now` is in milliseconds. */
  constructor(now: () => number = () => Date.now()) {
    this.#now = now
  }

  /** Counts a request, and throws Auth's refusal when its address has made too many of the kind. */
  count(route: string, address: string): void {
    const limit = limits[route]
    if (limit && !this.#take(limit, address))
      throw new AuthRefusal(429, 'over_request_rate_limit', 'Request rate limit reached')
  }

  /** The mailbox, refusing what is more than everyone together may be sent. */
  ofMailbox(mailbox: Mailbox): Mailbox {
    return {
      ...mailbox,
      deliver: (mail) => {
        if (!this.#take(emails, '')) throw new AuthRefusal(429, 'over_email_send_rate_limit', 'email rate limit exceeded')
        mailbox.deliver(mail)
      },
    }
  }

  #take({ name, most, seconds, burst }: Limit, address: string): boolean {
    const key = `${name} ${address}`
    const now = this.#now()
    const { left, at } = this.#buckets.get(key) ?? { left: burst, at: now }
    const filled = Math.min(burst, left + ((now - at) / 1000) * (most / seconds))
    const allowed = filled >= 1
    this.#buckets.set(key, { left: allowed ? filled - 1 : filled, at: now })
    return allowed
  }
}
