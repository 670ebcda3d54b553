import type { Evaluation, Joining, SeminarCode } from '../domain/seminars.ts'
import type { Result } from '../domain/result.ts'
import type { Bearer } from './stream-port.ts'

/** What is asked of the server about seminars beside what is synced. The adapter is `backend/`. */
export interface SeminarPort {
  /** Makes the user, who may be anonymous, a member by a code. */
  join(bearer: Bearer, code: string): Promise<Result<Joining>>
  /** The codes of a seminar one hosts, the newest first; none for others. */
  codes(bearer: Bearer, seminar: string): Promise<Result<SeminarCode[]>>
  /** Makes a code that opens and closes then (ISO, in UTC). `invalid` when it would close before it opens or has passed. */
  makeCode(bearer: Bearer, seminar: string, opens?: string, closes?: string): Promise<Result<{ code: string } | 'invalid' | 'forbidden'>>
  closeCode(bearer: Bearer, code: string): Promise<Result<'closed' | 'forbidden'>>
  /** What people thought of a seminar one hosts. */
  evaluation(bearer: Bearer, seminar: string): Promise<Result<Evaluation | 'forbidden'>>
}
