import type { InjectionKey, Ref } from 'vue'
import type { PageKind } from '../domain/documents.ts'
import type { RejectionCode } from '../domain/operations.ts'
import type { Result } from '../domain/result.ts'
import type { SyncStatus } from '../domain/sync-status.ts'

/** What a feature may ask of the sync, without seeing it. Provided by `main.ts`. */
export interface SyncCommands {
  status: Readonly<Ref<SyncStatus>>
  /**
   * Sends what waits and fetches what is new, now; resolves when that is done or has failed. What must wait for the user to sign in
   * again is no failure of it: `status.own` tells.
   */
  syncNow(): Promise<Result<void>>
  /** Fetches one page's rows before the rest is filled, and stores them. `not-found` when the server has no such page. */
  fetchPage(kind: PageKind, slug: string): Promise<Result<void>>
  /** Removes the public content from the device. Bookmarks, notes and reading positions stay. */
  removeContent(): Promise<Result<void>>
  /**
   * Fetches a case by its follow-up code and keeps it on this device; answers its report's id. `not-found` when no report has
   * the code; `too-many`, and for how long, when too many were tried that none has.
   */
  fetchCase(code: string): Promise<Result<string>>
  /** Says more in a case by its code, once for each id. Answers why the server would not have it, or nothing when it stands there. */
  sayInCase(code: string, message: { id: string; text: string; cleared: string[] }): Promise<Result<RejectionCode | undefined>>
}

export const syncCommandsKey: InjectionKey<SyncCommands> = Symbol('sync commands')

/**
 * What a feature may ask about who one is. Who is signed in, and how it stands with what they have written, is told by
 * `SyncCommands.status`. Sending needs no command: what is written is sent by itself, and by `syncNow`.
 */
export interface AccountCommands {
  /** Sends a code by e-mail. An anonymous user keeps what is theirs: it is given the address or, when that is another user's, goes to them. */
  requestCode(email: string): Promise<Result<void>>
  /** Signs in with the code. `unsent` when what an anonymous user has written must be sent first (`syncNow`); the code is good still. */
  enterCode(code: string): Promise<Result<void>>
  /** Whether one may sign in with an account of the municipality's. */
  offersWorkAccount(): Promise<Result<boolean>>
  /** Where to go to do so; one comes back to `returnTo` with a code in its address. `unsent` as above. */
  leaveForWorkAccount(returnTo: string): Promise<Result<string>>
  /** Signs in with that code. `wrong-code` when it was not here that one left, or too long ago. */
  enterReturnCode(code: string): Promise<Result<void>>
  /**
   * Signs out, also without a network. `unsent` when something has not been sent: ask whether to send it (`syncNow`), to keep
   * it as a file (`exportAll`) or to give it up; `leaveUnsent` keeps it here until the same user signs in again, which an
   * anonymous one cannot.
   */
  signOut(options?: { leaveUnsent?: boolean }): Promise<Result<void>>
  /** Lets go of an anonymous user whom the server has forgotten; what they had not sent is sent by whoever is next. */
  startAnew(): Promise<Result<void>>
  /**
   * Has the server erase the device's user and what they have written, and then removes theirs from the device; needs a network
   * where there is a user. `unsent` when something has not been sent, drafts too, and `withUnsent` does not say that it may go.
   */
  erase(options?: { withUnsent?: boolean }): Promise<Result<void>>
  /** A person has seen that the browser had removed what was stored here. */
  seeEviction(): Promise<Result<void>>
}

export const accountCommandsKey: InjectionKey<AccountCommands> = Symbol('account commands')
