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

export async function findDraft(id: string): Promise<Draft | undefined> {
  return (await listDrafts()).find((draft) => draft.id === id)
}

/** The drafts of the device's present user, of one form or of all, last changed first. */
export async function listDrafts(form?: string): Promise<Draft[]> {
  return inDevice(async (db) => {
    const visible = (await db.drafts.toArray()).filter(isVisibleTo(await db.present()))
    return visible.filter((draft) => form === undefined || draft.form === form).sort((a, b) => b.updated - a.updated)
  })
}

/** A person throws a draft away. */
export const discardDraft = (id: string): Promise<Result<void>> => stored(() => inDevice((db) => db.drafts.delete(id)))
