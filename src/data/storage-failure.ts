import type { ErrorCode } from '../domain/result.ts'

/**
 * Tells a full device from a database that does not answer. Dexie wraps the browser's QuotaExceededError: as the `inner`
 * of an AbortError when the transaction fails, among the `failures` of a BulkError when a single put does.
 */
export function storageFailure(error: unknown): ErrorCode {
  return isFull(error) ? 'storage-full' : 'storage-failed'
}

function isFull(error: unknown): boolean {
  const { name, inner, failures } = (error ?? {}) as { name?: string; inner?: unknown; failures?: unknown[] }
  return name === 'QuotaExceededError' || (inner !== undefined && isFull(inner)) || (failures?.some(isFull) ?? false)
}
