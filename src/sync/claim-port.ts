import type { Result } from '../domain/result.ts'
import type { Bearer } from './stream-port.ts'

/** What the sync asks of the server about who reported what. The adapter is `backend/`. */
export interface ClaimPort {
  /** Gives an anonymous user a ticket, by which an account can claim what they have reported. */
  begin(bearer: Bearer): Promise<Result<string>>
  /** Claims it for the account. `refused` is final: the ticket is unknown, too old, or another account's. */
  claim(bearer: Bearer, ticket: string): Promise<Result<'claimed' | 'refused'>>
}
