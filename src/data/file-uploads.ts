import { nameOf, refusalOf, titleOfName, typeByName, uploadsInTurn, type PageFile, type Upload } from '../domain/files.ts'
import type { Operation } from '../domain/operations.ts'
import { success, type ErrorCode, type Result } from '../domain/result.ts'
import { ownerNow } from '../domain/shared-device.ts'
import { inDevice, inFiles } from './databases.ts'
import { hashOfBytes } from './file-hash.ts'
import { listFiles, openHeld } from './file-repository.ts'
import { Outbox } from './outbox.ts'
import { onThisDevice, type Writing } from './random-id.ts'
import { findSeminar } from './seminar-repository.ts'
import { stored } from './storage-failure.ts'

/** Why a file was not taken: of what it is, because the page has it already, or because the device would not. */
export type NotTaken = Exclude<ReturnType<typeof refusalOf>, undefined> | 'twice' | 'full' | 'failed'

/** What the device's present user is about to add to a page, as it was chosen; to a new seminar also by its id. For `useLive`. */
export async function listUploads(...refs: string[]): Promise<Upload[]> {
  const owner = await ownerOfUploads()
  const all = await inFiles((db) => db.uploads.where('ref').anyOf(refs).toArray())
  return all.filter((one) => one.owner === owner && one.state !== 'leaving').sort((a, b) => a.at - b.at)
}

/** How many files the device's present user has chosen for pages that the server has not had yet. For `useLive`. */
export async function countUploads(): Promise<number> {
  const owner = await ownerOfUploads()
  return inFiles((db) => db.uploads.filter((one) => one.owner === owner && one.state !== 'leaving').count())
}

/** Takes a file that a person has chosen for a page, whole, so that it is here whatever happens to the network or the tab. Answers why not, if so. */
export async function chooseFile(ref: string, open: boolean, file: File, writing: Writing = onThisDevice): Promise<NotTaken | undefined> {
  const refused = refusalOf(file)
  if (refused) return refused
  let bytes: ArrayBuffer
  let sha256: string
  try {
    bytes = await file.arrayBuffer()
    sha256 = await hashOfBytes(new Uint8Array(bytes))
  } catch {
    // It was moved, or lies where nobody can read it.
    return 'failed'
  }
  const known = [...await listUploads(ref), ...(await listFiles()).filter((one) => one.ref === ref)]
  if (known.some((one) => one.sha256 === sha256)) return 'twice'
  const taken = await keep({
    id: writing.newId(), owner: await ownerOfUploads(), ref, title: titleOfName(file.name).slice(0, 150), ending: file.name.split('.').at(-1)!.toLowerCase(),
    type: typeByName(file.name)!, bytes: bytes.byteLength, sha256, open, state: 'chosen', sent: 0, at: writing.now(),
  }, bytes)
  return taken.ok ? undefined : taken.code === 'storage-full' ? 'full' : 'failed'
}

/** Another title for a file that has not been sent. */
export const retitleUpload = (id: string, title: string): Promise<Result<void>> => stored(async () => { await inFiles((db) => db.uploads.update(id, { title })) })

/** A person does without it. */
export const dropUpload = (id: string): Promise<Result<void>> => stored(() => inFiles((db) => db.transaction('rw', db.uploads, db.contents, async () => {
  await db.uploads.delete(id)
  await db.contents.delete(id)
})))

/** Sends these files, or tries them once more. They go by themselves as long as some tab is open. */
export const sendUploads = (ids: readonly string[], cleared: readonly string[] = [], { now }: Pick<Writing, 'now'> = onThisDevice): Promise<Result<void>> => stored(async () => {
  await inFiles((db) => db.uploads.where('id').anyOf(ids).modify({ state: 'waiting', sent: 0, failure: undefined, asked: now(), ...cleared.length > 0 ? { cleared: [...cleared] } : {} }))
})

/** Has the bytes of files that are for a seminar's members copied to where everyone may fetch them; `read` fetches what is not on the device. */
export async function openFiles(files: readonly PageFile[], read: (file: PageFile) => Promise<Result<Blob>>, writing: Writing = onThisDevice): Promise<Result<void>> {
  for (const { id, ...file } of files) {
    const held = await openHeld(file.sha256)
    const came = held.ok && held.value ? success(held.value) : await read({ id, ...file })
    if (!came.ok) return came
    const { ref, title, type, bytes, sha256 } = file
    const kept = await keep({
      id: `open:${id}`, owner: await ownerOfUploads(), ref, title, ending: file.name.split('.').at(-1)!, type, bytes, sha256, open: true, state: 'waiting', sent: 0, at: writing.now(), opens: id,
    }, await came.value.arrayBuffer())
    if (!kept.ok) return kept
  }
  return success(undefined)
}

/** Gives a file of a page another title. */
export const retitleFile = (file: string, title: string, cleared: readonly string[] = [], writing: Writing = onThisDevice): Promise<Result<void>> =>
  write([{ kind: 'file.edit', payload: { file, title, ...cleared.length > 0 ? { cleared: [...cleared] } : {} } }], writing)

/** Puts the files of a page in this order. */
export const orderFiles = (files: readonly PageFile[], writing: Writing = onThisDevice): Promise<Result<void>> =>
  write(files.flatMap(({ id, place }, n): Operation[] => (place === n + 1 ? [] : [{ kind: 'file.edit', payload: { file: id, place: n + 1 } }])), writing)

/** Removes a file from its page, for everyone; when the server has heard so, its bytes go as well, unless another page carries them. */
export async function removeFile(file: PageFile, writing: Writing = onThisDevice): Promise<Result<void>> {
  const written = await write([{ kind: 'file.remove', payload: { file: file.id } }], writing)
  if (!written.ok) return written
  const { id, ref, title, type, bytes, sha256, open, name } = file
  return stored(async () => {
    await inFiles(async (db) => db.uploads.put({ id, owner: await ownerOfUploads(), ref, title, ending: name.split('.').at(-1)!, type, bytes, sha256, open, state: 'leaving', sent: 0, at: writing.now() }))
  })
}

/** The next upload of a user to send, with its bytes. */
export async function nextUpload(owner: string): Promise<{ upload: Upload; content: Blob } | undefined> {
  return inFiles(async (db) => {
    for (const upload of uploadsInTurn(await db.uploads.where('state').equals('waiting').toArray(), owner)) {
      const content = await db.contents.get(upload.id)
      // Its seminar may have been published since it was chosen: what everyone reads carries what everyone may fetch.
      const seminar = !upload.open && upload.ref.startsWith('seminar:') ? await findSeminar(upload.ref.slice('seminar:'.length)) : undefined
      if (seminar && !seminar.forMembers) {
        upload.open = true
        await db.uploads.update(upload.id, { open: true })
      }
      if (content) return { upload, content: new Blob([content.bytes], { type: upload.type }) }
      await db.uploads.delete(upload.id)
    }
    return undefined
  })
}

/** The server has the bytes of an upload: its page is made to carry it, once, however often this is done. */
export async function concludeUpload({ id, opens, ref, title, ending, type, bytes, sha256, open, cleared }: Upload, writing: Writing = onThisDevice): Promise<void> {
  const operation: Operation = opens !== undefined
    ? { kind: 'file.open', payload: { file: opens } }
    : { kind: 'file.add', payload: { id, ref, title, name: nameOf({ title, ending }), type, bytes, sha256, open, ...cleared ? { cleared } : {} } }
  const isDone = opens === undefined && (await listFiles()).some((file) => file.id === id)
  if (!isDone) await inDevice((db) => new Outbox(db).add([operation], writing))
  await dropUpload(id)
}

/**
 * A file that was removed from its page, of which the server has been told so: a removal that waits, or was refused, keeps its bytes;
 * and so does adding the same ones again.
 */
export async function nextToDiscard(owner: string): Promise<Upload | undefined> {
  const entries = await inDevice((db) => new Outbox(db).visible())
  const waiting = new Set(entries.flatMap((entry) => (entry.kind === 'file.remove' && entry.delivery.state !== 'applied' ? [entry.payload.file] : [])))
  const uploads = await inFiles((db) => db.uploads.toArray())
  const needed = new Set([
    ...uploads.flatMap(({ state, sha256 }) => (state === 'leaving' ? [] : [sha256])), ...entries.flatMap((entry) => (entry.kind === 'file.add' ? [entry.payload.sha256] : [])),
  ])
  return uploads.find(({ state, owner: whose, id, sha256 }) => state === 'leaving' && whose === owner && !waiting.has(id) && !needed.has(sha256))
}

/** Someone has been erased: what they were about to upload goes as well. */
export async function dropUploadsOf(owner: string): Promise<void> {
  const ids = await inFiles((db) => db.uploads.filter((one) => one.owner === owner).primaryKeys())
  for (const id of ids) await dropUpload(id)
}

export const failUpload = async (id: string, code: ErrorCode): Promise<void> => { await inFiles((db) => db.uploads.update(id, { failure: code, sent: 0 })) }
export const tellUpload = async (id: string, sent: number): Promise<void> => { await inFiles((db) => db.uploads.update(id, { sent, failure: undefined })) }

const ownerOfUploads = (): Promise<string> => inDevice(async (db) => ownerNow(await db.present()) ?? '')

const keep = (upload: Upload, bytes: ArrayBuffer): Promise<Result<void>> => stored(() => inFiles((db) => db.transaction('rw', db.uploads, db.contents, async () => {
  await db.contents.put({ id: upload.id, bytes })
  await db.uploads.put(upload)
})))

const write = (operations: Operation[], writing: Writing): Promise<Result<void>> =>
  (operations.length === 0 ? Promise.resolve(success(undefined)) : stored(() => inDevice((db) => new Outbox(db).add(operations, writing))))
