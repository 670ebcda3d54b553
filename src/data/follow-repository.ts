import { inDevice } from './databases.ts'

/** Follows an obstacle, by its number, or does so no more; answers whether it is followed now. On this device alone. */
export async function toggleFollow(number: string, now: number): Promise<boolean> {
  return inDevice((db) => db.transaction('rw', db.follows, async () => {
    if (await db.follows.get(number)) { await db.follows.delete(number); return false }
    await db.follows.put({ number, at: now })
    return true
  }))
}

export const isFollowing = async (number: string): Promise<boolean> => (await inDevice((db) => db.follows.get(number))) !== undefined
/** The numbers of the obstacles that are followed here. */
export const listFollows = (): Promise<string[]> => inDevice((db) => db.follows.toCollection().primaryKeys())
