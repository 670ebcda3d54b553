import type { ErrorCode } from '../domain/result.ts'

/**
 * Tells a full device from a database that does not answer. Dexie reports a full disk as an AbortError whose `inner`
 * is the QuotaExceededError, so both are looked at.
 */
export function storageFailure(error: unknown): ErrorCode {
  for (let e = error as { name?: string; inner?: unknown } | undefined; e; e = e.inner as typeof e) {
    if (e.name === 'QuotaExceededError') return 'storage-full'
  }
  return 'storage-failed'
}
