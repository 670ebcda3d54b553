import type { Course } from '../../domain/register-overview.ts'
import type { ErrorCode } from '../../domain/result.ts'

/** What the list asks of the register's worker. */
export interface RegisterQuestion { id: number; query: string }
/**
 * What it tells: the courses of all obstacles by their numbers, a piece at a time up to the `last`, anew when the register changes;
 * and what it has found, by id, the best first.
 */
export type RegisterMessage =
  | { type: 'courses'; piece: [number: string, course: Course][]; first: boolean; last: boolean }
  | { type: 'found'; id: number; ids: string[] }
  | { type: 'failure'; id: number; code: ErrorCode }
