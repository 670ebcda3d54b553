import type { RejectionCode } from '../domain/operations.ts'
import type { MineRow } from '../domain/own-records.ts'
import type { Result } from '../domain/result.ts'

/** A word that is said in a case by its code. By its id it is taken once, however often it is sent. */
export interface CodedMessage { id: string; text: string; cleared: string[] }

/** What is asked of the server by a follow-up code's hash alone, in nobody's name. */
export interface CasePort {
  /** The report, its thread and events. `not-found` when no report has the code; `too-many` when too many were tried that none has. */
  find(hash: string): Promise<Result<MineRow[]>>
  /** Answers why it was refused, or nothing when it stands there. */
  say(hash: string, message: CodedMessage): Promise<Result<RejectionCode | undefined>>
}
