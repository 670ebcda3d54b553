import { Dexie } from 'dexie'
import { inTurn, type DeviceFile, type WantedFile } from '../domain/files.ts'
import type { ErrorCode } from '../domain/result.ts'
import type { FilesDatabase } from './files-database.ts'

/** Keeps files in pieces as they come, so that what is cut off goes on where it stopped. A file is `held` when it is whole and the right one. */
export class FileStore {
  readonly #db: FilesDatabase

  constructor(db: FilesDatabase) {
    this.#db = db
  }

  /** Asks for a file, or goes on with one that was paused or had failed. What is held stays as it is. */
  async want({ sha256, bytes, type, open }: WantedFile, now: number): Promise<void> {
    await this.#db.transaction('rw', this.#db.files, async () => {
      const before = await this.#db.files.get(sha256)
      if (before?.state === 'held') return
      await this.#db.files.put({ sha256, bytes, type, open, state: 'wanted', received: before?.received ?? 0, asked: now })
    })
  }

  /** Lets a file wait until a person goes on with it. */
  async pause(sha256: string): Promise<void> {
    await this.#db.files.where({ sha256 }).and(({ state }) => state === 'wanted').modify({ state: 'paused' })
  }

  /** Removes what is here of these files. */
  async remove(hashes: readonly string[]): Promise<void> {
    await this.#db.transaction('rw', this.#db.files, this.#db.pieces, async () => {
      for (const sha256 of hashes) {
        await this.#db.files.delete(sha256)
        await this.#piecesOf(sha256).delete()
      }
    })
  }

  /** Removes every file but these: what no page that one may read carries any more. Answers how many. */
  async keepOnly(hashes: ReadonlySet<string>): Promise<number> {
    const gone = (await this.#db.files.toCollection().primaryKeys()).filter((sha256) => !hashes.has(sha256))
    if (gone.length > 0) await this.remove(gone)
    return gone.length
  }

  /** How many bytes are still to come of what is wanted, and of these files, whether they are wanted already or not. */
  async lacking(files: readonly WantedFile[]): Promise<number> {
    const known = await this.#db.files.toArray()
    const asked = new Map(files.map((file) => [file.sha256, { ...file, received: 0 }]))
    const coming = new Map(known.flatMap((file) => (file.state === 'wanted' || asked.has(file.sha256) ? [[file.sha256, file] as const] : [])))
    return [...new Map([...asked, ...coming]).values()].reduce((sum, { bytes, received }) => sum + bytes - received, 0)
  }

  /**
   * The file to fetch next: of those that are wanted the first that was asked for, and those that failed after the others. One
   * that failed for what does not pass by itself waits until it is asked for again.
   */
  async next(): Promise<DeviceFile | undefined> {
    return inTurn(await this.#db.files.where('state').equals('wanted').toArray())[0]
  }

  /** How many bytes are here of a file that is to be fetched; undefined when it is not wanted any more. */
  async received(sha256: string): Promise<number | undefined> {
    const file = await this.#db.files.get(sha256)
    return file?.state === 'wanted' ? file.received : undefined
  }

  /** Keeps the piece that begins at `at`, if it is the next of a file that is here. Answers whether more of it is wanted still. */
  async add(sha256: string, at: number, bytes: ArrayBuffer): Promise<boolean> {
    return this.#db.transaction('rw', this.#db.files, this.#db.pieces, async () => {
      const file = await this.#db.files.get(sha256)
      if (!file || file.state === 'held' || file.received !== at || at + bytes.byteLength > file.bytes) return false
      await this.#db.pieces.put({ sha256, at, bytes })
      await this.#db.files.update(sha256, { received: at + bytes.byteLength, failure: undefined })
      return file.state === 'wanted'
    })
  }

  /** Throws away what is here of a file that turned out to be another, or to be told anew. */
  async restart(sha256: string): Promise<void> {
    await this.#db.transaction('rw', this.#db.files, this.#db.pieces, async () => {
      await this.#piecesOf(sha256).delete()
      await this.#db.files.update(sha256, { received: 0 })
    })
  }

  /** Says why a file that is wanted could not be fetched. */
  async fail(sha256: string, failure: ErrorCode): Promise<void> {
    await this.#db.files.where({ sha256 }).and(({ state }) => state === 'wanted').modify({ failure })
  }

  /** All that is here of a file, from its beginning. */
  async bytesOf(sha256: string): Promise<Uint8Array<ArrayBuffer>> {
    const pieces = await this.#piecesOf(sha256).toArray()
    const whole = new Uint8Array(pieces.reduce((sum, { bytes }) => sum + bytes.byteLength, 0))
    for (const { at, bytes } of pieces) whole.set(new Uint8Array(bytes), at)
    return whole
  }

  /** The file is whole, and is the one. Answers whether it was wanted still. */
  async hold(sha256: string): Promise<boolean> {
    return 0 < await this.#db.files.where({ sha256 }).and(({ state, received, bytes }) => state === 'wanted' && received === bytes).modify({ state: 'held', failure: undefined })
  }

  /** A file that is held, as it was uploaded. */
  async open(sha256: string): Promise<Blob | undefined> {
    const file = await this.#db.files.get(sha256)
    return file?.state === 'held' ? new Blob([await this.bytesOf(sha256)], { type: file.type }) : undefined
  }

  #piecesOf(sha256: string) {
    return this.#db.pieces.where('[sha256+at]').between([sha256, Dexie.minKey], [sha256, Dexie.maxKey])
  }
}
