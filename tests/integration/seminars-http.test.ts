import 'fake-indexeddb/auto'
import { createHash, randomUUID } from 'node:crypto'
import { createClient, type SupabaseClient } from '@supabase/supabase-js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fileAdapter, type InUsersName } from '../../src/backend/file-adapter.ts'
import { FileStore } from '../../src/data/file-store.ts'
import { FilesDatabase } from '../../src/data/files-database.ts'
import { failure, success } from '../../src/domain/result.ts'
import { downloadFile } from '../../src/sync/download-file.ts'
import { startStandIn, type StandIn } from '../../supabase/local/stand-in.ts'
import { withClient } from '../support/database.ts'
import { op, type OpAnswer, type Role } from '../support/pushing.ts'

/** A seminar from its making to what people thought of it, over HTTP with the real clients, by everyone who may and may not. */
let standIn: StandIn
let office: SupabaseClient
let host: SupabaseClient
let stranger: SupabaseClient
let attendee: SupabaseClient
let outsider: SupabaseClient
const label = { nb: 'N', nn: 'N' }
const form = { title: label, reviewed: '2026-11-27', versions: [{ version: 1, steps: [{ id: 's', questions: [{ id: 'nytte', kind: 'scale', label, from: 1, to: 5, ends: { from: label, to: label } }] }] }] }
const nobody = () => createClient(standIn.url, standIn.publishableKey, { auth: { persistSession: false, autoRefreshToken: false } })

beforeAll(async () => {
  standIn = await startStandIn()
  await withClient(standIn.databaseUrl, (db) => db.query(`begin; select private.lock_stream('library');
    insert into public.documents (id, kind, slug, data, published) values (gen_random_uuid(), 'form', 'evaluering', '${JSON.stringify(form)}', true); commit`))
  office = await withAccount('kontor@example.com', { role: 'office' })
  host = await withAccount('bjerke@example.com', { role: 'developer', organisation: 'BBJ' })
  stranger = await withAccount('alna@example.com', { role: 'developer', organisation: 'BAL' })
  attendee = await anonymous()
  outsider = await anonymous()
})
afterAll(() => standIn?.stop())

async function anonymous(): Promise<SupabaseClient> {
  const client = nobody()
  await client.auth.signInAnonymously()
  return client
}
async function withAccount(email: string, { role, organisation }: Role): Promise<SupabaseClient> {
  const client = nobody()
  await client.auth.signInWithOtp({ email })
  const mails = await (await fetch(`${standIn.url}/mailbox.json`)).json() as { to: string; code: string }[]
  const { data } = await client.auth.verifyOtp({ email, token: mails.find(({ to }) => to === email)!.code, type: 'email' })
  await withClient(standIn.databaseUrl, (db) => db.query('insert into public.role_assignments (user_id, role, organisation) values ($1, $2, $3)', [data.user!.id, role, organisation ?? null]))
  return client
}
async function push(client: SupabaseClient, kind: string, payload: object): Promise<OpAnswer> {
  const { data, error } = await client.rpc('push', { client: 1, ops: [op(kind, payload)] })
  expect(error).toBeNull()
  return (data as { answers: OpAnswer[] }).answers[0]!
}
const outcome = async (client: SupabaseClient, kind: string, payload: object) => {
  const { status, code } = await push(client, kind, payload)
  return code ?? status
}
async function rpc<T>(client: SupabaseClient, routine: string, args: object): Promise<T> {
  const { data, error } = await client.rpc(routine, args)
  expect(error).toBeNull()
  return data as T
}
const joinedRows = async (client: SupabaseClient) => (await rpc<{ rows: { kind: string; slug: string; data: { title: string } }[] }>(client, 'pull', { stream: 'joined' })).rows
const bytes = Uint8Array.from({ length: 700_000 }, (_, i) => (i * 131) % 253)
const sha256 = createHash('sha256').update(bytes).digest('hex')
const pdf = { name: 'kartlegging.pdf', type: 'application/pdf', bytes: bytes.length, sha256 }
const upload = (client: SupabaseClient, bucket: string, name: string, content: Uint8Array<ArrayBuffer> = bytes) =>
  client.storage.from(bucket).upload(name, new Blob([content], { type: 'application/pdf' }), { cacheControl: '31536000', contentType: 'application/pdf' })

/** Asks in the name of this client's user, as a session does. */
const inNameOf = (client: SupabaseClient): InUsersName => async (ask) => ask((await client.auth.getSession()).data.session!.access_token)
let stores = 0
const newStore = () => new FileStore(new FilesDatabase(`http-${stores += 1}`))
const hash = async (content: Uint8Array) => createHash('sha256').update(content).digest('hex')
async function fetched(client: SupabaseClient, open: boolean, { store = newStore(), fetch }: { store?: FileStore; fetch?: typeof globalThis.fetch } = {}) {
  const file = { ...pdf, open }
  await store.want(file, 1)
  return downloadFile(file, store, fileAdapter(standIn.url, standIn.publishableKey, inNameOf(client), fetch), hash, new AbortController().signal)
}

test('a seminar that is for its members, from making it to what they thought of it', async () => {
  // Made by the one who hosts it, and by nobody who does not.
  const id = randomUUID()
  const seminar = { id, host: 'BBJ', title: 'Samling om overganger', type: 'gathering', date: '2026-12-04' }
  for (const other of [attendee, stranger]) expect(await outcome(other, 'seminar.create', { ...seminar, id: randomUUID() })).toBe('forbidden')
  const { result } = await push(host, 'seminar.create', seminar)
  const slug = result!.slug as string
  expect(slug).toBe('samling-om-overganger-2026')
  const [row] = await joinedRows(host)
  expect(await outcome(host, 'seminar.edit', { seminar: id, base: (row as unknown as { rev: number }).rev, fields: { place: 'Vollebekk skole' } })).toBe('applied')
  for (const other of [attendee, stranger, outsider]) expect(await joinedRows(other)).toEqual([])

  // Its files are uploaded by hosts alone, by their hash.
  for (const other of [attendee, nobody()]) expect((await upload(other, 'files', sha256)).error).not.toBeNull()
  expect((await upload(host, 'files', 'kartlegging.pdf')).error).not.toBeNull()
  expect((await upload(host, 'files', sha256)).error).toBeNull()
  const file = { id: randomUUID(), ref: `seminar:${slug}`, title: 'Kartlegging', ...pdf, open: false }
  for (const other of [attendee, stranger]) expect(await outcome(other, 'file.add', file)).toBe('forbidden')
  expect(await outcome(host, 'file.add', file)).toBe('applied')

  // Codes.
  for (const other of [attendee, stranger]) expect(await rpc(other, 'make_seminar_code', { seminar: slug })).toMatchObject({ status: 'forbidden' })
  expect((await nobody().rpc('make_seminar_code', { seminar: slug })).error).not.toBeNull()
  expect((await nobody().rpc('join_by_code', { code: 'ABC-1234' })).error).not.toBeNull()
  const { code } = await rpc<{ code: string }>(host, 'make_seminar_code', { seminar: slug })
  expect(await rpc(attendee, 'join_by_code', { code: 'ABC-12' })).toMatchObject({ status: 'unknown' })
  expect(await rpc(attendee, 'join_by_code', { code: code.toLowerCase() })).toMatchObject({ status: 'joined', seminar: slug })
  expect((await joinedRows(attendee)).map(({ kind, data }) => `${kind} ${data.title}`).sort()).toEqual(['file Kartlegging', 'seminar Samling om overganger'])
  expect(await rpc(host, 'close_seminar_code', { code })).toMatchObject({ status: 'closed' })
  expect(await rpc(outsider, 'join_by_code', { code })).toMatchObject({ status: 'closed' })
  expect(await joinedRows(outsider)).toEqual([])

  // What members fetch, and nobody else.
  expect(await fetched(attendee, false)).toEqual(success(true))
  for (const other of [outsider, stranger]) expect(await fetched(other, false)).toEqual(failure('not-found'))
  expect(await fetched(attendee, true)).toEqual(failure('not-found'))

  // What they thought of it.
  expect(await outcome(attendee, 'report.submit', { id: randomUUID(), form: 'evaluering', formVersion: 1, answers: { nytte: 5 }, context: { ref: `seminar:${slug}` }, hidePlace: false })).toBe('applied')
  expect(await rpc(host, 'evaluation', { seminar: slug })).toMatchObject({ status: 'shown', joined: 1, answered: 1, told: 0, counts: [], texts: [] })
  for (const other of [attendee, stranger]) expect(await rpc(other, 'evaluation', { seminar: slug })).toEqual({ uid: expect.any(String) as string, status: 'forbidden' })
  expect((await nobody().rpc('evaluation', { seminar: slug })).error).not.toBeNull()

  // Published by the office, with files that everyone may fetch, from a bucket that asks nobody.
  expect(await outcome(host, 'seminar.publish', { seminar: id, published: true })).toBe('forbidden')
  expect(await outcome(office, 'seminar.publish', { seminar: id, published: true })).toBe('not-allowed')
  expect((await upload(office, 'open-files', sha256)).error).toBeNull()
  expect(await outcome(office, 'file.open', { file: file.id })).toBe('applied')
  expect(await outcome(office, 'seminar.publish', { seminar: id, published: true })).toBe('applied')
  expect(await fetched(outsider, true)).toEqual(success(true))
  const address = nobody().storage.from('open-files').getPublicUrl(sha256).data.publicUrl
  expect((await fetch(address)).headers.get('cache-control')).toBe('max-age=31536000')

  // What a page carries stays; what none does can go, and is gone for who had not fetched it.
  expect((await host.storage.from('files').remove([sha256])).data).toEqual([])
  expect(await outcome(host, 'file.remove', { file: file.id })).toBe('applied')
  expect(await rpc<{ rows: { kind: string }[] }>(nobody(), 'pull', { stream: 'library' }).then(({ rows }) => rows.filter(({ kind }) => kind === 'file'))).toEqual([])
  expect((await attendee.storage.from('open-files').remove([sha256])).data).toEqual([])
  expect((await office.storage.from('open-files').remove([sha256])).data).toHaveLength(1)
  expect(await fetched(outsider, true)).toEqual(failure('not-found'))
}, 60_000)

test('a download that the network cuts goes on where it was, and a token that has run out is no end of it', async () => {
  const id = randomUUID()
  const { result } = await push(host, 'seminar.create', { id, host: 'BBJ', title: 'Mer', type: 'seminar', date: '2026-12-05' })
  if ((await host.storage.from('files').createSignedUrl(sha256, 60)).error) await upload(host, 'files', sha256)
  await push(host, 'file.add', { id: randomUUID(), ref: `seminar:${result!.slug as string}`, title: 'Fil', ...pdf, open: false })
  const store = newStore()
  const ranges: (string | null)[] = []
  const cut: typeof globalThis.fetch = async (input, init) => {
    const answer = await fetch(input, init)
    if (!answer.body || init?.method === 'POST') return answer
    ranges.push(new Headers(init?.headers).get('Range'))
    let left = 70_000
    const broken = answer.body.pipeThrough(new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        controller.enqueue(chunk.subarray(0, left))
        left -= chunk.byteLength
        if (left <= 0) controller.error(new TypeError('network'))
      },
    }, undefined, { highWaterMark: 100 }))
    return new Response(broken, answer)
  }
  let results = 0
  for (let last; !last?.ok; last = await fetched(host, false, { store, fetch: cut })) results += 1
  expect(results).toBeGreaterThanOrEqual(10)
  expect(ranges.slice(0, 2)).toEqual([null, expect.stringMatching(/^bytes=\d+-$/) as string])
  expect(await hash(new Uint8Array(await (await store.open(sha256))!.arrayBuffer()))).toBe(sha256)
}, 60_000)
