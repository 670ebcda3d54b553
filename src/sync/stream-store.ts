import type { Table } from 'dexie'
import type { Cursor, PublicDatabase } from '../data/public-database.ts'
import { addDigest, rowDigest, subtractDigest } from '../domain/digest.ts'
import { refsOf } from '../domain/references.ts'
import type { Stream } from '../domain/sync-status.ts'
import type { StreamRow } from './stream-port.ts'

type Stored = StreamRow & { refs: string[] }

/**
 * The stored rows of one stream and its cursor. Every write changes both in one transaction, so that the cursor never
 * speaks of rows that are not there, and a page applies whole or not at all.
 */
export class StreamStore {
  readonly #db: PublicDatabase
  readonly #stream: Stream
  readonly #rows: Table<Stored, string>

  constructor(db: PublicDatabase, stream: Stream) {
    this.#db = db
    this.#stream = stream
    this.#rows = (stream === 'library' ? db.documents : db.register) as unknown as Table<Stored, string>
  }

  cursor(): Promise<Cursor | undefined> {
    return this.#db.cursors.get(this.#stream)
  }

  /** Stores a page and moves the cursor past it. With another epoch than before the cursor begins anew. */
  async applyPage(page: { epoch: string; rows: StreamRow[]; next: number; count: number }): Promise<Cursor> {
    return this.#write(async () => {
      const before = await this.cursor()
      const kept = before?.epoch === page.epoch ? before : { ...fresh(this.#stream, page.epoch), held: before?.held ?? 0, digest: before?.digest ?? 0 }
      const sums = await this.#put(page.rows, kept)
      const cursor: Cursor = { ...kept, ...sums, rev: page.next, total: page.count }
      await this.#db.cursors.put(cursor)
      return cursor
    })
  }

  /** Stores single rows ahead of the rest, without moving the cursor. An older copy never replaces a newer one. */
  async putAhead(epoch: string, rows: StreamRow[]): Promise<void> {
    await this.#write(async () => {
      const cursor = await this.cursor() ?? fresh(this.#stream, epoch)
      const held = await this.#rows.bulkGet(rows.map((row) => row.id))
      const newer = rows.filter((row, i) => cursor.epoch !== epoch || row.rev > (held[i]?.rev ?? -1))
      await this.#db.cursors.put({ ...cursor, ...await this.#put(newer, cursor) })
    })
  }

  /** The ids and revisions held. */
  async revisions(): Promise<Map<string, number>> {
    const revisions = new Map<string, number>()
    await this.#rows.each((row) => { revisions.set(row.id, row.rev) })
    return revisions
  }

  /** Makes the store equal to a manifest: removes what is not on it, and stores what was fetched because of it. */
  async repair(epoch: string, removed: string[], rows: StreamRow[]): Promise<Cursor> {
    return this.#write(async () => {
      await this.#rows.bulkDelete(removed)
      await this.#rows.bulkPut(rows.map(withRefs))
      let held = 0
      let digest = 0
      await this.#rows.each((row) => { held++; digest = addDigest(digest, rowDigest(row.id, row.rev)) })
      const cursor: Cursor = { ...(await this.cursor() ?? fresh(this.#stream, epoch)), held, digest }
      await this.#db.cursors.put(cursor)
      return cursor
    })
  }

  /** Notes that count and digest agreed with the server at `now`. */
  async verified(now: number): Promise<void> {
    await this.#db.cursors.update(this.#stream, { verifiedAt: now })
  }

  async #put(rows: StreamRow[], sums: { held: number; digest: number }): Promise<{ held: number; digest: number }> {
    const before = await this.#rows.bulkGet(rows.map((row) => row.id))
    let { held, digest } = sums
    rows.forEach((row, i) => {
      const old = before[i]
      if (old) digest = subtractDigest(digest, rowDigest(old.id, old.rev))
      else held++
      digest = addDigest(digest, rowDigest(row.id, row.rev))
    })
    await this.#rows.bulkPut(rows.map(withRefs))
    return { held, digest }
  }

  #write<T>(work: () => Promise<T>): Promise<T> {
    return this.#db.transaction('rw', this.#rows, this.#db.cursors, work)
  }
}

function fresh(stream: Stream, epoch: string): Cursor {
  return { stream, epoch, rev: 0, held: 0, digest: 0 }
}

function withRefs(row: StreamRow): Stored {
  return { ...row, refs: refsOf(row) }
}
