import type { AnyStream } from '../../src/domain/sync-status.ts'
import type { Chance } from './chance.ts'

export interface PlaceRow { id: string; rev: number; kind: string; slug: string; data: Record<string, unknown> }

/** What may happen on the server by itself. */
export type PlaceEvent =
  | 'change content' | 'remove content' | 'give or take a role' | 'reassign an obstacle' | 'tokens expire' | 'sessions end'
  | 'join by a code' | 'back up' | 'restore' | 'roll back' | 'limit the rate' | 'put off'

export const placeEvents: readonly PlaceEvent[] = [
  'change content', 'remove content', 'give or take a role', 'reassign an obstacle', 'tokens expire', 'sessions end', 'join by a code', 'back up', 'restore', 'roll back', 'limit the rate', 'put off',
]

/** The server a story is played against, with the hands to make things happen there and eyes to see what it holds. */
export interface Place {
  /** How a server that is no model steps out of the story while it works. Given by the story. */
  outside?: <T>(work: () => Promise<T>) => Promise<T>
  fetch: typeof globalThis.fetch
  /** Those of the events that this server can be made to do. */
  readonly events: readonly PlaceEvent[]
  happen(event: PlaceEvent, chance: Chance): Promise<void>
  /** Nothing is put off and nobody has sent too much from now on. */
  heal(): Promise<void>
  setTime(now: number): void
  /** Whose token this is; nobody's when it is past its time. */
  bearer(headers: Headers): string | undefined
  /** Whether a session of this user has ever been ended there. */
  hasEnded(uid: string): boolean
  codeFor(email: string): Promise<string | undefined>
  /** The address by which a user can come back; an anonymous one has none. */
  emailOf(uid: string): Promise<string | undefined>
  epoch(stream: AnyStream): Promise<string>
  /** What everyone, or this user, may see, in the order of ids. */
  shown(stream: AnyStream, uid?: string): Promise<PlaceRow[]>
  /** Everything it holds, as one text. */
  everything(): Promise<string>
  /** Whose each row of `mine` is or has been: what a restore forgot may be sent again by another. */
  owners(): Promise<ReadonlyMap<string, ReadonlySet<string>>>
  /** The operations that stand done, each as often as it was done. */
  effects(): Promise<readonly string[]>
  /** Grows with every change. */
  changes(): Promise<string>
}
