import type { Role } from '../domain/own-records.ts'
import type { GivingAnswer, People, TakingAnswer } from '../domain/people.ts'
import type { Result } from '../domain/result.ts'
import type { Bearer } from './stream-port.ts'

/** What the office asks of the server about people and roles. The adapter is `backend/`. */
export interface PeoplePort {
  /** `forbidden` to whoever is not of the office. */
  find(bearer: Bearer): Promise<Result<People | 'forbidden'>>
  /** Gives whoever has the address a role, or invites them to it. The same again is `already`. */
  give(bearer: Bearer, email: string, role: Role): Promise<Result<GivingAnswer>>
  take(bearer: Bearer, id: string): Promise<Result<TakingAnswer>>
}
