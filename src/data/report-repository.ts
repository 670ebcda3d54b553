import { raisedIn } from '../domain/evaluation.ts'
import type { Operation, ReportPlace, StillAnswer } from '../domain/operations.ts'
import { layReports, sameHereForm, type NewReport, type OwnReport } from '../domain/own-reports.ts'
import { success, type Result } from '../domain/result.ts'
import { inDevice, inUser } from './databases.ts'
import { hashOf } from './follow-up-repository.ts'
import { findForm } from './form-repository.ts'
import { Outbox } from './outbox.ts'
import { hidesIn, keepPlaceIn, placeIn } from './places.ts'
import { onThisDevice, type Writing } from './random-id.ts'
import { beginDraft } from './shared-device-repository.ts'
import { stored } from './storage-failure.ts'

/**
 * Sends a report as soon as that can be: it is on this device when this has resolved, and the draft it came from is gone.
 * Answers the report's id. What an evaluation says stops its writer goes as a report of its own, where they wish it. When the device had no room, both report and draft are as they were. With a follow-up code, that is
 * kept here beside it, and its hash goes along.
 */
export async function submitReport(report: NewReport, draft?: string, writing: Writing = onThisDevice, code?: string): Promise<Result<string>> {
  const id = writing.newId()
  const hash = code === undefined ? undefined : await hashOf(code)
  const operations = raisedIn(report).map((part, n): Operation => ({
    kind: 'report.submit', payload: n === 0 ? { ...part, id, ...hash === undefined ? {} : { followUp: hash } } : { ...part, id: writing.newId() },
  }))
  const written = await stored(() => inDevice((db) => db.transaction('rw', db.peoples, async () => {
    const outbox = new Outbox(db)
    const owner = await outbox.ownerOf(draft)
    await outbox.add(operations, writing, draft)
    if (code !== undefined && hash !== undefined) await db.codes.add({ code, hash, owner, report: id, made: true })
    if (report.place && owner === await outbox.ownerOf()) await keepPlaceIn(db, report.place, report.hidePlace)
  })))
  return written.ok ? success(id) : written
}

/** What may go with the word that an obstacle is one's own too; where one works is what was told the last time, unless it is told here. */
export type SameHere = Partial<Pick<NewReport, 'answers' | 'context' | 'place' | 'hidePlace' | 'cleared'>>

/** Says that a known obstacle is one's own too. Answers the report's id; `draft` is gone with it. On a shared device it has a follow-up code. */
export async function sayTheSame(obstacle: string, more: SameHere = {}, draft?: string, writing: Writing = onThisDevice, code?: string): Promise<Result<string>> {
  // A device that does not hold the form yet answers by the first, which stays for ever and asks nothing that must be answered.
  const known = await stored(async () => ({ form: await findForm(sameHereForm), ...await lastPlace() }))
  if (!known.ok) return known
  const { form, place, hidePlace } = known.value
  const told = more.place ?? place
  return submitReport({
    form: sameHereForm, formVersion: form?.data.versions[0]?.version ?? 1, answers: {}, hidePlace, ...more, obstacle,
    ...Object.keys(told).length > 0 ? { place: told } : {},
  }, draft, writing, code ?? (await beginDraft()).code)
}

const lastPlace = () => inDevice(async (db) => ({ place: await placeIn(db), hidePlace: await hidesIn(db) }))

/**
 * Makes a report that has not been sent a draft again, so that it can be changed. Answers the draft's id; undefined when the
 * report is on its way already, and nothing is changed then.
 */
export async function reopenReport({ where, ...report }: OwnReport, { now, newId }: Writing = onThisDevice): Promise<Result<string | undefined>> {
  if (where.at === 'fetched') return success(undefined)
  const { form, formVersion, answers, context, obstacle, place, hidePlace, cleared } = report
  const draft = { id: newId(), form, formVersion, answers, context, ...obstacle ? { obstacle } : {}, place, hidePlace, cleared, updated: now() }
  const taken = await stored(() => inDevice((db) => new Outbox(db).takeBack(where.opId, draft)))
  return taken.ok ? success(taken.value ? draft.id : undefined) : taken
}

/**
 * Begins to say a report anew that the server has: a draft of it as it stands, or the one begun already. Answers the draft's id.
 */
export async function beginCorrection({ id, form, formVersion, answers, context, place, hidePlace, cleared }: OwnReport, { now, newId }: Writing = onThisDevice): Promise<Result<string>> {
  return stored(() => inDevice((db) => db.transaction('rw', [db.drafts, db.facts], async () => {
    const owner = (await db.fact('account'))?.uid ?? null
    const begun = (await db.drafts.toArray()).find((draft) => draft.corrects === id && draft.owner === owner)
    if (begun) return begun.id
    const draft = { id: newId(), owner, corrects: id, form, formVersion, answers, context, place, hidePlace, cleared, updated: now() }
    await db.drafts.add(draft)
    return draft.id
  })))
}

/** Says a report anew. Its draft goes in the same stroke; when the device had no room, all is as it was. */
export function correctReport(report: string, { formVersion, answers, place, hidePlace, cleared }: NewReport, draft: string, writing: Writing = onThisDevice): Promise<Result<void>> {
  const payload = { report, formVersion, answers, hidePlace, ...place ? { place } : {}, ...cleared ? { cleared } : {} }
  return stored(() => inDevice((db) => new Outbox(db).add([{ kind: 'report.correct', payload }], writing, draft)))
}

/** Adds a word to the thread of one's own report; the draft it came from goes with the same stroke. */
export function writeMessage(report: string, text: string, draft?: string, cleared: string[] = [], writing: Writing = onThisDevice): Promise<Result<void>> {
  const payload = { id: writing.newId(), report, text, ...cleared.length > 0 ? { cleared } : {} }
  return stored(() => inDevice((db) => new Outbox(db).add([{ kind: 'report.message', payload }], writing, draft)))
}

/** Says whether what one has reported still stops one. */
export function sayStill(report: string, answer: StillAnswer, writing: Writing = onThisDevice): Promise<Result<void>> {
  return stored(() => inDevice((db) => new Outbox(db).add([{ kind: 'report.still', payload: { report, answer } }], writing)))
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

/** Where the device's present user has said that they work. On this device alone, until it goes with a report. */
export const findPlace = (): Promise<ReportPlace> => inDevice(placeIn)

/** Keeps where they work, for the reports to come. */
export const keepPlace = (place: ReportPlace): Promise<Result<void>> =>
  stored(() => inDevice((db) => db.transaction('rw', db.facts, async () => { await keepPlaceIn(db, place) })))
