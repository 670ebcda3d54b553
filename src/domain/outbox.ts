import { groundOf, isAboutFile, isMaking, subjectOf, type Applied, type Conflict, type Operation, type Rejected } from './operations.ts'
import type { ErrorCode } from './result.ts'

/** The server has done it, and the device does not hold the outcome yet. */
export type Confirmed = Omit<Applied, 'status'> & { state: 'applied' }
/** The server will not do it as it stands: a person must mend it, give it up, or take it elsewhere. */
export type Problem = { state: 'needs-help' } & (Omit<Rejected, 'status'> | (Omit<Conflict, 'status'> & { code: 'conflict' }))
export type Delivery = { state: 'waiting' } | Confirmed | Problem

/**
 * Something a person has done that the synced records do not show yet. It is both the local change, laid over what is
 * stored, and what is sent. Only a person's word removes one whose outcome the device does not hold.
 */
export type OutboxEntry = Operation & {
  /** The place in the queue: rises with every entry, also across restarts. No clock decides what comes first. */
  order: number
  /** What the server knows it by; the same each time it is sent. */
  opId: string
  /** The user it belongs to; nobody yet for what was written before there was one. */
  owner: string | null
  opV: number
  /** When it was written, by the device's clock (ms): shown, never compared. */
  writtenAt: number
  delivery: Delivery
  /** How often it was sent. */
  attempts: number
  /** Why the last time brought no answer. */
  lastFailure?: ErrorCode
}

/** What the server takes at once. */
const mostOperations = 50
const largestPayload = 65_536
/** A little less than the server's 512 kB, for what stands around the operations. */
const largestBatch = 500_000

const bytesOf = (value: unknown) => new TextEncoder().encode(JSON.stringify(value)).length

/** Whether the server would refuse it for its size, however it is sent. */
export const isTooLarge = ({ payload }: OutboxEntry): boolean => bytesOf(payload) > largestPayload

/**
 * The entries to send next, of those of one user in their order. One about a thing that an earlier one is still waiting
 * to change waits for its turn, and so does one about a thing whose making needs help: what the server puts off or
 * refuses is never overtaken by what builds on it, be it about another thing. A seminar is
 * shown to everyone after what was done to files before that: the server would not show what cannot be fetched. That an obstacle is one's own too is said once: who has taken it back and
 * says it again waits until the server has heard the first.
 */
export function nextBatch(entries: readonly OutboxEntry[], most = mostOperations): OutboxEntry[] {
  const held = new Set<string>()
  /** What does not go before a person has helped. */
  const stuck = new Set<string>()
  let filesWait = false
  const saidOf = new Map<string, string>()
  const takenBack = new Set<string>()
  const batch: OutboxEntry[] = []
  let size = 0
  for (const entry of entries) {
    const { state } = entry.delivery
    const subject = subjectOf(entry)
    const obstacle = entry.kind === 'report.submit' ? entry.payload.obstacle : saidOf.get(subject)
    const ground = groundOf(entry)
    const isStuck = stuck.has(subject) || (ground !== undefined && stuck.has(ground))
    const free = !held.has(subject) && !(ground !== undefined && held.has(ground)) && !(filesWait && entry.kind === 'seminar.publish') && !(entry.kind === 'report.submit' && obstacle !== undefined && takenBack.has(obstacle))
    if (state === 'waiting' && obstacle !== undefined) {
      saidOf.set(subject, obstacle)
      if (entry.kind === 'report.withdraw') takenBack.add(obstacle)
    }
    if (state === 'waiting' || (state === 'needs-help' && isMaking(entry))) held.add(subject)
    if (isStuck || (state === 'needs-help' && isMaking(entry))) stuck.add(subject)
    filesWait ||= state === 'waiting' && isAboutFile(entry) && !isStuck
    if (state !== 'waiting' || !free) continue
    size += bytesOf(entry)
    if (batch.length === most || (batch.length > 0 && size > largestBatch)) break
    batch.push(entry)
  }
  return batch
}

/** How far the device's own copy of a stream is: everything up to `rev` of `epoch` is stored. */
export interface Reached { epoch: string; rev: number }

/** Whether what the server has done is to be seen in the copy. */
export const isReached = ({ delivery }: OutboxEntry, copies: readonly (Reached | undefined)[]): boolean =>
  delivery.state === 'applied' && copies.every((copy) => copy?.epoch === delivery.epoch && copy.rev >= delivery.rev)
