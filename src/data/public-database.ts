import { Dexie, type EntityTable, type Table } from 'dexie'
import type { FileRow, FormRow, LibraryRow, RegisterRow } from '../domain/documents.ts'
import type { AnyStream, Stream } from '../domain/sync-status.ts'
import { watched } from './watchdog.ts'

/** A stored row with the other items it points to, so that they can be found from either end. */
export type StoredDocument = LibraryRow & { refs: string[] }
export type StoredForm = FormRow & { refs: string[] }
export type StoredFile = FileRow & { refs: string[] }
export type StoredRegisterRow = RegisterRow & { refs: string[] }

/** How far a stream has been stored. Written in the same transaction as the rows it speaks of. */
export interface Cursor {
  stream: AnyStream
  epoch: string
  /** Everything the caller may see up to this revision is stored. */
  rev: number
  /** Count and digest of the rows stored, kept up with every write, so that no check reads the whole store. */
  held: number
  digest: number
  /** When count and digest last agreed with the server (ms since 1970); absent until the first fill is whole. */
  verifiedAt?: number
  /** How many rows the server last said there are. */
  total?: number
  /** When the newest row ever stored was updated, by the server's clock (ms), so that looking for news need not read them all. */
  newest?: number
}

/** The search index as the worker keeps it: a serialised index and what it was built from. */
export interface StoredIndex { key: string; version: string; data: Uint8Array }

/** The public content: the same for everyone, filled by the server, safe to remove and fetch again. */
export class PublicDatabase extends Dexie {
  declare documents: EntityTable<StoredDocument | StoredForm | StoredFile, 'id'>
  declare register: EntityTable<StoredRegisterRow, 'id'>
  declare cursors: EntityTable<Cursor, 'stream'>
  declare indexes: Table<StoredIndex, string>

  constructor(name = 'feltboka-public') {
    super(name)
    // The revisions are an index, so that comparing them with the server's loads no document.
    this.version(1).stores({
      documents: 'id, [kind+slug], *refs, [id+rev]',
      register: 'id, [kind+slug], *refs, [id+rev]',
      cursors: 'stream',
      indexes: 'key',
    })
    // What has happened lately is found without reading all that ever has.
    this.version(2).stores({ register: 'id, [kind+slug], *refs, [id+rev], [kind+updated]' })
  }

  rowsOf(stream: Stream) {
    return stream === 'library' ? this.documents : this.register
  }
}

export const publicDatabase = watched(new PublicDatabase())
