import type { Account, Tokens } from './account.ts'

/**
 * How it stands on a device that many share. Who is not signed in writes in a space, which nobody but they see; locking ends it
 * and begins another. Nothing in a space is deleted by that: a follow-up code that was made there opens it again.
 */
export interface SharedDevice {
  /** Minutes without a touch. */
  lockAfter: number
  /** Whose it is what is written now by someone who is not signed in: `space:` and a random id. */
  space: string
  locked: boolean
}

/** The anonymous user who sends what is about one thing in a space, and nothing else. Kept until that has come through. */
export interface Sender extends Tokens { subject: string; space: string; expired?: true }

/** Who the device belongs to just now. */
export interface Present { account?: Account; shared?: SharedDevice; senders?: readonly Sender[] }

export const isSpace = (owner: string | null): owner is string => owner?.startsWith('space:') ?? false

/** Whose it is what is written now; nobody's yet as long as there is no user. */
export const ownerNow = ({ account, shared }: Present): string | null => account?.uid ?? shared?.space ?? null

/** Whether who is there now may see it: it is theirs, by whichever user it is sent; or nobody's yet on a device that is not shared. */
export function isVisibleTo(present: Present): (thing: { owner: string | null }) => boolean {
  const own = ownerNow(present)
  const sent = new Set(present.senders?.flatMap(({ uid, space }) => (space === own ? [uid] : [])))
  return ({ owner }) => (owner === null ? !present.shared : owner === own || sent.has(owner))
}

/** How long before it locks a device says so (ms). */
export const warningTime = 30_000

export type LockPhase = { phase: 'open' } | { phase: 'warning'; left: number } | { phase: 'locked' }

/**
 * Whether a device is to lock, by when it was last touched. A clock that was put back counts as a touch: it never keeps a device
 * open for longer than one that goes right.
 */
export function lockPhase(now: number, touched: number, lockAfter: number): LockPhase {
  const left = lockAfter * 60_000 - Math.max(0, now - touched)
  return left <= 0 ? { phase: 'locked' } : left <= warningTime ? { phase: 'warning', left } : { phase: 'open' }
}
