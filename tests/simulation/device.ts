import type { Dexie } from 'dexie'
import { inOneTab } from '../../src/app/one-tab.ts'
import { DeviceDatabase } from '../../src/data/device-database.ts'
import type { MarkStore } from '../../src/data/eviction.ts'
import type { OutboxEntry } from '../../src/domain/outbox.ts'
import type { Account } from '../../src/domain/account.ts'
import type { Present, Sender, SharedDevice } from '../../src/domain/shared-device.ts'
import { watched } from '../../src/data/watchdog.ts'
import { beforeEachStep, openTab, type Fuse, type Tab } from '../support/test-device.ts'
import type { Chance } from './chance.ts'
import type { NetworkFault } from './faults.ts'
import { Locks } from './locks.ts'
import type { Network } from './network.ts'
import type { Time } from './time.ts'

export const storageFaults = ['quota', 'quota as AbortError', 'abort', 'hang', 'open late'] as const
export type StorageFault = (typeof storageFaults)[number]

/** What every device of a story stands in. */
export interface Surroundings { time: Time; network: Network; chance: Chance; storageKinds: readonly StorageFault[]; injected(kind: string): void }

/** The build after this one, which has a table more. */
class NextDeviceDatabase extends DeviceDatabase {
  constructor(name: string) {
    super(name)
    this.version(5).stores({ more: 'id' })
  }
}

/** One tab of a device. */
export interface SimulatedTab extends Tab {
  name: string
  isFrozen: boolean
  isClosed: boolean
  /** What befalls every request of this tab for now. */
  weather: NetworkFault | undefined
  /** Its requests to open a database. They hold it open, also those that the tab itself has lost sight of, until it is closed. */
  openings: IDBOpenDBRequest[]
}

/** A browser on a device: its storage, its clock, its locks and its tabs. */
export class SimulatedDevice {
  readonly name: string
  readonly tabs: SimulatedTab[] = []
  readonly locks = new Locks()
  readonly beside = new Map<string, string>()
  /** How far this device's clock is off. */
  wrongBy: number
  isUpgraded = false
  /** How many tries of its tabs have gone well, of those that began since `countAnew`. */
  successes = 0
  #counts = 0
  readonly #around: Surroundings
  readonly #number: number
  #ids = 0
  #opened = 0

  constructor(number: number, wrongBy: number, around: Surroundings) {
    this.name = `device-${number}`
    this.#number = number
    this.wrongBy = wrongBy
    this.#around = around
  }

  now = () => 1_800_000_000_000 + this.#around.time.now + this.wrongBy
  /** Spread as real ones are: the digest does not tell revisions of an id whose last digits are small. */
  newId = () => {
    this.#ids += 1
    return `${String(this.#number).padStart(8, '0')}-0000-4000-8000-${((this.#ids * 20_015_998_343_867) % 2 ** 48).toString(16).padStart(12, '0')}`
  }


  readonly markStore: MarkStore = {
    getItem: (key) => this.beside.get(key) ?? null,
    setItem: (key, value) => { this.beside.set(key, value) },
    removeItem: (key) => { this.beside.delete(key) },
  }

  open(): SimulatedTab {
    const { time, network } = this.#around
    const self = { name: `${this.name}.${this.#opened += 1}`, isFrozen: false, isClosed: false, weather: undefined, openings: [] as IDBOpenDBRequest[] } as SimulatedTab
    const alive = () => !self.isClosed && !self.isFrozen
    const schedule = (delay: number, work: () => void) => time.schedule(delay, work, alive)
    const locks = this.locks.of(self)
    const browser = {
      now: this.now, random: () => 0, newId: this.newId, schedule,
      exclusively: <T>(wait: boolean, work: () => Promise<T>) => inOneTab(wait, work, undefined, locks),
    }
    const beset = (db: Dexie, fuse: Fuse) => {
      this.#delay(db, self, alive)
      watched(db, schedule)
      this.#beset(db, fuse)
    }
    const fetch = network.fetchOf(self)
    const tab = openTab(this.name, { fetch }, browser, { beset, ...(this.isUpgraded ? { Device: NextDeviceDatabase } : {}) })
    let began = 0
    tab.reports.push = ({ busy, failures }) => {
      if (busy) began = this.#counts
      // Who must sign in again is told so, and it is no failure of the sync.
      else if (began === this.#counts && Object.values(failures).every((code) => code === 'signed-out')) this.successes += 1
      return 0
    }
    Object.assign(self, tab)
    this.tabs.push(self)
    return self
  }

  /** Closes a tab as a kill does: what it was at is cut off, its locks are free, its databases stay. */
  close(tab: SimulatedTab): void {
    tab.fuse.steps = 0
    tab.isClosed = true
    this.tabs.splice(this.tabs.indexOf(tab), 1)
    this.locks.close(tab)
    this.#around.network.close(tab)
    tab.close()
    for (const request of tab.openings) if (request.readyState !== 'pending') request.result?.close()
  }

  countAnew(): void {
    this.#counts += 1
    this.successes = 0
  }

  get entries(): OutboxEntry[] {
    return this.#around.time.stored(`${this.name}-device`, 'outbox')
  }

  get drafts(): { id: string; owner: string | null; answers: object }[] {
    return this.#around.time.stored(`${this.name}-device`, 'drafts')
  }

  get account(): Account | undefined {
    return this.fact<Account>('account')
  }

  get senders(): Sender[] {
    return this.#around.time.stored(`${this.name}-device`, 'senders')
  }

  get present(): Present {
    return { account: this.account, shared: this.fact<SharedDevice>('shared'), senders: this.senders }
  }

  /** The follow-up codes that were made here. */
  get codes(): string[] {
    return this.#around.time.stored<{ code: string }>(`${this.name}-device`, 'codes').map(({ code }) => code)
  }

  fact<T>(key: string): T | undefined {
    return this.#around.time.stored<{ key: string; value: T }>(`${this.name}-device`, 'facts').find((one) => one.key === key)?.value
  }

  /** The databases that lie on the device, by name. */
  get databases(): string[] {
    return this.#around.time.databases().filter((name) => name === this.name || name.startsWith(`${this.name}-`))
  }

  /** Lets a database open late now and then. */
  #delay(db: Dexie, { openings }: SimulatedTab, alive: () => boolean): void {
    const { time, chance, injected } = this.#around
    const inner = db as unknown as { _deps: { indexedDB: Pick<IDBFactory, 'open' | 'deleteDatabase'> } }
    const open = (name: string, version?: number) => {
      const isLate = this.#around.storageKinds.includes('open late') && chance.onceIn(4)
      if (isLate) injected('open late')
      const request = isLate ? time.openLate(alive, name, version) : time.storage.open(name, version)
      openings.push(request)
      return request
    }
    inner._deps = { ...inner._deps, indexedDB: { open, deleteDatabase: (name) => time.storage.deleteDatabase(name) } }
  }

  /** Lets the story's faults stand before every step of a database. */
  #beset(db: Dexie, fuse: Fuse): void {
    const { chance, injected } = this.#around
    const begun = new WeakSet<object>()
    const hung = new WeakSet<object>()
    let hangs = false
    const close = db.close.bind(db)
    db.close = (options) => {
      hangs = false
      close(options)
    }
    beforeEachStep(db, async ({ trans, writes }, step) => {
      fuse.burn()
      const isFirst = !begun.has(trans)
      begun.add(trans)
      // A transaction that has done something goes through or is undone: only one that has not can hang and come to nothing.
      if ((hangs && isFirst) || hung.has(trans)) {
        hung.add(trans)
        return new Promise<never>(() => {})
      }
      const kinds = this.#around.storageKinds.filter((kind) => kind !== 'open late')
      if (kinds.length === 0 || !chance.onceIn(60)) return step()
      const kind = chance.one(kinds)
      if (kind === 'hang' ? !isFirst : !writes) return step()
      injected(kind)
      switch (kind) {
        case 'hang':
          hangs = true
          hung.add(trans)
          return new Promise<never>(() => {})
        case 'quota': throw new DOMException('no room', 'QuotaExceededError')
        case 'quota as AbortError':
          throw Object.assign(new Error('the transaction was aborted'), { name: 'AbortError', inner: new DOMException('no room', 'QuotaExceededError') })
        default: {
          const done = await step()
          ;(trans as IDBTransaction).abort()
          return done
        }
      }
    })
  }
}
