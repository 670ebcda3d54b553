import type { Account } from '../domain/account.ts'
import { failure, success, type Result } from '../domain/result.ts'
import { ownerNow } from '../domain/shared-device.ts'
import { inDevice } from './databases.ts'
import { canFollowUp, newCode } from './follow-up-repository.ts'
import { onThisDevice, type Writing } from './random-id.ts'
import { SharedSpaces } from './shared-device.ts'
import { stored } from './storage-failure.ts'

/** Shares the device, or changes after how many minutes it locks. `unsent` when something must be sent from it first. */
export async function shareDevice(lockAfter: number, writing: Writing = onThisDevice): Promise<Result<void>> {
  const done = await stored(() => inDevice((db) => new SharedSpaces(db).share(lockAfter, writing)))
  return !done.ok ? done : done.value ? success(undefined) : failure('unsent')
}

/** Shares it no more. */
export const unshareDevice = (): Promise<Result<void>> => stored(() => inDevice((db) => new SharedSpaces(db).unshare()))

/** Locks it, in every tab. Answers who was signed in. */
export const lockDevice = (writing: Writing = onThisDevice): Promise<Result<Account | undefined>> => stored(() => inDevice((db) => new SharedSpaces(db).lock(writing)))

/** Lets somebody begin anew on a locked device. */
export const beginSpace = (): Promise<Result<void>> => stored(() => inDevice((db) => new SharedSpaces(db).begin()))

/** Where somebody goes on who has a code: their draft, or their report, on this device. */
export type Resumed = { draft: string } | { report: string }

/** Opens the space in which a code was made; `not-found` when that was in none of this device. */
export async function openSpace(code: string): Promise<Result<Resumed>> {
  const opened = await stored(() => inDevice(async (db) => {
    if (!await new SharedSpaces(db).open(code)) return undefined
    const draft = await db.drafts.filter((one) => one.code === code).first()
    return draft ? { draft: draft.id } : { report: (await db.codes.get({ code }))!.report }
  }))
  return !opened.ok ? opened : opened.value ? success(opened.value) : failure('not-found')
}

/** What a new draft begins with: whose it is, and on a shared device its follow-up code. */
export async function beginDraft(): Promise<{ owner: string | null; code?: string }> {
  const present = await inDevice((db) => db.present())
  return { owner: ownerNow(present), ...present.shared && !present.account && canFollowUp() ? { code: newCode() } : {} }
}
