import type { PendingCode } from '../domain/account.ts'
import type { Result } from '../domain/result.ts'
import { inDevice } from './databases.ts'
import { stored } from './storage-failure.ts'

/** How far a person has come in signing in: the code that is on its way, and whether what they reported before is still to be claimed. */
export interface SigningIn { pending?: PendingCode; claiming: boolean }

/** For `useLive`. */
export function findSigningIn(): Promise<SigningIn> {
  return inDevice(async (db) => {
    const uid = (await db.fact('account'))?.uid
    const claims = await db.fact('claims') ?? []
    return { pending: await db.fact('pendingCode'), claiming: claims.some(({ to }) => to !== undefined && to === uid) }
  })
}

/** A person wants another address: the code that was sent is of no use to them. */
export const dropCode = (): Promise<Result<void>> => stored(() => inDevice((db) => db.facts.delete('pendingCode')))
