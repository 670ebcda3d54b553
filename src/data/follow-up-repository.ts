import { codeBytes, codeOf, hashedText } from '../domain/follow-up-code.ts'
import { layReports, type OwnReport } from '../domain/own-reports.ts'
import type { MineRow } from '../domain/own-records.ts'
import type { Result } from '../domain/result.ts'
import { isVisibleTo, ownerNow } from '../domain/shared-device.ts'
import { inDevice } from './databases.ts'
import type { KnownCode } from './device-database.ts'
import { stored } from './storage-failure.ts'

/** Whether follow-up codes can be used here: a browser hashes only on a page that was served securely. */
export const canFollowUp = (): boolean => globalThis.crypto.subtle !== undefined

/** A new follow-up code. */
export const newCode = (): string => codeOf(crypto.getRandomValues(new Uint8Array(codeBytes)))

/** What the server knows a follow-up code by: SHA-256, in hex. */
export async function hashOf(code: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(hashedText(code)))
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** A case that was fetched by its code, as it was then; `made` when it was written on this device. */
export interface FollowedCase { code: string; made: boolean; report: OwnReport; fetchedAt: number }

const visibleCodes = (): Promise<KnownCode[]> => inDevice(async (db) => (await db.codes.toArray()).filter(isVisibleTo(await db.present())))

/** What the device's present user may see of a code that is known here. */
export const findCode = async (code: string): Promise<KnownCode | undefined> => (await visibleCodes()).find((known) => known.code === code)

/** The code that was made here with a report. */
export const findCodeOf = async (report: string): Promise<string | undefined> => (await visibleCodes()).find((known) => known.report === report && known.made)?.code

/** Whether a report has been fetched by a code. */
export const isFollowed = async (report: string): Promise<boolean> => (await visibleCodes()).some((known) => known.report === report && known.rows !== undefined)

/** The cases that have been fetched by a code and are kept here, last fetched first. For `useLive`. */
export async function listFollowed(): Promise<FollowedCase[]> {
  const cases = (await visibleCodes()).flatMap(({ code, made = false, rows, fetchedAt = 0 }) =>
    layReports(rows ?? [], [], undefined).map((report) => ({ code, made, report, fetchedAt })))
  return cases.sort((a, b) => b.fetchedAt - a.fetchedAt)
}

/** Keeps what was fetched by a code, for who is there now. Answers the report's id. */
export async function keepFollowed(code: string, rows: MineRow[], now: number): Promise<Result<string>> {
  const report = rows.find(({ kind }) => kind === 'report')!.id
  const hash = await hashOf(code)
  return stored(() => inDevice((db) => db.transaction('rw', db.peoples, async () => {
    const present = await db.present()
    const before = (await db.codes.where('code').equals(code).toArray()).find(isVisibleTo(present))
    await db.codes.put({ owner: ownerNow(present), ...before, code, hash, report, rows, fetchedAt: now } as KnownCode)
    return report
  })))
}

/** Removes from the device what was fetched by a code, and the code too unless its report was made here. */
export function forgetFollowed(code: string): Promise<Result<void>> {
  return stored(() => inDevice((db) => db.transaction('rw', db.peoples, async () => {
    const known = (await db.codes.where('code').equals(code).toArray()).find(isVisibleTo(await db.present()))
    if (known?.made) await db.codes.update(known.id, { rows: undefined, fetchedAt: undefined })
    else if (known) await db.codes.delete(known.id)
  })))
}
