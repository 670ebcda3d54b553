import type { ErrorCode } from '../../domain/result.ts'
import type { Stream, SyncStatus } from '../../domain/sync-status.ts'

export type StorageState = 'current' | 'stale' | 'filling' | 'partial' | 'empty'

/** Both streams as one: what is true of all the content, which is what is true of the worse of the two. */
export function storageState({ library, register, busy }: SyncStatus): StorageState {
  const streams = [library, register]
  if (streams.some((stream) => stream.syncedAt === undefined)) {
    if (busy) return 'filling'
    return streams.every((stream) => stream.held === 0) ? 'empty' : 'partial'
  }
  return streams.some((stream) => stream.state === 'stale') ? 'stale' : 'current'
}

/** When all of the content last was equal to the server's (ms). */
export function updatedAt({ library, register }: SyncStatus): number | undefined {
  if (library.syncedAt === undefined || register.syncedAt === undefined) return undefined
  return Math.min(library.syncedAt, register.syncedAt)
}

/** How far each stream is; the two are fetched one after the other, so a total of both is not known until late. */
export function progress({ library, register }: SyncStatus): { stream: Stream; held: number; total?: number }[] {
  return [{ stream: 'library', held: library.held, total: library.total }, { stream: 'register', held: register.held, total: register.total }]
}

/** What went wrong last. Without a network that is no news, and said as such elsewhere. */
export function failureOf({ library, register, online, busy }: SyncStatus): ErrorCode | undefined {
  const code = library.failure ?? register.failure
  return busy || (code === 'offline' && !online) ? undefined : code
}
