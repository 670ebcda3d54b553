import { failure, success, type ErrorCode, type Result } from '../domain/result.ts'

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

/** What a write came to. When the device would not, what was to be written is still in the caller's hands. */
export async function stored<T>(work: () => Promise<T>): Promise<Result<T>> {
  try {
    return success(await work())
  } catch (error) {
    return failure(storageFailure(error))
  }
}
