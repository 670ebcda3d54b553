import { Dexie, type EntityTable, type Table } from 'dexie'
import type { Account, Claim, PendingCode } from '../domain/account.ts'
import type { ReportContext, ReportPlace } from '../domain/operations.ts'
import type { Doing, Seen } from '../domain/happenings.ts'
import type { OutboxEntry } from '../domain/outbox.ts'
import type { MineRow } from '../domain/own-records.ts'
import type { Joining, SeminarCode } from '../domain/seminars.ts'
import type { Present, Sender, SharedDevice } from '../domain/shared-device.ts'
import { watched } from './watchdog.ts'

/** How far a person has come in one page. `key` is `kind:slug`; `part` is 0 to 1 of its length. */
export interface ReadingPosition { key: string; part: number; section?: string; finished: boolean; at: number }
export interface Bookmark { key: string; at: number }
/** An obstacle that one follows, by its number. Kept on this device only: what somebody follows is nobody else's business. */
export interface Follow { number: string; at: number }
/** An own note, kept on this device only. It hangs on a section's id, which stays when the text changes. */
export interface Note { id: string; key: string; section: string; text: string; at: number }
/** A requirement of a model that one has ticked off as being in place. `id` is `kind:slug#part`. */
export interface Tick { id: string; key: string; part: string; at: number }

/** A choice in the register that one has named: its part of the address, such as `tema=sprak&sorter=lengst`. */
export interface SavedView { name: string; query: string; at: number }

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
  /** The follow-up code that its report is to have. */
  code?: string
  /** When it was last changed, by the device's clock (ms). */
  updated: number
}

/** A follow-up code that this device knows: it was made here with a report, or typed in here. */
export interface KnownCode {
  id: number
  code: string
  /** What the server knows it by. */
  hash: string
  /** Who may see it here, as of a draft. */
  owner: string | null
  /** The id of its report. */
  report: string
  /** It was made here: it stays when what was fetched by it goes. */
  made?: true
  /** What has been fetched by it, and when, by the device's clock (ms). */
  rows?: MineRow[]
  fetchedAt?: number
}

/** One's own changes to the register that the server has confirmed: those whose events have not been found yet, and the ids of the events of the others. */
export interface Doings { sought: Doing[]; found: string[] }

/** A seminar's code that somebody has typed or scanned: to be joined by until the server has answered, and then what it answered, and when (ms, by the device's clock). */
export interface KeptJoining { code: string; came?: Joining; at?: number }

/**
 * Single facts of the device. `mark` is also kept outside the database, so that a removed one is noticed. `verifier` is what
 * one who comes back from the municipality's sign-in shows to be the one who left. `claims` are those the server has not answered.
 * `places` is where each person works, so that they need not say it again, and `hides` whether they kept it to themselves the
 * last time: by user or space, '' for nobody yet. On a shared device, `aside` is the anonymous user whom it had before, and has
 * again when it is shared no more. `seen` is what each user has been shown of what has happened, and `seenHere` what was of what
 * is followed, by space, '' where the device is not shared. `doings` is what each user has last done to the register.
 * `joining` is the seminar's code that was last used here, and `joinedBy` the code by which each seminar was joined, to be shown to whom one sits beside; `hosted` the codes of the seminars that a user hosts, as last told: a hall's screen is shown without a network too.
 */
export interface Facts {
  account: Account; pendingCode: PendingCode; verifier: string; claims: Claim[]; mark: string
  places: Record<string, ReportPlace>; hides: Record<string, boolean>
  shared: SharedDevice; aside: Account
  seen: Record<string, Seen>; seenHere: Record<string, Seen>; doings: Record<string, Doings>
  joining: KeptJoining; joinedBy: Record<string, string>; hosted: { uid: string; codes: Record<string, SeminarCode[]> }
}

/** What a person left on a shared device when it was locked, but for what is to be sent. `space` is theirs; `''` from before it was shared. Put away by an earlier build it has no `follows` or `views`. */
export interface PutAway { space: string; positions: ReadingPosition[]; bookmarks: Bookmark[]; notes: Note[]; ticks: Tick[]; follows?: Follow[]; views?: SavedView[] }

/**
 * What belongs to this device: bookmarks, follows, notes, ticks, saved views and reading positions, which are never sent anywhere; and drafts and
 * the outbox of everyone who has used it, so that a write is one transaction whoever is signed in.
 */
export class DeviceDatabase extends Dexie {
  declare positions: EntityTable<ReadingPosition, 'key'>
  declare bookmarks: EntityTable<Bookmark, 'key'>
  declare follows: EntityTable<Follow, 'number'>
  declare notes: EntityTable<Note, 'id'>
  declare ticks: EntityTable<Tick, 'id'>
  declare views: EntityTable<SavedView, 'name'>
  declare outbox: Table<OutboxEntry, number>
  declare drafts: EntityTable<Draft, 'id'>
  declare codes: EntityTable<KnownCode, 'id'>
  declare senders: EntityTable<Sender, 'subject'>
  declare putAway: EntityTable<PutAway, 'space'>
  declare facts: Table<{ key: string; value: unknown }, string>

  constructor(name = 'feltboka-device') {
    super(name)
    this.version(1).stores({ positions: 'key, at', bookmarks: 'key, at', notes: 'id, key, at', ticks: 'id, key' })
    this.version(2).stores({ outbox: '++order, &opId', drafts: 'id', facts: 'key' })
    this.version(3).stores({ codes: '++id, code, report', senders: 'subject, uid', putAway: 'space' })
    this.version(4).stores({ follows: 'number', views: 'name' })
  }

  /** What belongs to the people who have used the device: a change to one of these may touch the others. */
  get peoples() {
    return [this.outbox, this.drafts, this.codes, this.senders, this.facts]
  }

  /** Who the device belongs to just now. */
  async present(): Promise<Present> {
    return { account: await this.fact('account'), shared: await this.fact('shared'), senders: await this.senders.toArray() }
  }

  async fact<K extends keyof Facts>(key: K): Promise<Facts[K] | undefined> {
    return (await this.facts.get(key))?.value as Facts[K] | undefined
  }

  async keepFact<K extends keyof Facts>(key: K, value: Facts[K]): Promise<void> {
    await this.facts.put({ key, value })
  }
}

export const deviceDatabase = watched(new DeviceDatabase())
