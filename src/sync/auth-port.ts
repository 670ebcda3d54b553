import type { PendingCode, Tokens } from '../domain/account.ts'
import type { Result } from '../domain/result.ts'

/** What the sync asks of Auth. The adapter is `backend/`. */
export interface AuthPort {
  signInAnonymously(): Promise<Result<Tokens>>
  /** `signed-out` only when Auth itself, and nothing between, will not go on with this session. */
  refresh(refreshToken: string): Promise<Result<Tokens>>
  /** Sends a code to sign in with. */
  sendCode(email: string): Promise<Result<void>>
  /** Sends a code by which the anonymous user who asks gets this address; `taken` when it is another user's. */
  offerAddress(accessToken: string, email: string): Promise<Result<'sent' | 'taken'>>
  enterCode(pending: Pick<PendingCode, 'email' | 'way'>, code: string): Promise<Result<Tokens>>
  /** Whether one may sign in with an account of the municipality's. */
  offersWorkAccount(): Promise<Result<boolean>>
  /** The address where one does so, which leads back to `returnTo` with a code. `challenge` is the verifier's SHA-256, in base64url. */
  workAccountAddress(challenge: string, returnTo: string): string
  /** Ends it: `wrong-code` when it was begun too long ago, or elsewhere. */
  enterReturnCode(code: string, verifier: string): Promise<Result<Tokens>>
  /** Erases for good the user who bears this token, and what they have written. Once more changes nothing. */
  erase(accessToken: string): Promise<Result<void>>
  /** Ends the session on the server. */
  signOut(accessToken: string): Promise<Result<void>>
}
