import type { BulkError, Dexie, EntityTable, Table } from 'dexie'
import type { Cursor } from '../data/public-database.ts'
import { addDigest, rowDigest, subtractDigest } from '../domain/digest.ts'
import { refsOf } from '../domain/references.ts'
import type { AnyStream } from '../domain/sync-status.ts'
import type { PullPage, StreamRow } from './stream-port.ts'

/** A row as it is kept: with the items it points to, and the epoch that its revision belongs to. */
type Stored = StreamRow & { refs: string[]; epoch: string }

/** A database that holds streams: their rows, and a cursor for each. */
export type StreamDatabase = Dexie & { cursors: EntityTable<Cursor, 'stream'>; rowsOf(stream: AnyStream): unknown }

/**
 * The stored rows of one stream and its cursor. Every write changes both in one transaction and checks them again inside
 * it, so that whatever comes between (another tab, a page fetched ahead, a kill) the cursor never speaks of rows that are
 * not there, and a page applies whole or not at all.
 */
export class StreamStore {
  readonly #db: StreamDatabase
  readonly #stream: AnyStream
  readonly #rows: Table<Stored, string>

  constructor(db: StreamDatabase, stream: AnyStream) {
    this.#db = db
    this.#stream = stream
    this.#rows = db.rowsOf(stream) as Table<Stored, string>
  }

  cursor(): Promise<Cursor | undefined> {
    return this.#db.cursors.get(this.#stream)
  }

  /**
   * Stores a page and moves the cursor past it. A page that begins neither where the cursor stands nor at the very start
   * would leave a gap: it answers false and stores nothing.
   */
  async applyPage(page: PullPage): Promise<boolean> {
    return this.#write(async () => {
      const before = await this.cursor()
      const follows = before?.epoch === page.epoch && before.rev === page.after
      if (!follows && page.after !== 0) return false
      const cursor = follows ? before : { ...fresh(this.#stream, page.epoch), held: before?.held ?? 0, digest: before?.digest ?? 0, newest: before?.newest }
      const sums = await this.#putNewer(page.epoch, page.rows, cursor)
      await this.#db.cursors.put({ ...cursor, ...sums, rev: page.next, total: page.count })
      return true
    })
  }

  /** Stores single rows ahead of the rest, without moving the cursor. */
  async putAhead(epoch: string, rows: StreamRow[]): Promise<void> {
    await this.#write(async () => {
      const cursor = await this.cursor() ?? fresh(this.#stream, epoch)
      // Which of two epochs is the later cannot be told, so an answer from another one only fills gaps.
      const held = await this.#rows.bulkGet(rows.map((row) => row.id))
      const wanted = cursor.epoch === epoch ? rows : rows.filter((_, i) => !held[i])
      await this.#db.cursors.put({ ...cursor, ...await this.#putNewer(epoch, wanted, cursor) })
    })
  }

  /** The revision of every row held, by id. Read from their index: no document is loaded. */
  async revisions(): Promise<Map<string, number>> {
    return new Map(await this.#rows.orderBy('[id+rev]').keys() as unknown as [id: string, rev: number][])
  }

  /** Removes and replaces rows that differed from the server when `seen` was read. What changed here since then is left alone. */
  async mend(epoch: string, seen: Map<string, number>, gone: string[], rows: StreamRow[]): Promise<void> {
    await this.#write(async () => {
      const cursor = await this.cursor()
      if (cursor?.epoch !== epoch) return
      const now = await this.revisions()
      const untouched = (id: string) => now.get(id) === seen.get(id)
      await this.#rows.bulkDelete(gone.filter(untouched))
      await this.#rows.bulkPut(rows.filter((row) => untouched(row.id)).map((row) => stored(epoch, row)))
      // Counted anew, so that a mending also mends sums that had gone wrong.
      const mended = await this.revisions()
      const digest = [...mended].reduce((sum, [id, rev]) => addDigest(sum, rowDigest(id, rev)), 0)
      await this.#db.cursors.put({ ...cursor, held: mended.size, digest, newest: newestOf(rows, cursor.newest) })
    })
  }

  /** Whether the store is what the server said with this page; notes the time when it is. */
  async verify(page: PullPage, now: number): Promise<boolean> {
    return this.#write(async () => {
      const cursor = await this.cursor()
      if (cursor?.epoch !== page.epoch || cursor.held !== page.count || cursor.digest !== page.digest) return false
      await this.#db.cursors.put({ ...cursor, verifiedAt: now })
      return true
    })
  }

  /** Within an epoch a row never goes back to an older revision. */
  async #putNewer(epoch: string, rows: StreamRow[], { held, digest, newest, verifiedAt }: Cursor): Promise<Pick<Cursor, 'held' | 'digest' | 'newest'>> {
    const all = rows.map((row) => stored(epoch, row))
    // While a store fills for the first time nearly all is new, and asking for each row first takes a sixth of the time.
    const known = verifiedAt === undefined ? await this.#addNew(all) : all
    const before = await this.#rows.bulkGet(known.map((row) => row.id))
    const olds = new Map(known.map((row, i) => [row, before[i]]))
    const newer = all.filter((row) => !(olds.get(row)?.epoch === epoch && olds.get(row)!.rev >= row.rev))
    for (const row of newer) {
      const old = olds.get(row)
      if (old) digest = subtractDigest(digest, rowDigest(old.id, old.rev))
      else held++
      digest = addDigest(digest, rowDigest(row.id, row.rev))
    }
    await this.#rows.bulkPut(newer.filter((row) => olds.has(row)))
    return { held, digest, newest: newestOf(newer, newest) }
  }

  /** Adds the rows that are not held, and returns the others. */
  async #addNew(rows: Stored[]): Promise<Stored[]> {
    try {
      await this.#rows.bulkAdd(rows)
      return []
    } catch (error) {
      const { failuresByPos = {} } = error as BulkError
      const failures = Object.entries(failuresByPos)
      if (failures.length === 0 || failures.some(([, { name }]) => name !== 'ConstraintError')) throw error
      return failures.map(([at]) => rows[Number(at)]!)
    }
  }

  #write<T>(work: () => Promise<T>): Promise<T> {
    return this.#db.transaction('rw', this.#rows, this.#db.cursors, work)
  }
}

const newestOf = (rows: readonly StreamRow[], newest: number | undefined): number | undefined =>
  rows.reduce<number | undefined>((latest, { updated }) => Math.max(latest ?? 0, Date.parse(updated) || 0), newest)

function fresh(stream: AnyStream, epoch: string): Cursor {
  return { stream, epoch, rev: 0, held: 0, digest: 0 }
}

function stored(epoch: string, row: StreamRow): Stored {
  return { ...row, refs: refsOf(row), epoch }
}
