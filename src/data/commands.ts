import type { InjectionKey, Ref } from 'vue'
import type { PageKind } from '../domain/documents.ts'
import type { WantedFile } from '../domain/files.ts'
import type { RejectionCode } from '../domain/operations.ts'
import type { Role } from '../domain/own-records.ts'
import type { GivingAnswer, People, TakingAnswer } from '../domain/people.ts'
import type { Result } from '../domain/result.ts'
import type { Evaluation, SeminarCode } from '../domain/seminars.ts'
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
  /** Fetches what is in a snapshot of the register and keeps it on this device, for its user. `not-found` when they may see no such snapshot. */
  fetchSnapshot(id: string): Promise<Result<void>>
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

/** What the office may ask about people and their roles. The server alone knows, so each needs a network; `signed-out` when nobody is signed in. */
export interface PeopleCommands {
  /** Who has what, who is invited, and what was given and taken. `forbidden` for whoever is not of the office. */
  find(): Promise<Result<People | 'forbidden'>>
  /** Gives a role, or invites to it when nobody has confirmed the address. */
  give(email: string, role: Role): Promise<Result<GivingAnswer>>
  /** Takes away a role or an invitation. */
  take(id: string): Promise<Result<TakingAnswer>>
}

export const peopleCommandsKey: InjectionKey<PeopleCommands> = Symbol('people commands')

/** What is asked of the server about seminars, beside what is synced; each needs a network. */
export interface SeminarCommands {
  /**
   * Joins by the code that is kept on the device (`joining-repository`), and writes down what came of it. Who has no user gets an
   * anonymous one; `signed-out` on a shared device, where nobody stays, and for whom the server does not know any more. A code
   * that could not be asked about stays, and is by itself when the sync next runs.
   */
  join(): Promise<Result<void>>
  /** The codes of a seminar one hosts, the newest first; none for others. */
  codes(seminar: string): Promise<Result<SeminarCode[]>>
  /** Makes a code that opens now or then, and closes then or when it is closed (ISO, in UTC). */
  makeCode(seminar: string, opens?: string, closes?: string): Promise<Result<{ code: string } | 'invalid' | 'forbidden'>>
  closeCode(code: string): Promise<Result<'closed' | 'forbidden'>>
  /** How many have joined a seminar one hosts, and what they thought of it. */
  evaluation(seminar: string): Promise<Result<Evaluation | 'forbidden'>>
}

/** Asks about seminars; their code is fetched when it is first asked for. */
export type AskSeminars = <T>(ask: (seminars: SeminarCommands) => Promise<Result<T>>) => Promise<Result<T>>
export const seminarsKey: InjectionKey<AskSeminars> = Symbol('seminars')

/** What a feature may ask about files, beside what it writes through their repository: what is wanted or to be sent is seen to by itself. */
export interface FileCommands {
  /** A file's bytes by the network, to look at without keeping them; they are the right ones. */
  read(file: WantedFile): Promise<Result<Blob>>
}

export const fileCommandsKey: InjectionKey<FileCommands> = Symbol('file commands')
