import { request as httpRequest } from 'node:http'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startStandIn, type StandIn } from './stand-in.ts'

let standIn: StandIn
beforeAll(async () => {
  standIn = await startStandIn()
})
afterAll(() => standIn.stop())

const ask = (path: string, init: RequestInit = {}) =>
  fetch(`${standIn.url}${path}`, { ...init, headers: { apikey: standIn.publishableKey, ...init.headers } })

describe('what the stand-in does not support', () => {
  it.each([
    ['GET', '/rest/v1/items?select=*'],
    ['POST', '/rest/v1/items'],
    ['GET', '/rest/v1/'],
    ['GET', '/rest/v1/rpc/pull?stream=eq.library'],
    ['POST', '/rest/v1/rpc/pull?select=uid'],
    ['GET', '/auth/v1/authorize?provider=google'],
    ['POST', '/auth/v1/token?grant_type=password'],
    ['GET', '/auth/v1/admin/users'],
    ['GET', '/storage/v1/bucket'],
    ['POST', '/storage/v1/object/list/files'],
    ['POST', '/storage/v1/object/sign/files/a.txt'],
  ])('is answered 501 and named: %s %s', async (method, path) => {
    const response = await ask(path, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(method === 'POST' ? { body: '{}' } : {}),
    })
    expect(response.status).toBe(501)
    expect(((await response.json()) as { message: string }).message).toMatch(/does not support .+/)
  })
})

describe('other origins', () => {
  it('may ask with any header', async () => {
    const response = await ask('/rest/v1/rpc/pull', {
      method: 'OPTIONS',
      headers: {
        origin: 'http://localhost:1',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'apikey,content-type',
      },
    })
    expect(response.status).toBe(204)
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    expect(response.headers.get('access-control-allow-headers')).toBe('apikey,content-type')
  })
  it('may read answers, refusals too', async () => {
    for (const path of ['/rest/v1/rpc/nothing', '/auth/v1/settings', '/rest/v1/items']) {
      expect((await ask(path)).headers.get('access-control-allow-origin')).toBe('*')
    }
  })
})

describe('the mailbox page', () => {
  const page = async () => (await ask('/mailbox')).text()

  it('shows what was sent, and shows it as text', async () => {
    expect(await page()).toContain('Ingen e-post ennå')
    const email = "<script>o'k</script>@example.com".replaceAll(/[<>]/g, '&')
    await ask('/auth/v1/otp', {
      method: 'POST',
      body: JSON.stringify({ email }),
      headers: { 'content-type': 'application/json' },
    })
    const html = await page()
    expect(html).toContain('&amp;script&amp;o&#39;k')
    expect(html).toMatch(/<code>\d{6}<\/code>/)
  })
  it('allows nothing to run or load', async () => {
    const policy = (await ask('/mailbox')).headers.get('content-security-policy')
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toContain('unsafe')
  })
})

describe('odd requests', () => {
  it('with a malformed address get 400', async () => {
    expect((await ask('/rest/v1/rpc/%E0%A4%A')).status).toBe(400)
  })
  it('with a path out of the folder get nothing', async () => {
    const status = await new Promise((resolve, reject) => {
      const { hostname, port } = new URL(standIn.url)
      httpRequest({ hostname, port, path: '/storage/v1/object/public/b/..%2f..%2fsecrets.json' }, (response) => {
        response.resume()
        resolve(response.statusCode)
      })
        .on('error', reject)
        .end()
    })
    expect(status).toBe(400)
  })
})

describe('a database that drops its connections', () => {
  it('is used again without a restart', async () => {
    const who = () =>
      ask('/rest/v1/rpc/pull', {
        method: 'POST',
        body: '{"stream":"library"}',
        headers: { 'content-type': 'application/json' },
      })
    expect((await who()).status).toBe(200)
    const admin = new Client({ connectionString: standIn.adminUrl })
    await admin.connect()
    await admin.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and usename is not null',
    )
    await admin.end()
    await expect.poll(async () => (await who()).status).toBe(200)
    expect(
      (await ask('/auth/v1/signup', { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } }))
        .status,
    ).toBe(200)
  })
})

describe('the database', () => {
  it('is open to this machine alone and asks for a password', async () => {
    const wrong = standIn.databaseUrl.replace(/:[^:@/]+@/, ':wrong@')
    await expect(new Client({ connectionString: wrong }).connect()).rejects.toMatchObject({ code: '28P01' })
    const client = new Client({ connectionString: standIn.databaseUrl })
    await client.connect()
    const { rows } = await client.query(`
      select current_setting('listen_addresses') as listens, current_setting('unix_socket_directories') as sockets,
        current_setting('server_encoding') as encoding, version() as version,
        (select datlocprovider::text || ' ' || datlocale from pg_database where datname = 'postgres') as locale,
        (select rolsuper from pg_roles where rolname = current_user) as super`)
    await client.end()
    expect(rows[0]).toMatchObject({
      listens: '127.0.0.1',
      sockets: '',
      encoding: 'UTF8',
      locale: 'b C.UTF-8',
      super: false,
    })
    expect(rows[0].version).toMatch(/^PostgreSQL 17\./)
  })
})
