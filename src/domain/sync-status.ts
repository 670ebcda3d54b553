import type { ErrorCode } from './result.ts'

export const streams = ['library', 'register'] as const
export type Stream = (typeof streams)[number]

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

export interface SyncStatus {
  online: boolean
  busy: boolean
  library: StreamStatus
  register: StreamStatus
}
