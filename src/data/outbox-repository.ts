import type { OutboxEntry } from '../domain/outbox.ts'
import { fromExport, toExport } from '../domain/outbox-export.ts'
import type { Result } from '../domain/result.ts'
import { isVisibleTo } from '../domain/shared-device.ts'
import { inDevice } from './databases.ts'
import type { Draft } from './device-database.ts'
import { Outbox } from './outbox.ts'
import { onThisDevice, type Writing } from './random-id.ts'
import { stored } from './storage-failure.ts'

const inState = (state: OutboxEntry['delivery']['state']) => inDevice(async (db) =>
  (await new Outbox(db).visible()).filter(({ delivery }) => delivery.state === state))

/** What is on this device only, in the order it is sent. */
export const listWaiting = (): Promise<OutboxEntry[]> => inState('waiting')
/** What the server has refused, each with its reason («trenger hjelp»). */
export const listNeedingHelp = (): Promise<OutboxEntry[]> => inState('needs-help')

/** A person gives up something they wrote: it is gone for good. */
export const giveUp = (opId: string): Promise<Result<void>> => stored(() => inDevice((db) => new Outbox(db).giveUp(opId)))

/** A person wants something refused sent once more; after a conflict: their own words and not the other's. */
export const tryAgain = (opId: string, writing: Writing = onThisDevice): Promise<Result<void>> =>
  stored(() => inDevice((db) => new Outbox(db).tryAgain(opId, writing)))

/** All that the present user has here and the server may not have, drafts too, as a text to keep elsewhere. */
export async function exportAll(): Promise<string> {
  return inDevice(async (db) => {
    const entries = await new Outbox(db).visible()
    const drafts = (await db.drafts.toArray()).filter(isVisibleTo(await db.present()))
    return toExport(entries, drafts)
  })
}

/**
 * Takes such a text in. What is here already is left alone, so that it can be done twice. What was another user's stays
 * theirs, and is sent when they sign in here. `unreadable` when it is no such text; then nothing is taken.
 */
export async function importAll(text: string): Promise<Result<{ added: number; known: number }>> {
  const read = fromExport<Draft>(text)
  if (!read.ok) return read
  return stored(() => inDevice((db) => new Outbox(db).take(read.value.entries, read.value.drafts)))
}
