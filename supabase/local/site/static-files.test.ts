import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Service } from '../gateway/http.ts'
import { staticFiles } from './static-files.ts'

let folder: string
let home: string
let serve: Service
const page = `<!doctype html><title>Feltboka</title>${'<p>tekst</p>'.repeat(200)}`

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'feltboka-site-'))
  folder = join(home, 'dist')
  mkdirSync(join(folder, 'assets'), { recursive: true })
  writeFileSync(join(folder, 'index.html'), page)
  writeFileSync(join(folder, 'sw.js'), 'self')
  writeFileSync(join(folder, 'assets/app-1a2b.js'), 'console.log(1)\n'.repeat(100))
  mkdirSync(join(folder, 'snapshots'))
  writeFileSync(join(folder, 'snapshots/library-1a2b.ndjson'), '{}\n')
  writeFileSync(join(folder, 'snapshots/latest.json'), '{}')
  writeFileSync(join(folder, 'icon.png'), Buffer.from([0x89, 0x50, 0x4e, 0x47]))
  writeFileSync(
    join(folder, 'headers.json'),
    JSON.stringify({ 'Content-Security-Policy': "default-src 'none'", 'X-Content-Type-Options': 'nosniff' }),
  )
  writeFileSync(join(folder, '.sources.sha256'), 'hemmelig')
  writeFileSync(join(home, 'secret.txt'), 'hemmelig')
  serve = staticFiles(folder)
})
afterAll(() => rmSync(home, { recursive: true }))

const get = async (path: string, headers: Record<string, string> = {}, method = 'GET') => {
  const answer = await serve({
    method,
    path,
    fullPath: path,
    query: new URLSearchParams(),
    headers,
    body: () => Promise.resolve(Buffer.alloc(0)),
  })
  return { ...answer, headers: answer.headers ?? {}, text: answer.body?.toString() ?? '' }
}

describe('addresses', () => {
  it.each(['/', '/modeller', '/handboker/slik-jobber-vi/maal', '/sok', '/index.html'])(
    'of the app get its page: %s',
    async (path) => {
      expect(await get(path)).toMatchObject({
        status: 200,
        text: page,
        headers: { 'content-type': 'text/html; charset=utf-8' },
      })
    },
  )
  it('with a page of their own get that page, from whichever folder has it, and nobody keeps it', async () => {
    const pages = join(home, 'pages/modeller')
    mkdirSync(pages, { recursive: true })
    writeFileSync(join(pages, 'sprakstart.html'), '<title>Språkstart</title>')
    serve = staticFiles(folder, join(home, 'pages'))
    expect(await get('/modeller/sprakstart')).toMatchObject({ text: '<title>Språkstart</title>', headers: { 'cache-control': 'no-cache', 'content-security-policy': "default-src 'none'" } })
    expect((await get('/modeller/annet')).text).toBe(page)
    expect((await get('/modeller/')).text).toBe(page)
  })
  it.each(['/assets/gone.js', '/nothing.png', '/x.map'])('of files that are not there get 404: %s', async (path) => {
    expect((await get(path)).status).toBe(404)
  })
  it.each([
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/..%5csecret.txt',
    '/.sources.sha256',
    '/headers.json',
    '/a%00.txt',
    '/%E0%A4%A',
  ])('never lead out of the folder or to what is not for visitors: %s', async (path) => {
    const { status, text } = await get(path)
    expect([status, text]).toEqual([404, 'Not found'])
  })
  it('are not written to', async () => {
    expect(await get('/', {}, 'POST')).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD' } })
  })
})

describe('what a browser may keep', () => {
  it.each([
    ['/assets/app-1a2b.js', 'public, max-age=31536000, immutable'],
    ['/snapshots/library-1a2b.ndjson', 'public, max-age=31536000, immutable'],
    ['/snapshots/latest.json', 'no-cache'],
    ['/', 'no-cache'],
    ['/sw.js', 'no-cache'],
    ['/icon.png', 'public, max-age=3600'],
  ])('%s: %s', async (path, expected) => {
    expect((await get(path)).headers['cache-control']).toBe(expected)
  })
  it('is confirmed by its tag', async () => {
    const { headers } = await get('/', { 'accept-encoding': 'br' })
    const again = await get('/', { 'accept-encoding': 'br', 'if-none-match': String(headers.etag) })
    expect([again.status, again.text]).toEqual([304, ''])
    expect((await get('/', { 'accept-encoding': 'br', 'if-none-match': '"annet"' })).status).toBe(200)
  })
  it('has another tag when the file has changed', async () => {
    writeFileSync(join(folder, 'latest.json'), '{"release": 1}')
    const before = await get('/latest.json')
    writeFileSync(join(folder, 'latest.json'), '{"release": 22}')
    const after = await get('/latest.json')
    expect([before.text, after.text]).toEqual(['{"release": 1}', '{"release": 22}'])
    expect(before.headers.etag).not.toBe(after.headers.etag)
  })
})

describe('packing', () => {
  it('is brotli where it is taken, else gzip, else none', async () => {
    const brotli = await get('/', { 'accept-encoding': 'gzip, deflate, br' })
    const gzip = await get('/', { 'accept-encoding': 'gzip, br;q=0' })
    const none = await get('/', { 'accept-encoding': 'identity' })
    expect([brotli, gzip, none].map(({ headers }) => headers['content-encoding'])).toEqual(['br', 'gzip', undefined])
    expect(brotliDecompressSync(brotli.body as Buffer).toString()).toBe(page)
    expect(gunzipSync(gzip.body as Buffer).toString()).toBe(page)
    expect(new Set([brotli, gzip, none].map(({ headers }) => headers.etag)).size).toBe(3)
    expect(brotli.headers.vary).toBe('accept-encoding')
  })
  it('is left out for what is packed already', async () => {
    expect((await get('/icon.png', { 'accept-encoding': 'br' })).headers['content-encoding']).toBeUndefined()
  })
})

describe('security headers', () => {
  it.each(['/', '/assets/app-1a2b.js', '/nothing.png'])('are on every answer: %s', async (path) => {
    expect((await get(path)).headers).toMatchObject({ 'content-security-policy': "default-src 'none'" })
  })
  it('follow a new build', async () => {
    writeFileSync(join(folder, 'headers.json'), JSON.stringify({ 'Content-Security-Policy': "default-src 'self'" }))
    expect((await get('/')).headers['content-security-policy']).toBe("default-src 'self'")
  })
})
