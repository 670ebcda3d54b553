import { DatabaseError } from 'pg'
import { json, type Answer } from '../gateway/http.ts'

/** An answer in Storage's error shape, whose own status stands in the body while HTTP says 400 (or 416, or 500). */
export class StorageRefusal extends Error {
  override name = 'StorageRefusal'
  readonly answer: Answer

  constructor(status: number, code: string, error: string, message: string) {
    super(message)
    this.answer = json(status === 500 || status === 416 ? status : 400, { statusCode: String(status), code, error, message })
  }
}

export const noBucket = () => new StorageRefusal(404, 'NoSuchBucket', 'Bucket not found', 'Bucket not found')
export const noObject = () => new StorageRefusal(404, 'NoSuchKey', 'not_found', 'Object not found')
export const exists = () => new StorageRefusal(409, 'KeyAlreadyExists', 'Duplicate', 'The resource already exists')
export const denied = (message: string) => new StorageRefusal(403, 'AccessDenied', 'Unauthorized', message)

export const badSignature = (message = 'Invalid signature') =>
  new StorageRefusal(400, 'InvalidSignature', 'InvalidSignature', message)

/** The refusal behind an error; undefined for what is a bug of ours. */
export function storageRefusalOf(error: unknown): StorageRefusal | undefined {
  if (error instanceof StorageRefusal) return error
  if (!(error instanceof DatabaseError)) return undefined
  if (error.code === '42501') return denied(error.message)
  if (error.code === '23505') return exists()
  return new StorageRefusal(500, 'DatabaseError', 'DatabaseError', error.message)
}
