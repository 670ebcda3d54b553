import type { ErrorCode } from './result.ts'
import type { SharedDevice } from './shared-device.ts'

/** What everyone may read. */
export const streams = ['library', 'register'] as const
export type Stream = (typeof streams)[number]
/**
 * What only the user may read: what is theirs; as far as their roles go, the unpublished part of the register and the reports to work
 * with; and of the library the seminars, with their files, that only those who have joined or host them may read.
 */
export const userStreams = ['mine', 'internal', 'inbox', 'joined'] as const
export type UserStream = (typeof userStreams)[number]
export type AnyStream = Stream | UserStream

/** How far one stream is. `current` means: equal to the server's count and digest at `syncedAt`, and only then. */
export interface StreamStatus {
  state: 'empty' | 'filling' | 'current' | 'stale'
  /** Rows held on the device. */
  held: number
  /** Rows the server says there are, once known. */
  total?: number
  /** When the device last was equal to the server (ms since 1970, by the device's clock; shown, never compared). */
  syncedAt?: number
  failure?: ErrorCode
}

/** How it stands with what a person has written. It says what is known: `everythingSent` never of what could not be read. */
export interface OwnStatus {
  signedInAs: 'nobody' | 'anonymous' | 'user' | 'expired'
  uid?: string
  email?: string
  /** On this device only. */
  waiting: number
  /** On the server, by its own word, and not yet in what the device has fetched. */
  confirmed: number
  /** Refused by the server: a person must look at it. */
  needsHelp: number
  /** Written by another user of this device, who has not signed in since; not sent and not shown. */
  ofOthers: number
  /** Written in other spaces of a shared device; sent by itself, and not shown. */
  ofSpaces: number
  everythingSent: boolean
  /** When the server last confirmed something (ms, by the device's clock; shown, never compared). */
  confirmedAt?: number
  /** Why the last try to send, or to fetch what is the user's, came to nothing. */
  failure?: ErrorCode
}

export interface SyncStatus {
  online: boolean
  busy: boolean
  library: StreamStatus
  register: StreamStatus
  /** Absent until the device's storage has told. */
  own?: OwnStatus
  /** The browser has removed what was stored here, and what was not sent with it. Stands until a person has seen it. */
  evicted?: boolean
  /** Of who works with reports: whether for the office, and how many of the reports nobody has opened yet. */
  work?: { isOffice: boolean; unread: number }
  /** How much of what has happened is new; absent for who has no account and follows nothing. */
  news?: { count: number }
  /** Absent where the device is not shared, or the storage has not told. */
  shared?: SharedDevice
}
