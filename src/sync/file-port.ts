import type { WantedFile } from '../domain/files.ts'
import type { Result } from '../domain/result.ts'

/** The bytes of a file from `from` on. Reading them throws when the network goes. */
export interface FilePart { from: number; body: AsyncIterable<Uint8Array> }

/** Where files are fetched. */
export interface FilePort {
  /**
   * Asks for a file from a byte on; a server may give it from the beginning all the same. `not-found` when it is not there, or
   * not for this user.
   */
  read(file: WantedFile, from: number, signal: AbortSignal): Promise<Result<FilePart>>
}

/** What the server needs to be told of a file to keep it. */
export type SentFile = Pick<WantedFile, 'sha256' | 'type' | 'open'>

/** Where files are uploaded, by their hash. */
export interface UploadPort {
  /** Sends a file, and tells how much of it has gone. That it is there already is no failure. `not-found` when this user may not. */
  send(file: SentFile, content: Blob, tell: (sent: number) => void, signal: AbortSignal): Promise<Result<void>>
  /** Lets the server delete a file that no page carries any more; one that some page does stays. */
  discard(file: Pick<SentFile, 'sha256' | 'open'>): Promise<Result<void>>
}
