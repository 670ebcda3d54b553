import { begun, isUnseen, see, type Doing, type Happening, type Seen } from '../domain/happenings.ts'
import type { Reached } from '../domain/outbox.ts'
import type { DeviceDatabase } from './device-database.ts'

type To = Happening['to']
const factOf = { person: 'seen', device: 'seenHere' } as const

/** Whose it is what has been seen: the signed-in user's, and of what is followed the space's. Nobody's where nobody is signed in. */
async function keyOf(db: DeviceDatabase, to: To): Promise<string | undefined> {
  return to === 'person' ? (await db.fact('account'))?.uid : (await db.fact('shared'))?.space ?? ''
}

/** What has been seen; nothing where nobody has begun to look. */
export async function seenIn(db: DeviceDatabase, to: To): Promise<Seen | undefined> {
  const key = await keyOf(db, to)
  return key === undefined ? undefined : (await db.fact(factOf[to]))?.[key]
}

/** Keeps that this has been seen too, beside all that another tab has kept meanwhile. Who has never looked begins at `start`, with nothing shown too. */
export async function keepSeenIn(db: DeviceDatabase, to: To, shown: readonly Happening[], known: number, start: number): Promise<void> {
  await db.transaction('rw', db.facts, async () => {
    const key = await keyOf(db, to)
    if (key === undefined) return
    const all = await db.fact(factOf[to])
    const before = all?.[key]
    // What changes nothing is not written: whoever asks what has been seen would ask again, and be shown it again.
    if (before && !shown.some((one) => isUnseen(one, before))) return
    await db.keepFact(factOf[to], { ...all, [key]: shown.length > 0 ? see(before ?? begun(start), shown, known) : begun(start) })
  })
}

/** Forgets what a user has seen and done, in the transaction of the caller. */
export async function forgetSeen(db: DeviceDatabase, uid: string): Promise<void> {
  for (const fact of ['seen', 'doings'] as const) {
    const all = await db.fact(fact) ?? {}
    delete all[uid]
    if (Object.keys(all).length > 0) await db.keepFact(fact, all)
    else await db.facts.delete(fact)
  }
}

/** As many of one's last changes are known to be one's own, and of the events that tell them. */
const mostDoings = 300
const mostFound = 1000

/** Notes that the server has confirmed a change of this user's, in the transaction of the caller: what is told of it is no news to them. */
export async function noteDoing(db: DeviceDatabase, uid: string, doing: Doing): Promise<void> {
  const all = await db.fact('doings')
  const { sought = [], found = [] } = all?.[uid] ?? {}
  await db.keepFact('doings', { ...all, [uid]: { sought: [...sought, doing].slice(-mostDoings), found } })
}

/**
 * Notes which events tell of what the device's user has done: their revisions change when they are sent again, their ids do not.
 * A change is sought no longer once both of `copies`, the two parts of the register, have come as far.
 */
export async function keepFound(db: DeviceDatabase, ids: readonly string[], copies: readonly (Reached | undefined)[]): Promise<void> {
  await db.transaction('rw', db.facts, async () => {
    const uid = (await db.fact('account'))?.uid
    const all = await db.fact('doings')
    const before = uid === undefined ? undefined : all?.[uid]
    if (uid === undefined || !before) return
    const sought = before.sought.filter(({ epoch, rev }) => !copies.every((copy) => copy?.epoch === epoch && copy.rev >= rev))
    if (sought.length === before.sought.length && ids.every((id) => before.found.includes(id))) return
    await db.keepFact('doings', { ...all, [uid]: { sought, found: [...new Set([...before.found, ...ids])].slice(-mostFound) } })
  })
}
