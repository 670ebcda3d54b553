import { caseAdapter } from '../backend/case-adapter.ts'
import { backendUrl, publishableKey } from '../backend/backend-address.ts'
import { hashOf, keepFollowed } from '../data/follow-up-repository.ts'
import type { RejectionCode } from '../domain/operations.ts'
import type { Result } from '../domain/result.ts'
import type { CodedMessage } from '../sync/case-port.ts'

const port = caseAdapter(backendUrl, publishableKey, (input, init) => fetch(input, init))

/** Fetches a case by its code and keeps it here. Answers the report's id. */
export async function fetchCase(code: string): Promise<Result<string>> {
  const found = await port.find(await hashOf(code))
  return found.ok ? keepFollowed(code, found.value, Date.now()) : found
}

/** Says more in a case by its code. */
export async function sayInCase(code: string, message: CodedMessage): Promise<Result<RejectionCode | undefined>> {
  return port.say(await hashOf(code), message)
}
