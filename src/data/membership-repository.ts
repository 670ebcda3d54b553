import { layMemberships, type OwnMembership } from '../domain/own-reports.ts'
import type { Result } from '../domain/result.ts'
import { inDevice, inUser } from './databases.ts'
import { Outbox } from './outbox.ts'
import { onThisDevice, type Writing } from './random-id.ts'
import { stored } from './storage-failure.ts'

export function joinSeminar(seminar: string, writing: Writing = onThisDevice): Promise<Result<void>> {
  return stored(() => inDevice((db) => new Outbox(db).add([{ kind: 'seminar.join', payload: { id: writing.newId(), seminar } }], writing)))
}

export function leaveSeminar(seminar: string, writing: Writing = onThisDevice): Promise<Result<void>> {
  return stored(() => inDevice((db) => new Outbox(db).add([{ kind: 'seminar.leave', payload: { seminar } }], writing)))
}

/** The seminars one takes part in, with what has not been sent laid over. */
export async function listMemberships(): Promise<OwnMembership[]> {
  const mine = await inUser(async (db) => ({ rows: await db.mine.where('kind').equals('membership').toArray(), copy: await db.cursors.get('mine') }))
  const entries = await inDevice((db) => new Outbox(db).visible())
  return layMemberships(mine?.rows ?? [], entries, mine?.copy)
}
