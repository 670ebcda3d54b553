import type { ReportPlace } from '../domain/operations.ts'
import type { DeviceDatabase } from './device-database.ts'

/** Nobody yet: who has not been bound to a user. */
const keyOf = (owner: string | null) => owner ?? ''

/** Where the device's present user works, as far as they have said; nothing when they have not. */
export async function placeIn(db: DeviceDatabase): Promise<ReportPlace> {
  const places = await db.fact('places') ?? {}
  return places[keyOf((await db.fact('account'))?.uid ?? null)] ?? {}
}

/** Keeps it, in the transaction of the caller. */
export async function keepPlaceIn(db: DeviceDatabase, place: ReportPlace): Promise<void> {
  await db.keepFact('places', { ...await db.fact('places'), [keyOf((await db.fact('account'))?.uid ?? null)]: place })
}

/** Forgets where a person works. */
export async function forgetPlace(db: DeviceDatabase, owner: string | null): Promise<void> {
  const places = { ...await db.fact('places') }
  delete places[keyOf(owner)]
  await db.keepFact('places', places)
}

/** Takes it along when what is one's becomes another's, as a person signs in. What the other has said themselves stays. */
export async function movePlace(db: DeviceDatabase, from: string | null, to: string | null): Promise<void> {
  const { [keyOf(from)]: place, ...others } = await db.fact('places') ?? {}
  if (place) await db.keepFact('places', { [keyOf(to)]: place, ...others })
}
