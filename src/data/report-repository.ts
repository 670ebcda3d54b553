import { layReports, type NewReport, type OwnReport } from '../domain/own-reports.ts'
import { success, type Result } from '../domain/result.ts'
import { inDevice, inUser } from './databases.ts'
import { Outbox } from './outbox.ts'
import { onThisDevice, type Writing } from './random-id.ts'
import { stored } from './storage-failure.ts'

/**
 * Sends a report as soon as that can be: it is on this device when this has resolved, and the draft it came from is gone.
 * Answers the report's id. When the device had no room, both report and draft are as they were.
 */
export async function submitReport(report: NewReport, draft?: string, writing: Writing = onThisDevice): Promise<Result<string>> {
  const id = writing.newId()
  const written = await stored(() => inDevice((db) => new Outbox(db).add([{ kind: 'report.submit', payload: { ...report, id } }], writing, draft)))
  return written.ok ? success(id) : written
}

/** Adds a word to the thread of one's own report. */
export function writeMessage(report: string, text: string, writing: Writing = onThisDevice): Promise<Result<void>> {
  return stored(() => inDevice((db) => new Outbox(db).add([{ kind: 'report.message', payload: { id: writing.newId(), report, text } }], writing)))
}

/** Takes one's own report back. */
export function withdrawReport(report: string, writing: Writing = onThisDevice): Promise<Result<void>> {
  return stored(() => inDevice((db) => new Outbox(db).add([{ kind: 'report.withdraw', payload: { report } }], writing)))
}

/** One's own reports as they stand, with what has not been sent laid over; newest first. For `useLive`. */
export async function listReports(): Promise<OwnReport[]> {
  const mine = await inUser(async (db) => ({ rows: await db.mine.toArray(), copy: await db.cursors.get('mine') }))
  const entries = await inDevice((db) => new Outbox(db).visible())
  return layReports(mine?.rows ?? [], entries, mine?.copy)
}

/** One report by its id. */
export async function findReport(id: string): Promise<OwnReport | undefined> {
  return (await listReports()).find((report) => report.id === id)
}
