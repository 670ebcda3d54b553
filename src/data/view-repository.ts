import type { Result } from '../domain/result.ts'
import { inDevice } from './databases.ts'
import type { SavedView } from './device-database.ts'
import { stored } from './storage-failure.ts'

/** The views that were saved on this device, by name. For `useLive`. */
export const listViews = async (): Promise<SavedView[]> => (await inDevice((db) => db.views.toArray())).sort((a, b) => a.name.localeCompare(b.name, 'nb'))

/** Saves a view under its name, in the place of one that has it. */
export const keepView = (view: SavedView): Promise<Result<unknown>> => stored(() => inDevice((db) => db.views.put(view)))

/** Gives a view another name; one that has that name already is replaced. */
export const renameView = (view: SavedView, name: string): Promise<Result<void>> => stored(() => inDevice((db) => db.transaction('rw', db.views, async () => {
  await db.views.delete(view.name)
  await db.views.put({ ...view, name })
})))

export const removeView = (name: string): Promise<Result<void>> => stored(() => inDevice((db) => db.views.delete(name)))
