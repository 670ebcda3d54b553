import type { ReportPlace } from '../domain/operations.ts'
import { ownerNow } from '../domain/shared-device.ts'
import type { DeviceDatabase } from './device-database.ts'

/** Nobody yet: who has not been bound to a user. */
const keyOf = (owner: string | null) => owner ?? ''
const presentKey = async (db: DeviceDatabase) => keyOf(ownerNow({ account: await db.fact('account'), shared: await db.fact('shared') }))

/** Where the device's present user works, as far as they have said; nothing when they have not. */
export async function placeIn(db: DeviceDatabase): Promise<ReportPlace> {
  return (await db.fact('places'))?.[await presentKey(db)] ?? {}
}

/** Whether they kept it from the developer of their own organisation the last time. */
export async function hidesIn(db: DeviceDatabase): Promise<boolean> {
  return (await db.fact('hides'))?.[await presentKey(db)] ?? false
}

/** Keeps where they work, and whether they would rather not tell it, in the transaction of the caller. */
export async function keepPlaceIn(db: DeviceDatabase, place: ReportPlace, hides?: boolean): Promise<void> {
  const key = await presentKey(db)
  await db.keepFact('places', { ...await db.fact('places'), [key]: place })
  if (hides !== undefined) await db.keepFact('hides', { ...await db.fact('hides'), [key]: hides })
}

/** Forgets where a person works. */
export const forgetPlace = (db: DeviceDatabase, owner: string | null): Promise<void> => move(db, keyOf(owner), undefined)

/** Takes it along when what is one's becomes another's, as a person signs in. What the other has said themselves stays. */
export const movePlace = (db: DeviceDatabase, from: string | null, to: string | null): Promise<void> => move(db, keyOf(from), keyOf(to))

async function move(db: DeviceDatabase, from: string, to: string | undefined): Promise<void> {
  for (const fact of ['places', 'hides'] as const) {
    const { [from]: moved, ...others } = await db.fact(fact) as Record<string, never> ?? {}
    if (moved === undefined) continue
    const kept = to === undefined ? others : { [to]: moved, ...others }
    if (Object.keys(kept).length > 0) await db.keepFact(fact, kept)
    else await db.facts.delete(fact)
  }
}
