import { request as httpRequest, type IncomingMessage } from 'node:http'
import { Client, Pool } from 'pg'
import { outliveConnections } from './postgres/outlive-connections.ts'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { mailboxPages } from './auth/mailbox.ts'
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
    ['POST', '/storage/v1/object/sign/files'],
    ['PUT', '/storage/v1/object/sign/files/a.txt'],
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

describe('who may open the mailbox', () => {
  /** What a request with this Host header gets; `fetch` would not send it. */
  const statusFor = (host: string, path: string, at = standIn.url) =>
    new Promise((resolve, reject) => {
      const { hostname, port } = new URL(at)
      httpRequest({ hostname, port, path, headers: { host } }, (response) => {
        response.resume()
        resolve(response.statusCode)
      })
        .on('error', reject)
        .end()
    })

  it.each(['localhost', '127.0.0.1:4173', '[::1]:4173'])('opens by the address %s', async (host) => {
    expect(await statusFor(host, '/mailbox')).toBe(200)
  })
  it.each(['/mailbox', '/mailbox.json'])('is closed to a name that somebody else has pointed here: %s', async (path) => {
    expect(await statusFor('feltboka.example', path)).toBe(403)
  })
  it('is closed to other machines', async () => {
    const mails = mailboxPages({ deliver: () => {}, mails: () => [] }, 'localhost')
    const from = (remoteAddress: string) =>
      mails['/mailbox.json']?.({ headers: { host: '10.0.0.1' }, socket: { remoteAddress, localAddress: '10.0.0.1' } } as IncomingMessage).status
    expect([from('10.0.0.2'), from('10.0.0.1')]).toEqual([403, 200])
  })
})

describe('odd requests', () => {
  it('that bring a service down get 500, without saying why', async () => {
    const said = vi.spyOn(console, 'error').mockImplementation(() => {})
    const response = await ask('/auth/v1/signup', { method: 'POST', body: '{"data":{"x":"\\u0000"}}' })
    expect(response.status).toBe(500)
    expect(await response.text()).not.toMatch(/unicode|json/i)
    expect(said).toHaveBeenCalledOnce()
    said.mockRestore()
  })
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
    const signUp = () =>
      ask('/auth/v1/signup', { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } })
    await expect.poll(async () => (await signUp()).status).toBe(200)
  })
  it('while a request is at work fails that request, and nothing else', async () => {
    const database = new Pool({ connectionString: standIn.databaseUrl })
    outliveConnections(database)
    const client = await database.connect()
    const lost = new Promise((resolve) => client.once('error', resolve))
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
    const admin = new Client({ connectionString: standIn.adminUrl })
    await admin.connect()
    await admin.query('select pg_terminate_backend($1)', [rows[0]!.pid])
    await lost
    await expect(client.query('select 1')).rejects.toThrow()
    client.release(true)
    expect((await database.query('select 1 as one')).rows).toEqual([{ one: 1 }])
    await Promise.all([admin.end(), database.end()])
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
