import { codeBytes, codeOf, hashedText } from '../domain/follow-up-code.ts'
import { layReports, type OwnReport } from '../domain/own-reports.ts'
import type { MineRow } from '../domain/own-records.ts'
import { success, type Result } from '../domain/result.ts'
import { inDevice } from './databases.ts'
import type { KnownCode } from './device-database.ts'
import { isVisibleTo } from './outbox.ts'
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

/** A case that was fetched by its code, as it was then. */
export interface FollowedCase { code: string; report: OwnReport; fetchedAt: number }

const visibleCodes = (): Promise<KnownCode[]> => inDevice(async (db) => (await db.codes.toArray()).filter(isVisibleTo(await db.fact('account'))))

/** What the device's present user may see of a code that is known here. */
export const findCode = async (code: string): Promise<KnownCode | undefined> => (await visibleCodes()).find((known) => known.code === code)

/** The code that was made here with a report. */
export const findCodeOf = async (report: string): Promise<string | undefined> => (await visibleCodes()).find((known) => known.report === report && known.made)?.code

/** The cases that have been fetched by a code and are kept here, last fetched first. For `useLive`. */
export async function listFollowed(): Promise<FollowedCase[]> {
  const cases = (await visibleCodes()).flatMap(({ code, rows, fetchedAt = 0 }) => layReports(rows ?? [], [], undefined).map((report) => ({ code, report, fetchedAt })))
  return cases.sort((a, b) => b.fetchedAt - a.fetchedAt)
}

/** Keeps what was fetched by a code. Answers the report's id. */
export function keepFollowed(code: string, rows: MineRow[], now: number): Promise<Result<string>> {
  const report = rows.find(({ kind }) => kind === 'report')!.id
  return stored(() => inDevice((db) => db.transaction('rw', db.codes, db.facts, async () => {
    const owner = (await db.fact('account'))?.uid ?? null
    await db.codes.put({ owner, ...await db.codes.get(code), code, report, rows, fetchedAt: now })
    return report
  })))
}

/** Removes from the device what was fetched by a code, and the code too unless its report was made here. */
export async function forgetFollowed(code: string): Promise<Result<void>> {
  const gone = await stored(() => inDevice((db) => db.transaction('rw', db.codes, async () => {
    const known = await db.codes.get(code)
    if (known?.made) await db.codes.put({ code, owner: known.owner, report: known.report, made: true })
    else await db.codes.delete(code)
  })))
  return gone.ok ? success(undefined) : gone
}
