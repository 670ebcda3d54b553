import type { Course } from '../../domain/register-overview.ts'
import type { ErrorCode } from '../../domain/result.ts'

/** What the list asks of the register's worker. */
export interface RegisterQuestion { id: number; query: string }
/** What it tells: the courses of all obstacles by their numbers, anew when the register changes; and what it has found, by id, the best first. */
export type RegisterMessage =
  | { type: 'courses'; courses: Map<string, Course> }
  | { type: 'found'; id: number; ids: string[] }
  | { type: 'failure'; id: number; code: ErrorCode }
