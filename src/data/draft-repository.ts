import type { Result } from '../domain/result.ts'
import { isVisibleTo, ownerNow } from '../domain/shared-device.ts'
import { inDevice } from './databases.ts'
import type { Draft } from './device-database.ts'
import { onThisDevice } from './random-id.ts'
import { stored } from './storage-failure.ts'

/** A draft as it is being written. With the owner it was begun by, it stays theirs although the device was locked meanwhile. */
export type WrittenDraft = Omit<Draft, 'owner' | 'updated'> & Partial<Pick<Draft, 'owner'>>

/** Keeps what is written so far. When the device has no room, the caller still has the text, and says so. */
export function keepDraft(draft: WrittenDraft, now: number): Promise<Result<void>> {
  return stored(() => inDevice((db) => db.transaction('rw', db.peoples, async () => {
    const owner = (await db.drafts.get(draft.id))?.owner ?? draft.owner ?? ownerNow(await db.present())
    await db.drafts.put({ ...draft, owner, updated: now })
  })))
}

/**
 * What is written about one case or obstacle is kept as a draft too, one of each kind for each: what a case's writer adds, and what
 * those who work with it ask, decline it for, make of it, or do about an obstacle. These are no forms of the library.
 */
const caseForms = ['message', 'case.ask', 'case.decline', 'obstacle.create', 'obstacle.edit', 'obstacle.move', 'obstacle.follow-up', 'obstacle.escalate'] as const
export type CaseForm = (typeof caseForms)[number]
export const caseDraft = (form: CaseForm, about: string): Omit<Draft, 'owner' | 'updated'> => ({ id: `${form}:${about}`, form, formVersion: 1, answers: {} })

/** What has been begun of such a kind about a case, or an obstacle. */
export const findCaseDraft = (form: CaseForm, about: string): Promise<Draft | undefined> =>
  inDevice(async (db) => {
    const draft = await db.drafts.get(caseDraft(form, about).id)
    return draft && isVisibleTo(await db.present())(draft) ? draft : undefined
  })

/** What a host writes of a new seminar, or of one by its id. Several may host it from one device: each has a draft of their own. */
const seminarForms = ['seminar.create', 'seminar.edit'] as const
export type SeminarForm = (typeof seminarForms)[number]
export const seminarDraft = (form: SeminarForm, seminar?: string, newId: () => string = onThisDevice.newId): Omit<Draft, 'owner' | 'updated'> =>
  ({ id: newId(), form, formVersion: 1, answers: {}, ...seminar === undefined ? {} : { context: { ref: `seminar:${seminar}` } } })

/** What the device's present user has begun of that. */
export async function findSeminarDraft(form: SeminarForm, seminar?: string): Promise<Draft | undefined> {
  return (await listDrafts(form)).find(({ context }) => context?.ref === (seminar && `seminar:${seminar}`))
}

export async function findDraft(id: string): Promise<Draft | undefined> {
  return (await listDrafts()).find((draft) => draft.id === id)
}

/** The forms that the device's present user has begun on, of one kind or of all, last changed first. */
export async function listDrafts(form?: string): Promise<Draft[]> {
  return inDevice(async (db) => {
    const visible = (await db.drafts.toArray()).filter(isVisibleTo(await db.present()))
    return visible.filter((draft) => (form === undefined ? ![...caseForms, ...seminarForms].some((one) => one === draft.form) : draft.form === form)).sort((a, b) => b.updated - a.updated)
  })
}

/** A person throws a draft away. */
export const discardDraft = (id: string): Promise<Result<void>> => stored(() => inDevice((db) => db.drafts.delete(id)))
