import { Dexie, type EntityTable, type Table } from 'dexie'
import type { Account, Claim, PendingCode } from '../domain/account.ts'
import type { ReportContext, ReportPlace } from '../domain/operations.ts'
import type { OutboxEntry } from '../domain/outbox.ts'
import { watched } from './watchdog.ts'

/** How far a person has come in one page. `key` is `kind:slug`; `part` is 0 to 1 of its length. */
export interface ReadingPosition { key: string; part: number; section?: string; finished: boolean; at: number }
export interface Bookmark { key: string; at: number }
/** An own note, kept on this device only. It hangs on a section's id, which stays when the text changes. */
export interface Note { id: string; key: string; section: string; text: string; at: number }
/** A requirement of a model that one has ticked off as being in place. `id` is `kind:slug#part`. */
export interface Tick { id: string; key: string; part: string; at: number }

/** A form that somebody has begun on. There may be many of one form; each stays until it is sent or thrown away. */
export interface Draft {
  id: string
  /** The user it belongs to; nobody yet for what was begun before there was one. */
  owner: string | null
  form: string
  formVersion: number
  answers: Record<string, unknown>
  context?: ReportContext
  /** The number of the known obstacle it is about. */
  obstacle?: string
  place?: ReportPlace
  hidePlace?: boolean
  /** The id of the report that this says anew. */
  corrects?: string
  /** Numbers that its writer says are no identity numbers, and what else they have answered the guard about. */
  cleared?: string[]
  dismissed?: string[]
  /** When it was last changed, by the device's clock (ms). */
  updated: number
}

/**
 * Single facts of the device. `mark` is also kept outside the database, so that a removed one is noticed. `verifier` is what
 * one who comes back from the municipality's sign-in shows to be the one who left. `claims` are those the server has not answered.
 * `places` is where each person works, so that they need not say it again, and `hides` whether they kept it to themselves the
 * last time: by user, '' for nobody yet.
 */
export interface Facts {
  account: Account; pendingCode: PendingCode; verifier: string; claims: Claim[]; mark: string
  places: Record<string, ReportPlace>; hides: Record<string, boolean>
}

/**
 * What belongs to this device: bookmarks, notes, ticks and reading positions, which are never sent anywhere; and drafts and
 * the outbox of everyone who has used it, so that a write is one transaction whoever is signed in.
 */
export class DeviceDatabase extends Dexie {
  declare positions: EntityTable<ReadingPosition, 'key'>
  declare bookmarks: EntityTable<Bookmark, 'key'>
  declare notes: EntityTable<Note, 'id'>
  declare ticks: EntityTable<Tick, 'id'>
  declare outbox: Table<OutboxEntry, number>
  declare drafts: EntityTable<Draft, 'id'>
  declare facts: Table<{ key: string; value: unknown }, string>

  constructor(name = 'feltboka-device') {
    super(name)
    this.version(1).stores({ positions: 'key, at', bookmarks: 'key, at', notes: 'id, key, at', ticks: 'id, key' })
    this.version(2).stores({ outbox: '++order, &opId', drafts: 'id', facts: 'key' })
  }

  async fact<K extends keyof Facts>(key: K): Promise<Facts[K] | undefined> {
    return (await this.facts.get(key))?.value as Facts[K] | undefined
  }

  async keepFact<K extends keyof Facts>(key: K, value: Facts[K]): Promise<void> {
    await this.facts.put({ key, value })
  }
}

export const deviceDatabase = watched(new DeviceDatabase())
