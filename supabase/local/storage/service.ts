import { createHash, randomUUID } from 'node:crypto'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Pool, PoolClient } from 'pg'
import { checkApiKey } from '../gateway/api-key.ts'
import { json, unsupported, type Answer, type Request, type Service } from '../gateway/http.ts'
import type { Secrets } from '../gateway/secrets.ts'
import type { Tokens } from '../gateway/tokens.ts'
import { callerOf, type Caller } from '../rest/caller.ts'
import { Refusal } from '../rest/refusal.ts'
import { transactionSettings } from '../rest/statement.ts'
import { withConnection } from '../rest/transaction.ts'
import { byteRange } from './range.ts'
import { badSignature, denied, noBucket, noObject, StorageRefusal, storageRefusalOf } from './refusal.ts'
import { checkAllowed, checkedKey, readUpload, type Bucket } from './upload.ts'

interface StorageContext {
  pool: Pool
  folder: string
  tokens: Tokens
}

interface StoredObject {
  version: string
  metadata: { mimetype: string; cacheControl: string; eTag: string; lastModified: string }
}

/** Reads past row level security, as Storage does for buckets and public files. */
const trusted: Caller = { role: 'service_role', claims: { role: 'service_role' } }

/**
 * `/storage/v1/object`: files of public buckets for everyone, and of others for who has a signed address; uploading,
 * replacing, downloading, signing and deleting as the caller's role, judged by the policies on `storage.objects`. A file is
 * given whole or as the one part that is asked for. `pool` is the API's own.
 */
export function storageService(pool: Pool, folder: string, secrets: Secrets, tokens: Tokens): Service {
  return async (request) => {
    try {
      return await answer({ pool, folder, tokens }, request, secrets)
    } catch (error) {
      if (error instanceof Refusal) return denied(error.message).answer
      const refusal = storageRefusalOf(error)
      if (refusal) return refusal.answer
      throw error
    }
  }
}

const route = /^\/object\/(?:(public|authenticated|sign)\/)?([^/]+)\/(.+)$/
const otherObjectRoutes = new Set(['list', 'list-v2', 'sign', 'upload', 'info', 'copy', 'move'])

async function answer(context: StorageContext, request: Request, secrets: Secrets): Promise<Answer> {
  const [, wholeBucket] = /^\/object\/([^/]+)$/.exec(request.path) ?? []
  if (wholeBucket && request.method === 'DELETE') return removeSome(context, request, secrets, decodeURIComponent(wholeBucket))
  const [, access, bucketPart = '', keyPart = ''] = route.exec(request.path) ?? []
  const reads = request.method === 'GET' || request.method === 'HEAD'
  const known =
    keyPart !== '' &&
    !otherObjectRoutes.has(bucketPart) &&
    (reads || (access === 'sign' && request.method === 'POST') || (!access && ['POST', 'PUT', 'DELETE'].includes(request.method)))
  if (!known) return unsupported(`${request.method} /storage/v1${request.path}`)
  const [bucketId, key] = [decodeURIComponent(bucketPart), checkedKey(keyPart)]
  if (access === 'public')
    return download(context, request, trusted, await bucketNamed(context, request, bucketId), key)
  if (access === 'sign' && reads) return downloadSigned(context, request, bucketId, key)
  const apiKey = checkApiKey(request, secrets.secretKey)
  if (!apiKey.ok) return apiKey.answer
  const caller = await callerOf(apiKey.bearer, apiKey.role, context.tokens, Date.now() / 1000)
  const bucket = await bucketNamed(context, request, bucketId)
  if (access === 'sign') return sign(context, request, caller, bucket, key)
  if (reads) return download(context, request, bucket.public ? trusted : caller, bucket, key)
  if (request.method === 'DELETE') return remove(context, request, caller, bucket, key)
  const replaces = request.method === 'PUT' || request.headers['x-upsert'] === 'true'
  return upload(context, request, caller, bucket, key, replaces)
}

/** Runs queries as the caller, in one transaction that is committed when `work` returns. */
function asCaller<T>(
  { pool }: StorageContext,
  request: Request,
  caller: Caller,
  work: (client: PoolClient) => Promise<T>,
): Promise<T> {
  const facts = { method: request.method, path: request.fullPath, headers: request.headers }
  return withConnection(pool, async (client) => {
    await client.query(`begin; select ${transactionSettings(caller, [], facts)}`)
    const result = await work(client)
    await client.query('commit')
    return result
  })
}

async function bucketNamed(context: StorageContext, request: Request, id: string): Promise<Bucket> {
  const { rows } = await asCaller(context, request, trusted, (client) =>
    client.query<Bucket>('select id, public, file_size_limit, allowed_mime_types from storage.buckets where id = $1', [
      id,
    ]),
  )
  if (!rows[0]) throw noBucket()
  return rows[0]
}

const fileOf = ({ folder }: StorageContext, version: string) => join(folder, version)

async function download(
  context: StorageContext,
  request: Request,
  caller: Caller,
  bucket: Bucket,
  key: string,
  expires?: Date,
): Promise<Answer> {
  if (request.path.startsWith('/object/public/') && !bucket.public) throw noBucket()
  const found = await objectNamed(context, request, caller, bucket, key)
  const { mimetype, cacheControl, eTag, lastModified } = found.metadata
  const wished = request.query.get('download')
  const headers = {
    'accept-ranges': 'bytes',
    'content-type': mimetype,
    ...(expires ? { expires: expires.toUTCString() } : { 'cache-control': cacheControl }),
    etag: eTag,
    'last-modified': new Date(lastModified).toUTCString(),
    // The app has the same origin here, which it has not in production: a file must not be able to act in it.
    'content-security-policy': "sandbox; default-src 'none'",
    ...(wished === null
      ? {}
      : { 'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(wished || basename(key))}` }),
  }
  if (request.headers['if-none-match'] === eTag) return { status: 304, headers }
  const whole = await readFile(fileOf(context, found.version))
  if (request.headers.range === undefined) return { status: 200, headers, body: whole }
  const { from, to } = byteRange(request.headers.range, whole.length)
  return {
    status: 206,
    headers: { ...headers, 'content-range': `bytes ${from}-${to}/${whole.length}` },
    body: whole.subarray(from, to + 1),
  }
}

async function objectNamed(
  context: StorageContext,
  request: Request,
  caller: Caller,
  bucket: Bucket,
  key: string,
): Promise<StoredObject> {
  const { rows } = await asCaller(context, request, caller, (client) =>
    client.query<StoredObject>('select version, metadata from storage.objects where bucket_id = $1 and name = $2', [
      bucket.id,
      key,
    ]),
  )
  if (!rows[0]) throw noObject()
  return rows[0]
}

/** An address of a file that its reader, and whoever is given it, may use for so many seconds. */
async function sign(context: StorageContext, request: Request, caller: Caller, bucket: Bucket, key: string): Promise<Answer> {
  const { expiresIn } = JSON.parse((await request.body()).toString() || '{}') as { expiresIn?: unknown }
  if (!Number.isInteger(expiresIn) || Number(expiresIn) < 1) {
    throw new StorageRefusal(400, 'InvalidRequest', 'Error', 'body/expiresIn must be >= 1')
  }
  await objectNamed(context, request, caller, bucket, key)
  const now = Math.floor(Date.now() / 1000)
  const url = `${bucket.id}/${key}`
  const token = await context.tokens.sign({ url, scope: 'download', iat: now, exp: now + Number(expiresIn) })
  return json(200, { signedURL: `/object/sign/${url}?token=${token}` })
}

async function downloadSigned(context: StorageContext, request: Request, bucketId: string, key: string): Promise<Answer> {
  const verified = await context.tokens.verify(request.query.get('token') ?? '')
  if (!verified.ok) throw new StorageRefusal(400, 'InvalidJWT', 'InvalidJWT', 'Invalid JWT')
  const { scope, url, exp } = verified.claims
  if (scope !== 'download') throw badSignature('Token is not scoped for download')
  if (url !== `${bucketId}/${key}`) throw badSignature()
  if (Number(exp) * 1000 < Date.now()) {
    throw new StorageRefusal(400, 'InvalidJWT', 'InvalidJWT', '"exp" claim timestamp check failed')
  }
  const bucket = await bucketNamed(context, request, bucketId)
  return download(context, request, trusted, bucket, key, new Date(Number(exp) * 1000))
}

const insert = `
  insert into storage.objects (bucket_id, name, owner, owner_id, version, metadata)
  values ($1, $2, case when $3 ~ '^[0-9a-f-]{36}$' then $3::uuid end, $3, $4, $5)`
const replace = `${insert}
  on conflict (bucket_id, name) do update set version = excluded.version, metadata = excluded.metadata,
    owner = excluded.owner, owner_id = excluded.owner_id, updated_at = now()`

/** The file is written first under a name of its own, so that a row never points at a file that is not there. */
async function upload(
  context: StorageContext,
  request: Request,
  caller: Caller,
  bucket: Bucket,
  key: string,
  replaces: boolean,
): Promise<Answer> {
  const sent = await readUpload(request)
  checkAllowed(bucket, sent)
  const version = randomUUID()
  const metadata = {
    eTag: `"${createHash('md5').update(sent.bytes).digest('hex')}"`,
    size: sent.bytes.length,
    mimetype: sent.mimeType,
    cacheControl: sent.cacheControl,
    lastModified: new Date().toISOString(),
    contentLength: sent.bytes.length,
    httpStatusCode: 200,
  }
  const owner = typeof caller.claims.sub === 'string' ? caller.claims.sub : null
  await mkdir(context.folder, { recursive: true, mode: 0o700 })
  await writeFile(fileOf(context, version), sent.bytes)
  try {
    const before = await versionOf(context, request, bucket, key)
    await asCaller(context, request, caller, (client) =>
      client.query(replaces ? replace : insert, [bucket.id, key, owner, version, metadata]),
    )
    if (before) await rm(fileOf(context, before), { force: true })
  } catch (error) {
    await rm(fileOf(context, version), { force: true })
    throw error
  }
  const stored = await idOf(context, request, bucket, key)
  return json(200, { Id: stored, Key: `${bucket.id}/${key}` })
}

async function field(
  context: StorageContext,
  request: Request,
  bucket: Bucket,
  key: string,
  column: 'id' | 'version',
): Promise<string | undefined> {
  const { rows } = await asCaller(context, request, trusted, (client) =>
    client.query<{ value: string }>(
      `select ${column} as value from storage.objects where bucket_id = $1 and name = $2`,
      [bucket.id, key],
    ),
  )
  return rows[0]?.value
}
const versionOf = (context: StorageContext, request: Request, bucket: Bucket, key: string) =>
  field(context, request, bucket, key, 'version')
const idOf = (context: StorageContext, request: Request, bucket: Bucket, key: string) =>
  field(context, request, bucket, key, 'id')

/** Those of the named files that the caller may delete; it is no error that some are not. */
async function removeSome(context: StorageContext, request: Request, secrets: Secrets, bucketId: string): Promise<Answer> {
  const apiKey = checkApiKey(request, secrets.secretKey)
  if (!apiKey.ok) return apiKey.answer
  const caller = await callerOf(apiKey.bearer, apiKey.role, context.tokens, Date.now() / 1000)
  const bucket = await bucketNamed(context, request, bucketId)
  const { prefixes } = JSON.parse((await request.body()).toString() || '{}') as { prefixes?: unknown }
  if (!Array.isArray(prefixes) || !prefixes.every((one) => typeof one === 'string')) {
    throw new StorageRefusal(400, 'InvalidRequest', 'Error', 'body/prefixes must be array')
  }
  const { rows } = await asCaller(context, request, caller, (client) =>
    client.query<{ name: string; version: string }>(
      'delete from storage.objects where bucket_id = $1 and name = any ($2) returning name, version',
      [bucket.id, prefixes],
    ),
  )
  await Promise.all(rows.map(({ version }) => rm(fileOf(context, version), { force: true })))
  return json(200, rows.map(({ name }) => ({ name, bucket_id: bucket.id })))
}

async function remove(
  context: StorageContext,
  request: Request,
  caller: Caller,
  bucket: Bucket,
  key: string,
): Promise<Answer> {
  const { rows } = await asCaller(context, request, caller, (client) =>
    client.query<{ version: string }>(
      'delete from storage.objects where bucket_id = $1 and name = $2 returning version',
      [bucket.id, key],
    ),
  )
  if (!rows[0]) throw noObject()
  await rm(fileOf(context, rows[0].version), { force: true })
  return json(200, { message: 'Successfully deleted' })
}
