import { backendUrl, publishableKey } from '../backend/backend-address.ts'
import { fetchFrozen } from '../backend/frozen-adapter.ts'
import { keepSnapshot } from '../data/snapshot-repository.ts'
import { failure, type Result } from '../domain/result.ts'
import type { Session } from '../sync/session.ts'

/** Fetches what is in a snapshot in the name of the device's user, and keeps it here. */
export async function fetchSnapshot(session: Session, id: string): Promise<Result<void>> {
  const account = await session.account()
  if (!account) return failure('signed-out')
  const { uid } = account
  const rows = await session.authorised(uid, (token) => fetchFrozen(backendUrl, publishableKey, (input, init) => fetch(input, init), { uid, token }, id))
  return rows.ok ? keepSnapshot(uid, id, rows.value) : rows
}
