import { Dexie, type EntityTable } from 'dexie'

/** How far a person has come in one page. `key` is `kind:slug`; `part` is 0 to 1 of its length. */
export interface ReadingPosition { key: string; part: number; section?: string; finished: boolean; at: number }
export interface Bookmark { key: string; at: number }
/** An own note, kept on this device only. It hangs on a section's id, which stays when the text changes. */
export interface Note { id: string; key: string; section: string; text: string; at: number }
/** A requirement of a model that one has ticked off as being in place. `id` is `kind:slug#part`. */
export interface Tick { id: string; key: string; part: string; at: number }

/** What belongs to this device and is never sent anywhere: bookmarks, notes, ticks and reading positions. */
export class DeviceDatabase extends Dexie {
  declare positions: EntityTable<ReadingPosition, 'key'>
  declare bookmarks: EntityTable<Bookmark, 'key'>
  declare notes: EntityTable<Note, 'id'>
  declare ticks: EntityTable<Tick, 'id'>

  constructor(name = 'feltboka-device') {
    super(name)
    this.version(1).stores({ positions: 'key, at', bookmarks: 'key, at', notes: 'id, key, at', ticks: 'id, key' })
  }
}

export const deviceDatabase = new DeviceDatabase()
