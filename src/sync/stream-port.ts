import type { FileRow, FormRow, LibraryRow, PageKind, RegisterRow } from '../domain/documents.ts'
import type { CaseRow, InternalRow, JoinedRow, MineRow } from '../domain/own-records.ts'
import type { Result } from '../domain/result.ts'
import type { AnyStream } from '../domain/sync-status.ts'

export type StreamRow = LibraryRow | FormRow | FileRow | RegisterRow | MineRow | InternalRow | CaseRow | JoinedRow

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

/** In whose name something is asked. The answer must be made for that very user, or it is none. */
export interface Bearer { uid: string; token: string }

/**
 * What the sync asks of the server. The adapter is `backend/`; tests speak to a model server through the same door. What
 * only a user may see fails as `signed-out` when the server does not take their token.
 */
export interface StreamPort {
  pull(stream: AnyStream, epoch: string | undefined, after: number, limit: number): Promise<Result<PullPage>>
  manifest(stream: AnyStream, afterId: string | undefined, limit: number): Promise<Result<ManifestPage>>
  rows(stream: AnyStream, ids: string[]): Promise<Result<RowsPage>>
  page(kind: PageKind, slug: string): Promise<Result<RowsPage>>
}
