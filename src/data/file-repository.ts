import { layFiles, type CarriedRow } from '../domain/file-changes.ts'
import type { DeviceFile, PageFile, WantedFile } from '../domain/files.ts'
import { failure, success, type Result } from '../domain/result.ts'
import { inDevice, inFiles, inPublic, inUser } from './databases.ts'
import { FileStore } from './file-store.ts'
import { Outbox } from './outbox.ts'
import { stored } from './storage-failure.ts'
import { ofKind } from './user-database.ts'

/** The files that the pages one may read carry, page by page, each page's in their order, with what one has done to them laid over. For `useLive`. */
export async function listFiles(): Promise<PageFile[]> {
  const open = await inPublic((db) => db.documents.where('[kind+slug]').between(...ofKind('file')).toArray()) as unknown as CarriedRow[]
  const joined = await inUser((db) => db.joined.where('[kind+slug]').between(...ofKind('file')).toArray()) as unknown as CarriedRow[] | undefined
  const copies = [await inPublic((db) => db.cursors.get('library')), await inUser((db) => db.cursors.get('joined'))]
  return layFiles([...open, ...joined ?? []], await inDevice((db) => new Outbox(db).visible()), copies)
}

/** The hashes of all that some page carries; undefined as long as the device cannot know that it has every page's word. */
export async function carriedHashes(): Promise<ReadonlySet<string> | undefined> {
  const account = await inDevice((db) => db.fact('account'))
  const isWhole = async (stream: 'mine' | 'joined') => (await inUser((db) => db.cursors.get(stream)))?.verifiedAt !== undefined
  const library = (await inPublic((db) => db.cursors.get('library')))?.verifiedAt !== undefined
  // Of an anonymous user who has joined nothing there is nothing to fetch.
  const hasJoined = async () => await inUser((db) => db.mine.where('[kind+slug]').between(...ofKind('membership')).count()) !== 0
  if (!library || (account && !await isWhole('joined') && !(account.anonymous && await isWhole('mine') && !await hasJoined()))) return undefined
  return new Set((await listFiles()).map(({ sha256 }) => sha256))
}

/** The files that a page (`kind:slug`) carries, in their order. A new seminar may have carried some by its id. For `useLive`. */
export const filesOf = async (...refs: string[]): Promise<PageFile[]> => (await listFiles()).filter(({ ref }) => refs.includes(ref))

/** A file by its hash, as the first page that carries it tells of it. For `useLive`. */
export const findFile = async (sha256: string): Promise<PageFile | undefined> => (await listFiles()).find((file) => file.sha256 === sha256)

/** How far each file has come that lies on the device or is on its way to it, by its hash. For `useLive`. */
export const listDeviceFiles = async (): Promise<Map<string, DeviceFile>> => new Map((await inFiles((db) => db.files.toArray())).map((file) => [file.sha256, file]))

/**
 * Asks for files to be brought to the device: they come by themselves as long as some tab is open, in the order that they are asked for.
 * `storage-full` when the browser says that it has no room for all that is wanted; then none of them is asked for.
 */
export async function fetchFiles(files: readonly WantedFile[], now: number = Date.now(), storage: Pick<StorageManager, 'estimate'> | undefined = navigator.storage): Promise<Result<void>> {
  const asked = await stored(async () => {
    const lacking = await inFiles((db) => new FileStore(db).lacking(files))
    const { quota, usage = 0 } = await storage?.estimate?.().catch(() => ({}) as StorageEstimate) ?? {}
    if (quota !== undefined && lacking > quota - usage) return failure('storage-full')
    for (const [at, file] of files.entries()) await inFiles((db) => new FileStore(db).want(file, now + at))
    return success(undefined)
  })
  return asked.ok ? asked.value : asked
}

/** Lets files wait until they are asked for again. What has come of them stays. */
export const pauseFiles = (hashes: readonly string[]): Promise<Result<void>> =>
  stored(async () => { for (const sha256 of hashes) await inFiles((db) => new FileStore(db).pause(sha256)) })

/** Removes files from the device. The pages still carry them. */
export const removeFiles = (hashes: readonly string[]): Promise<Result<void>> => stored(() => inFiles((db) => new FileStore(db).remove(hashes)))

/** A file that is held, as it was uploaded; undefined when it is not. */
export const openHeld = (sha256: string): Promise<Result<Blob | undefined>> => stored(() => inFiles((db) => new FileStore(db).open(sha256)))
