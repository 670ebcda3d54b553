import { createClient, type SupabaseClient } from '@supabase/supabase-js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTarget, type ContractTarget } from './target.ts'

let target: ContractTarget
let owner: SupabaseClient
let other: SupabaseClient

const clean = `
  drop policy if exists "contract: people keep files in their own folder" on storage.objects;
  do $$ begin perform set_config('storage.allow_delete_query', 'true', true);
    delete from storage.objects where bucket_id like 'contract-%'; delete from storage.buckets where id like 'contract-%'; end $$;`

beforeAll(async () => {
  target = await openTarget()
  await target.sql(clean)
  await target.sql(`
    insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types) values
      ('contract-public', 'contract-public', true, 100, array['text/plain', 'image/*']), ('contract-private', 'contract-private', false, null, null);
    create policy "contract: people keep files in their own folder" on storage.objects for all to authenticated
      using (bucket_id like 'contract-%' and (storage.foldername(name))[1] = (select auth.uid())::text)
      with check (bucket_id like 'contract-%' and (storage.foldername(name))[1] = (select auth.uid())::text);`)
  owner = await signedIn()
  other = await signedIn()
})
afterAll(async () => {
  await target.sql(clean)
  await target.stop()
})

async function signedIn(): Promise<SupabaseClient> {
  const client = createClient(target.url, target.anonKey, { auth: { persistSession: false, autoRefreshToken: false } })
  await client.auth.signInAnonymously()
  return client
}

const folderOf = async (client: SupabaseClient) => (await client.auth.getUser()).data.user?.id ?? ''
const text = (content: string, type = 'text/plain') => new Blob([content], { type })

/** HTTP says 400; what it means stands in the body. */
const toldStatus = (error: unknown) => Number((error as { statusCode?: string } | null)?.statusCode)

describe('files', () => {
  it('are kept and given back to whom the policies allow', async () => {
    const path = `${await folderOf(owner)}/et notat.txt`
    const { data, error } = await owner.storage.from('contract-private').upload(path, text('blåbær'))
    expect([error, data?.path]).toEqual([null, path])
    const { data: file } = await owner.storage.from('contract-private').download(path)
    expect([await file?.text(), file?.type]).toEqual(['blåbær', 'text/plain'])
  })
  it('are not found by others', async () => {
    const path = `${await folderOf(owner)}/hemmelig.txt`
    await owner.storage.from('contract-private').upload(path, text('x'))
    const { error } = await other.storage.from('contract-private').download(path)
    expect(error).not.toBeNull()
    expect((await fetch(`${target.url}/storage/v1/object/public/contract-private/${path}`)).ok).toBe(false)
  })
  it('are not taken where the policies forbid it', async () => {
    const { error } = await other.storage
      .from('contract-private')
      .upload(`${await folderOf(owner)}/inntrenger.txt`, text('x'))
    expect(toldStatus(error)).toBe(403)
  })
  it('are not overwritten unless that is asked for', async () => {
    const path = `${await folderOf(owner)}/to.txt`
    const bucket = owner.storage.from('contract-private')
    await bucket.upload(path, text('en'))
    expect(toldStatus((await bucket.upload(path, text('to'))).error)).toBe(409)
    expect((await bucket.upload(path, text('to'), { upsert: true })).error).toBeNull()
    expect(await (await bucket.download(path)).data?.text()).toBe('to')
  })
  it('of a public bucket are for everyone, without a key', async () => {
    const path = `${await folderOf(owner)}/aapen.txt`
    await owner.storage.from('contract-public').upload(path, text('åpent'), { cacheControl: '60' })
    const response = await fetch(owner.storage.from('contract-public').getPublicUrl(path).data.publicUrl)
    expect([response.status, await response.text(), response.headers.get('cache-control')]).toEqual([
      200,
      'åpent',
      expect.stringContaining('max-age=60'),
    ])
  })
  it('are given in part to who asks for one, so that what was cut off can go on', async () => {
    const path = `${await folderOf(owner)}/del.txt`
    await owner.storage.from('contract-public').upload(path, text('0123456789'))
    const address = owner.storage.from('contract-public').getPublicUrl(path).data.publicUrl
    const part = async (range: string) => {
      const response = await fetch(address, { headers: { range } })
      return [response.status, response.headers.get('content-range'), await response.text()]
    }
    expect(await part('bytes=0-3')).toEqual([206, 'bytes 0-3/10', '0123'])
    expect(await part('bytes=4-')).toEqual([206, 'bytes 4-9/10', '456789'])
    expect(await part('bytes=-2')).toEqual([206, 'bytes 8-9/10', '89'])
    expect((await fetch(address, { headers: { range: 'bytes=10-' } })).status).toBe(416)
    expect((await fetch(address)).headers.get('accept-ranges')).toBe('bytes')
  })
  it('are given to who has a signed address, for a while; and only who may read a file can sign for it', async () => {
    const path = `${await folderOf(owner)}/signert.txt`
    const bucket = owner.storage.from('contract-private')
    await bucket.upload(path, text('for de inviterte'))
    const { data, error } = await bucket.createSignedUrl(path, 60)
    expect(error).toBeNull()
    const address = data!.signedUrl
    const response = await fetch(address, { headers: { range: 'bytes=4-5' } })
    expect([response.status, await response.text(), response.headers.has('expires')]).toEqual([206, 'de', true])
    expect((await other.storage.from('contract-private').createSignedUrl(path, 60)).error).not.toBeNull()
    await bucket.upload(`${await folderOf(owner)}/annen.txt`, text('x'))
    expect((await fetch(address.replace('signert.txt', 'annen.txt'))).status).toBe(400)
    expect((await fetch(`${address}x`)).status).toBe(400)
    const { data: short } = await bucket.createSignedUrl(path, 1)
    await expect.poll(async () => (await fetch(short!.signedUrl)).status, { timeout: 10_000, interval: 500 }).toBe(400)
  })
  it('too large or of the wrong kind are refused by the bucket', async () => {
    const bucket = owner.storage.from('contract-public')
    const folder = await folderOf(owner)
    expect(toldStatus((await bucket.upload(`${folder}/stor.txt`, text('x'.repeat(101)))).error)).toBe(413)
    expect(toldStatus((await bucket.upload(`${folder}/side.html`, text('<b>', 'text/html'))).error)).toBe(415)
  })
  it('are deleted, several at a time, by whom the policies allow, and by others not', async () => {
    const [one, two] = [`${await folderOf(owner)}/bort-1.txt`, `${await folderOf(owner)}/bort-2.txt`]
    const bucket = owner.storage.from('contract-private')
    for (const path of [one, two]) await bucket.upload(path, text('x'))
    expect((await other.storage.from('contract-private').remove([one])).data).toEqual([])
    expect((await bucket.download(one)).error).toBeNull()
    expect((await bucket.remove([one, two, 'finnes/ikke.txt'])).data?.map(({ name }) => name).sort()).toEqual([one, two])
    expect((await bucket.download(one)).error).not.toBeNull()
  })
  it('of a bucket that does not exist are not found', async () => {
    const { error } = await owner.storage.from('contract-nothing').upload('a/b.txt', text('x'))
    expect(toldStatus(error)).toBe(404)
  })
})
