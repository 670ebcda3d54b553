import 'fake-indexeddb/auto'
import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CarriedFile, PageFile } from '../domain/files.ts'
import { failure, success } from '../domain/result.ts'
import { deviceDatabase as db } from './device-database.ts'
import { carriedHashes, fetchFiles, filesOf, listFiles, openHeld } from './file-repository.ts'
import { chooseFile, concludeUpload, countUploads, dropUploadsOf, listUploads, nextToDiscard, nextUpload, openFiles, orderFiles, removeFile, retitleUpload, sendUploads } from './file-uploads.ts'
import { filesDatabase } from './files-database.ts'
import { Outbox } from './outbox.ts'
import { listWaiting } from './outbox-repository.ts'
import { publicDatabase } from './public-database.ts'
import { removeOtherUsers, userDatabase } from './user-database.ts'

const ref = 'seminar:a'
const carried = (more: Partial<CarriedFile> = {}): CarriedFile =>
  ({ ref, title: 'Referat', name: 'referat.pdf', type: 'application/pdf', bytes: 3, sha256: 'abc', place: 1, open: false, ...more })
const row = (id: string, more: Partial<CarriedFile> = {}) => ({ id, rev: 1, kind: 'file', slug: id, data: carried(more), firstPublished: '', updated: '', refs: [ref] }) as never
const cursor = (stream: string, verifiedAt?: number) => ({ stream, epoch: 'e', rev: 1, held: 1, digest: 0, ...verifiedAt ? { verifiedAt } : {} }) as never
const file = (name: string, content = name) => new File([content], name)
const signIn = (uid: string, anonymous = false) => db.keepFact('account', { uid, anonymous, accessToken: '', refreshToken: '' })
const choose = (...names: string[]) => Promise.all(names.map((name) => chooseFile(ref, false, file(name))))
const work = async () => (await listWaiting()).map(({ kind, payload }) => ({ kind, ...payload }))

beforeEach(() => signIn('u'))
afterEach(async () => {
  await Promise.all([db.outbox, db.facts, publicDatabase.documents, publicDatabase.cursors, filesDatabase.files, filesDatabase.pieces, filesDatabase.uploads, filesDatabase.contents].map((table) => table.clear()))
  await userDatabase('u').delete()
  await removeOtherUsers(undefined)
})

describe('what is chosen', () => {
  test('is kept whole, by its hash, under a title made of its name', async () => {
    expect(await choose('mitt_referat.pdf')).toEqual([undefined])
    const [one] = await listUploads(ref)
    expect(one).toMatchObject({ owner: 'u', title: 'Mitt referat', ending: 'pdf', type: 'application/pdf', bytes: 16, state: 'chosen', sha256: createHash('sha256').update('mitt_referat.pdf').digest('hex') })
    expect(new TextDecoder().decode((await filesDatabase.contents.get(one!.id))!.bytes)).toBe('mitt_referat.pdf')
  })
  test('is refused with the reason, also when it is there already', async () => {
    await choose('a.pdf')
    expect(await chooseFile(ref, false, file('kopi.pdf', 'a.pdf'))).toBe('twice')
    expect(await chooseFile('seminar:b', false, file('kopi.pdf', 'a.pdf'))).toBeUndefined()
    await userDatabase('u').joined.add(row('f', { sha256: createHash('sha256').update('b').digest('hex') }))
    expect(await chooseFile(ref, false, file('b.pdf', 'b'))).toBe('twice')
    expect(await choose('film.mov')).toEqual(['type'])
    const unread = Object.assign(file('borte.pdf'), { arrayBuffer: () => Promise.reject(new DOMException('gone', 'NotFoundError')) })
    expect(await chooseFile(ref, false, unread)).toBe('failed')
  })
  test('is no half of it when the device has no room', async () => {
    const full = () => { throw new DOMException('no room', 'QuotaExceededError') }
    filesDatabase.uploads.hook('creating', full)
    expect(await choose('a.pdf')).toEqual(['full'])
    filesDatabase.uploads.hook('creating').unsubscribe(full)
    expect(await filesDatabase.contents.count()).toBe(0)
  })
  test('is its owner\'s alone, and goes with who is erased', async () => {
    await choose('a.pdf')
    const [one] = await listUploads(ref)
    await sendUploads([one!.id])
    await choose('b.pdf')
    expect(await countUploads()).toBe(2)
    await signIn('v')
    expect(await listUploads(ref)).toEqual([])
    expect(await countUploads()).toBe(0)
    expect(await nextUpload('v')).toBeUndefined()
    await dropUploadsOf('u')
    expect([await filesDatabase.uploads.count(), await filesDatabase.contents.count()]).toEqual([0, 0])
  })
})

describe('what the server has the bytes of', () => {
  test('is carried by its page, once, by the title it ended up with, and is an upload no more', async () => {
    await choose('a.pdf')
    const { id } = (await listUploads(ref))[0]!
    expect(await nextUpload('u')).toBeUndefined()
    await retitleUpload(id, 'Pris 4/5')
    await sendUploads([id], ['123'])
    const next = (await nextUpload('u'))!
    expect(await next.content.text()).toBe('a.pdf')
    await concludeUpload(next.upload)
    // The tab was closed before the upload was dropped, and another one concludes it anew.
    await concludeUpload(next.upload)
    expect(await work()).toMatchObject([{ kind: 'file.add', id, ref, title: 'Pris 4/5', name: 'Pris 4 5.pdf', bytes: 5, open: false, cleared: ['123'] }])
    expect([await listUploads(ref), await filesDatabase.contents.count()]).toEqual([[], 0])
    expect(await filesOf(ref)).toMatchObject([{ id, title: 'Pris 4/5', unsent: 'waiting' }])
  })
  test('goes to where everyone may fetch it when its seminar has been published since it was chosen', async () => {
    await choose('a.pdf', 'b.pdf')
    await sendUploads((await listUploads(ref)).map(({ id }) => id))
    expect((await nextUpload('u'))!.upload.open).toBe(false)
    await publicDatabase.documents.add({ id: 's', rev: 1, kind: 'seminar', slug: 'a', data: { title: 'A' }, firstPublished: '', updated: '', refs: [] } as never)
    expect((await nextUpload('u'))!.upload.open).toBe(true)
  })
  test('that is sent once more is told apart from before, so that somebody sees to it', async () => {
    await choose('a.pdf')
    const { id } = (await listUploads(ref))[0]!
    const asked = async (at: number) => { await sendUploads([id], [], { now: () => at }); return (await listUploads(ref))[0]!.asked }
    expect([await asked(1), await asked(2)]).toEqual([1, 2])
  })
  test('is opened for everyone, from the device or by the network', async () => {
    await filesDatabase.files.add({ sha256: 'abc', bytes: 3, type: 'application/pdf', open: false, state: 'held', received: 3, asked: 1 })
    await filesDatabase.pieces.add({ sha256: 'abc', at: 0, bytes: new TextEncoder().encode('xyz').buffer })
    const files: PageFile[] = [{ ...carried(), id: 'f' }, { ...carried({ sha256: 'def' }), id: 'g' }]
    const read = async ({ sha256 }: PageFile) => success(new Blob([sha256]))
    expect(await openFiles(files, read)).toEqual(success(undefined))
    const next = (await nextUpload('u'))!
    expect([next.upload.open, await next.content.text()]).toEqual([true, 'xyz'])
    await concludeUpload(next.upload)
    expect(await (await nextUpload('u'))!.content.text()).toBe('def')
    expect(await work()).toEqual([{ kind: 'file.open', file: 'f' }])
    expect(await openFiles([{ ...carried({ sha256: 'no' }), id: 'h' }], async () => failure('offline'))).toEqual(failure('offline'))
  })
})

test('what is put in order is told of as far as it moved', async () => {
  await orderFiles([{ ...carried({ place: 4 }), id: 'b' }, { ...carried({ place: 2 }), id: 'a' }])
  expect(await work()).toEqual([{ kind: 'file.edit', file: 'b', place: 1 }])
})

test('what is removed from its page is gone here at once, and from the server when that has been told', async () => {
  await userDatabase('u').joined.add(row('f'))
  const [one] = await filesOf(ref)
  expect(await removeFile(one!)).toEqual(success(undefined))
  expect([await filesOf(ref), await nextToDiscard('u')]).toEqual([[], undefined])
  await new Outbox(db).giveUp((await listWaiting())[0]!.opId)
  expect(await nextToDiscard('u')).toMatchObject({ id: 'f', sha256: 'abc' })
  await filesDatabase.uploads.add({ ...(await filesDatabase.uploads.get('f'))!, id: 'again', state: 'waiting' })
  expect(await nextToDiscard('u')).toBeUndefined()
  await filesDatabase.uploads.delete('again')
  expect(await listUploads(ref)).toEqual([])
})

describe('what pages carry', () => {
  test('is known when every page\'s word is here, and not before', async () => {
    await publicDatabase.documents.add(row('open', { sha256: 'open' }))
    await userDatabase('u').joined.add(row('closed', { sha256: 'closed' }))
    await publicDatabase.cursors.add(cursor('library'))
    expect(await carriedHashes()).toBeUndefined()
    await publicDatabase.cursors.put(cursor('library', 1))
    expect(await carriedHashes()).toBeUndefined()
    await userDatabase('u').cursors.put(cursor('joined', 1))
    expect(await carriedHashes()).toEqual(new Set(['open', 'closed']))
    await db.facts.delete('account')
    expect(await carriedHashes()).toEqual(new Set(['open']))
    expect(await listFiles()).toHaveLength(1)
  })
  test('is everyone\'s for an anonymous user who has joined nothing', async () => {
    await signIn('u', true)
    await publicDatabase.cursors.put(cursor('library', 1))
    expect(await carriedHashes()).toBeUndefined()
    await userDatabase('u').cursors.put(cursor('mine', 1))
    expect(await carriedHashes()).toEqual(new Set())
    await userDatabase('u').mine.add({ id: 'm', rev: 1, kind: 'membership', slug: 'm', data: { seminar: 'a', joinedAt: '' }, firstPublished: null, updated: '', refs: [] } as never)
    expect(await carriedHashes()).toBeUndefined()
  })
})

test('what there is no room for is not asked for, by the browser\'s word', async () => {
  const storage = (quota: number) => ({ estimate: async () => ({ quota, usage: 10 }) })
  expect(await fetchFiles([carried()], 1, storage(12))).toEqual(failure('storage-full'))
  expect(await filesDatabase.files.count()).toBe(0)
  expect(await fetchFiles([carried()], 1, storage(13))).toEqual(success(undefined))
  expect(await filesDatabase.files.get('abc')).toMatchObject({ state: 'wanted', asked: 1 })
  expect(await openHeld('abc')).toEqual(success(undefined))
  expect(await fetchFiles([carried({ sha256: 'def' })], 2, undefined)).toEqual(success(undefined))
})
