import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { authSettings, projectFolder } from '../settings.ts'
import { Limits } from './limits.ts'

function tried(limits: Limits, route: string, times: number, address = '192.0.2.1'): number {
  let through = 0
  for (let n = 0; n < times; n++) {
    try {
      limits.count(route, address)
      through += 1
    } catch (error) {
      expect(error).toMatchObject({ status: 429, code: 'over_request_rate_limit' })
    }
  }
  return through
}

describe('limits', () => {
  test('let a hall through at once, and not without end', () => {
    expect(tried(new Limits(() => 0), 'POST /signup', 4000)).toBe(3000)
  })

  test('are each address\'s own, and each kind\'s', () => {
    const limits = new Limits(() => 0)
    expect(tried(limits, 'POST /verify', 40)).toBe(30)
    expect(tried(limits, 'POST /verify', 40, '192.0.2.2')).toBe(30)
    expect(tried(limits, 'POST /token', 40)).toBe(30)
    expect(tried(limits, 'GET /user', 4000)).toBe(4000)
  })

  test('give back evenly what was taken', () => {
    let now = 0
    const limits = new Limits(() => now)
    tried(limits, 'POST /verify', 40)
    now = 10_000
    expect(tried(limits, 'POST /verify', 40)).toBe(2)
    now = 3_600_000
    expect(tried(limits, 'POST /verify', 40)).toBe(30)
  })

  test('hold for e-mails to everyone together', () => {
    let delivered = 0
    const mailbox = new Limits(() => 0).ofMailbox({ deliver: () => void (delivered += 1), mails: () => [] })
    const send = (n: number) => mailbox.deliver({ to: `${n}@example.com`, purpose: 'sign-in', code: '123456' })
    for (let n = 0; n < 200; n++) send(n)
    expect(() => send(200)).toThrow('email rate limit exceeded')
    expect(delivered).toBe(200)
  })
})

test('the stand-in answers by the numbers that a real project is given', () => {
  const config = readFileSync(join(projectFolder, 'supabase/config.toml'), 'utf8')
  const told = (name: string) => Number(new RegExp(`^${name} = "?(\\d+)s?"?$`, 'm').exec(config)?.[1])
  const { perHour, perFiveMinutes, emailsPerHour, ...others } = authSettings
  expect({ ...perHour, ...perFiveMinutes, emailsPerHour, ...others }).toEqual({
    anonymousUsers: told('anonymous_users'),
    signInSignUps: told('sign_in_sign_ups'),
    tokenVerifications: told('token_verifications'),
    tokenRefresh: told('token_refresh'),
    emailsPerHour: told('email_sent'),
    accessTokenSeconds: told('jwt_expiry'),
    codeDigits: told('otp_length'),
    codeSeconds: told('otp_expiry'),
    refreshReuseSeconds: told('refresh_token_reuse_interval'),
    secondsBetweenCodes: told('max_frequency'),
  })
})
