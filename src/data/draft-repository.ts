import type { Result } from '../domain/result.ts'
import { isVisibleTo, ownerNow } from '../domain/shared-device.ts'
import { inDevice } from './databases.ts'
import type { Draft } from './device-database.ts'
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

/** What is said more in a case is kept as a draft too, one for each case. It is no form of the library. */
const messageForm = 'message'
export const messageDraft = (report: string): Omit<Draft, 'owner' | 'updated'> => ({ id: `${messageForm}:${report}`, form: messageForm, formVersion: 1, answers: {} })

export const findMessageDraft = (report: string): Promise<Draft | undefined> =>
  inDevice(async (db) => {
    const draft = await db.drafts.get(messageDraft(report).id)
    return draft && isVisibleTo(await db.present())(draft) ? draft : undefined
  })

export async function findDraft(id: string): Promise<Draft | undefined> {
  return (await listDrafts()).find((draft) => draft.id === id)
}

/** The forms that the device's present user has begun on, of one kind or of all, last changed first. */
export async function listDrafts(form?: string): Promise<Draft[]> {
  return inDevice(async (db) => {
    const visible = (await db.drafts.toArray()).filter(isVisibleTo(await db.present()))
    return visible.filter((draft) => (form === undefined ? draft.form !== messageForm : draft.form === form)).sort((a, b) => b.updated - a.updated)
  })
}

/** A person throws a draft away. */
export const discardDraft = (id: string): Promise<Result<void>> => stored(() => inDevice((db) => db.drafts.delete(id)))
