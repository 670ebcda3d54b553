import type { DocumentKind, LibraryRow, RegisterRow } from '../domain/documents.ts'
import type { Result } from '../domain/result.ts'
import type { Stream } from '../domain/sync-status.ts'

export type StreamRow = LibraryRow | RegisterRow

/** One page of changes, computed by the server in one statement. */
export interface PullPage {
  epoch: string
  /** The cursor the page really begins after; not the one asked for when the server starts over. */
  after: number
  rows: StreamRow[]
  /** Everything visible up to here is in this page or before it. */
  next: number
  hasMore: boolean
  /** Count and digest of all rows this caller may see. */
  count: number
  digest: number
  minClient: number
}

export interface ManifestPage { epoch: string; rows: [id: string, rev: number][]; hasMore: boolean }
export interface RowsPage { epoch: string; rows: StreamRow[] }

/** What the sync asks of the server. The adapter is `backend/`; tests speak to a model server through the same door. */
export interface StreamPort {
  pull(stream: Stream, epoch: string | undefined, after: number, limit: number): Promise<Result<PullPage>>
  manifest(stream: Stream, afterId: string | undefined, limit: number): Promise<Result<ManifestPage>>
  rows(stream: Stream, ids: string[]): Promise<Result<RowsPage>>
  page(kind: DocumentKind | 'obstacle', slug: string): Promise<Result<RowsPage>>
}
