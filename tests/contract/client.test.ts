import { createClient, type SupabaseClient } from '@supabase/supabase-js'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTarget, type ContractTarget } from './target.ts'

/** The rules as the client library sees them: what it understands is what the app can build on. */
let target: ContractTarget
beforeAll(async () => {
  target = await openTarget()
})
afterAll(() => target.stop())

const newClient = (fetch?: typeof globalThis.fetch): SupabaseClient =>
  createClient(target.url, target.anonKey, {
    auth: { persistSession: false, autoRefreshToken: false },
    global: fetch ? { fetch } : {},
  })

describe('the client library', () => {
  it('calls functions as the public, and as the user once signed in', async () => {
    const client = newClient()
    expect((await client.rpc('contract_who')).data).toMatchObject({ role: 'anon', uid: null })
    const { data } = await client.auth.signInAnonymously()
    expect((await client.rpc('contract_who')).data).toMatchObject({ role: 'authenticated', uid: data.user?.id })
    await client.auth.signOut()
    expect((await client.rpc('contract_who')).data).toMatchObject({ role: 'anon', uid: null })
  })
  it('calls by GET when asked to', async () => {
    const { data, error } = await newClient().rpc('contract_default', { needed: 4 }, { get: true })
    expect([data, error]).toEqual([14, null])
  })
  it('gets one row with single(), and none with maybeSingle()', async () => {
    const client = newClient()
    expect((await client.rpc('contract_pairs', { upto: 1 }).single()).data).toEqual({ number: 1, word: '1' })
    expect((await client.rpc('contract_pairs', { upto: 2 }).single()).error).toMatchObject({ code: 'PGRST116' })
    const none = await client.rpc('contract_pairs', { upto: 0 }).maybeSingle()
    expect([none.data, none.error]).toEqual([null, null])
  })
  it('reads the errors of functions', async () => {
    const { error, status } = await newClient().rpc('contract_raise', { state: 'PT409', message: 'opptatt' })
    expect([status, error?.code, error?.message]).toEqual([409, 'PT409', 'opptatt'])
  })
  it('signs in with a code', async () => {
    const [client, email] = [newClient(), `contract-${randomUUID()}@example.com`]
    const token = await target.requestCode(email)
    const { data, error } = await client.auth.verifyOtp({ email, token, type: 'email' })
    expect(error).toBeNull()
    expect(data.session?.user.email).toBe(email)
  })
  it('refreshes, and gives up the session only when the refresh token is refused', async () => {
    const client = newClient()
    const { data } = await client.auth.signInAnonymously()
    const refreshed = await client.auth.refreshSession()
    expect(refreshed.data.session?.refresh_token).not.toBe(data.session?.refresh_token)
    const refused = await client.auth.refreshSession({ refresh_token: 'abcdefghijkl' })
    expect(refused.error).toMatchObject({ code: 'refresh_token_not_found', status: 400 })
  })
  it('verifies a token’s signature on its own with the published keys', async () => {
    const client = newClient()
    const { data } = await client.auth.signInAnonymously()
    const { data: claims, error } = await client.auth.getClaims()
    expect(error).toBeNull()
    expect(claims?.claims.sub).toBe(data.user?.id)
  })
  it('reads the error codes of Auth', async () => {
    const { error } = await newClient().auth.verifyOtp({ email: 'ingen@example.com', token: '000000', type: 'email' })
    expect(error).toMatchObject({ code: 'otp_expired', status: 403 })
  })
})
