import { inDevice } from './databases.ts'
import type { Bookmark, Note, ReadingPosition } from './device-database.ts'

/** Remembers how far a page is read. `key` is `kind:slug`. A page once finished stays finished. */
export async function keepPosition(position: Omit<ReadingPosition, 'at'>, now: number): Promise<void> {
  await inDevice((db) => db.transaction('rw', db.positions, async () => {
    const before = await db.positions.get(position.key)
    await db.positions.put({ ...position, finished: position.finished || before?.finished === true, at: now })
  }))
}

export const findPosition = (key: string): Promise<ReadingPosition | undefined> => inDevice((db) => db.positions.get(key))

/** Positions of several pages, by key. */
export async function findPositions(keys: readonly string[]): Promise<Map<string, ReadingPosition>> {
  const found = await inDevice((db) => db.positions.bulkGet([...keys]))
  return new Map(found.flatMap((position) => (position ? [[position.key, position]] : [])))
}

/** What was read last, newest first. */
export const lastRead = (limit: number): Promise<ReadingPosition[]> =>
  inDevice((db) => db.positions.orderBy('at').reverse().limit(limit).toArray())

/** Sets or removes the bookmark of a page and answers whether it is set now. */
export async function toggleBookmark(key: string, now: number): Promise<boolean> {
  return inDevice((db) => db.transaction('rw', db.bookmarks, async () => {
    if (await db.bookmarks.get(key)) { await db.bookmarks.delete(key); return false }
    await db.bookmarks.put({ key, at: now })
    return true
  }))
}

export const isBookmarked = async (key: string): Promise<boolean> => (await inDevice((db) => db.bookmarks.get(key))) !== undefined
export const listBookmarks = (): Promise<Bookmark[]> => inDevice((db) => db.bookmarks.orderBy('at').reverse().toArray())

export const listNotesOf = (key: string): Promise<Note[]> => inDevice((db) => db.notes.where('key').equals(key).toArray())

/** Saves a note; an empty text removes it. */
export async function keepNote(note: Note): Promise<void> {
  await inDevice<unknown>((db) => (note.text.trim() === '' ? db.notes.delete(note.id) : db.notes.put(note)))
}

/** The parts of a page that are ticked off. */
export const listTicksOf = async (key: string): Promise<string[]> =>
  (await inDevice((db) => db.ticks.where('key').equals(key).toArray())).map(({ part }) => part)

/** Ticks a part of a page off, or takes the tick away. */
export async function keepTick(key: string, part: string, ticked: boolean, now: number): Promise<void> {
  const id = `${key}#${part}`
  await inDevice<unknown>((db) => (ticked ? db.ticks.put({ id, key, part, at: now }) : db.ticks.delete(id)))
}
