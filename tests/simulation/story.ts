import { Dexie } from 'dexie'
import { Chance } from './chance.ts'
import { SimulatedDevice, storageFaults, type SimulatedTab, type StorageFault } from './device.ts'
import { networkFaults } from './faults.ts'
import { Network } from './network.ts'
import { Person } from './person.ts'
import { placeEvents, type Place, type PlaceEvent } from './place.ts'
import { Time } from './time.ts'
import { Truths } from './truths.ts'
import { Ledger, textsIn, textsOf } from './written.ts'

const deviceEvents = ['kill', 'open', 'freeze', 'evict', 'upgrade', 'clock', 'offline', 'captive portal'] as const
type DeviceEvent = (typeof deviceEvents)[number]

const minute = 60_000
const tenYears = 10 * 365 * 24 * 60 * minute
/** After this long without a fault (ms) everybody must have come through: the longest rest a server is granted, and some tries. */
export const healingTime = 3 * 60 * minute

export interface StoryOptions {
  /** How many things happen before everything heals. */
  length?: number
  /** Chance for the devices' clocks alone, so that the same story can be played by other clocks. */
  clocks?: number
  place: Place
}

/** What one story was made of. */
export interface Telling { operations: number; lost: number; doubled: number; injected: Record<string, number>; lines: string[]; outcome: string }

/** A story that went wrong: what did not hold, and how it came to that. */
export class BrokenStory extends Error {
  readonly telling: Telling

  constructor(cause: unknown, telling: Telling) {
    super((cause as Error).message, { cause })
    this.telling = telling
  }
}

/** Plays the story of a seed to its end, and throws when something does not hold that always must. */
export async function play(seed: number, options: StoryOptions): Promise<Telling> {
  const story = new Story(seed, options)
  story.time.begin()
  options.place.outside = (work) => story.time.outside(work)
  try {
    await story.unfold()
    return story.telling()
  } catch (error) {
    throw new BrokenStory(error, story.telling())
  } finally {
    story.close()
    story.time.end()
  }
}

class Story {
  readonly time = new Time()
  readonly #chance: Chance
  readonly #clocks: Chance
  readonly #place: Place
  readonly #network: Network
  readonly #ledger = new Ledger()
  readonly #person: Person
  readonly #devices: SimulatedDevice[]
  readonly #truths: Truths
  readonly #injected: Record<string, number> = {}
  readonly #lines: string[] = []
  readonly #around: { storageKinds: readonly StorageFault[] }
  readonly #placeKinds: readonly PlaceEvent[]
  readonly #deviceKinds: readonly DeviceEvent[]
  readonly #length: number
  readonly #failures: unknown[] = []
  /** What was begun in tabs that can go on, and has not ended. */
  readonly #begun = new Set<{ tab: SimulatedTab }>()
  /** Grows with everything that is not the network going its way: while it stands, what is said of a sync can be checked. */
  #disturbed = 0
  #outcome = ''

  constructor(seed: number, { length, clocks = seed, place }: StoryOptions) {
    this.#chance = new Chance(seed)
    this.#clocks = new Chance(clocks ^ 0x5bd1e995)
    this.#place = place
    const injected = (kind: string) => { this.#injected[kind] = (this.#injected[kind] ?? 0) + 1 }
    const chance = this.#chance
    this.#network = new Network(chance, place.fetch, injected)
    this.#network.kinds = chance.some(networkFaults)
    this.#network.rarity = chance.one([3, 5, 10])
    this.#network.onArrival = (request) => this.#truths.onArrival(request)
    this.#placeKinds = place.events.filter((event) => chance.some(placeEvents).includes(event))
    this.#length = length ?? chance.one([20, 60, 120])
    const around = { time: this.time, network: this.#network, chance, storageKinds: chance.onceIn(3) ? chance.some(storageFaults) : [], injected }
    this.#around = around
    // A connection that came late and is lost sight of stays open until its tab is closed, and an upgrade waits for that.
    this.#deviceKinds = chance.some(deviceEvents).filter((kind) => kind !== 'upgrade' || !around.storageKinds.includes('open late'))
    this.#devices = Array.from({ length: chance.one([1, 2, 3]) }, (_, n) => new SimulatedDevice(n + 1, this.#wrong(), around))
    this.#person = new Person(this.time, chance, this.#ledger, place)
    this.#truths = new Truths(this.time, place, this.#ledger, this.#network, this.#devices)
    this.#say(`faults: ${[...this.#network.kinds, ...around.storageKinds].join(', ') || 'none'}; there: ${this.#placeKinds.join(', ')}; here: ${this.#deviceKinds.join(', ')}`)
  }

  telling(): Telling {
    return {
      operations: this.#ledger.operations.length, lost: this.#truths.lost, doubled: this.#truths.doubled,
      injected: this.#injected, lines: this.#lines, outcome: this.#outcome,
    }
  }

  close(): void {
    for (const device of this.#devices) for (const tab of [...device.tabs]) device.close(tab)
  }

  async unfold(): Promise<void> {
    await this.#arrive()
    for (let step = 0; step < this.#length; step++) await this.#step()
    await this.#heal()
    await this.#return()
    await this.#truths.atTheEnd()
    this.#outcome = await this.#truths.outcome()
  }

  /** In half of the stories those who work with reports and the register are at some of the devices before anything goes wrong. */
  async #arrive(): Promise<void> {
    const isCalm = this.#chance.onceIn(2)
    const [networkKinds, { storageKinds }] = [this.#network.kinds, this.#around]
    if (isCalm) [this.#network.kinds, this.#around.storageKinds] = [[], []]
    for (const device of this.#devices) for (let n = this.#chance.one([1, 2]); n > 0; n--) this.#open(device)
    await this.#settle()
    for (const device of isCalm ? this.#devices : []) {
      const email = this.#chance.one([undefined, 'kontor@oslo.no', 'kontor@oslo.no', 'utvikler@oslo.no', 'kari@oslo.no'])
      if (email !== undefined) await this.#signIn(device, email)
    }
    this.#network.kinds = networkKinds
    this.#around.storageKinds = storageKinds
  }

  async #step(): Promise<void> {
    const chance = this.#chance
    const moves = this.#network.movable().length > 0
    const what = chance.weighted({
      network: moves ? 60 : 0, person: 36, time: moves ? 3 : 30,
      place: this.#placeKinds.length ? 5 : 0, device: this.#deviceKinds.length ? 5 : 0,
    })
    switch (what) {
      case 'network': this.#say(await this.#network.move()); break
      case 'time': {
        this.#disturbed += 1
        this.time.pass(chance.onceIn(4) ? 61_000 : Infinity)
        this.#place.setTime(this.time.now)
        this.#say(`time passes: ${Math.round(this.time.now / 1000)} s`)
        break
      }
      case 'person': await this.#act(); break
      case 'place': await this.#happenThere(); break
      case 'device': await this.#happenHere()
    }
    await this.#settle()
  }

  async #act(): Promise<void> {
    const device = this.#chance.one(this.#devices)
    const tab = this.#chance.one(device.tabs.filter(({ isFrozen }) => !isFrozen))
    if (!tab) return
    this.#disturbed += 1
    const changes = await this.#place.changes()
    const { act, worksIn, done } = await this.#person.act(tab, device, this.#devices)
    this.#say(`${tab.name}: ${act}`)
    void this.#begin(worksIn, act === 'sync' ? this.#watch(device, tab, done as Promise<{ ok: boolean }>, changes) : done)
  }

  /** What is called synced must be so, when nothing has come between. */
  async #watch(device: SimulatedDevice, tab: SimulatedTab, synced: Promise<{ ok: boolean }>, changes: string): Promise<void> {
    const disturbed = this.#disturbed
    const { ok } = await synced
    if (ok && !tab.isClosed && disturbed === this.#disturbed) this.#truths.claim(device, changes)
  }

  /** Keeps an eye on what was begun: a full or hung device is a person's to bear, anything else breaks the story. */
  async #begin(tab: SimulatedTab, work: Promise<unknown>): Promise<void> {
    const begun = { tab }
    this.#begun.add(begun)
    try {
      await work
    } catch (error) {
      if (!isStorageFailure(error)) this.#failures.push(error)
    } finally {
      this.#begun.delete(begun)
    }
  }

  async #settle(): Promise<void> {
    await this.time.settle()
    for (const device of this.#devices) {
      for (const tab of device.tabs.filter(({ fuse }) => fuse.steps <= 0)) {
        this.#say(`${tab.name} is killed`)
        device.close(tab)
        await this.time.settle()
      }
    }
    if (this.#failures.length > 0) throw this.#failures[0]
    await this.#truths.always()
  }

  async #happenThere(): Promise<void> {
    const event = this.#chance.one(this.#placeKinds)
    this.#disturbed += 1
    this.#injected[event] = (this.#injected[event] ?? 0) + 1
    this.#say(`the server: ${event}`)
    await this.#truths.across(event, () => this.#place.happen(event, this.#chance))
  }

  async #happenHere(): Promise<void> {
    const chance = this.#chance
    const event = chance.one(this.#deviceKinds)
    const device = chance.one(this.#devices)
    const tab = chance.one(device.tabs)
    this.#disturbed += 1
    this.#injected[event] = (this.#injected[event] ?? 0) + 1
    this.#say(`${tab?.name ?? device.name}: ${event}`)
    switch (event) {
      case 'kill': if (tab) tab.fuse.steps = chance.below(25); return
      case 'open': if (device.tabs.length < 3) this.#open(device); return
      case 'freeze': if (tab) (device.tabs.find((one) => device.locks.isHeldBy(one)) ?? tab).isFrozen = true; return
      case 'clock': device.wrongBy = this.#wrong(); return
      case 'offline': if (tab) tab.weather = tab.weather ? undefined : 'unreachable'; return
      case 'captive portal': if (tab) tab.weather = tab.weather ? undefined : 'html'; return
      case 'upgrade':
        device.isUpgraded = true
        if (tab) device.close(tab)
        this.#open(device)
        return
      case 'evict': await this.#evict(device)
    }
  }

  #open(device: SimulatedDevice): void {
    const tab = device.open()
    void this.#begin(tab, tab.loop.wake())
  }

  /** The browser removes all that is stored here; what only this device had is gone. */
  async #evict(device: SimulatedDevice): Promise<void> {
    for (const tab of [...device.tabs]) device.close(tab)
    await this.time.settle()
    const there = new Set(textsIn(await this.#place.everything()))
    const texts = [...textsOf(device.entries), ...textsIn(device.drafts)].filter((text) => !there.has(text))
    this.#ledger.lose('evicted', { texts, operations: device.entries.map(({ opId }) => this.#ledger.of(opId)!) })
    for (const name of device.databases) void Dexie.delete(name)
    this.#truths.forget(device)
    await this.time.settle()
    this.#open(device)
  }

  /** Everything works again. Tabs that were frozen come round, are closed, or stay as they are beside one that is not. */
  async #heal(): Promise<void> {
    this.#say('everything heals')
    this.#network.kinds = []
    this.#around.storageKinds = []
    await this.#place.heal()
    for (const device of this.#devices) {
      for (const tab of [...device.tabs]) {
        tab.weather = undefined
        tab.fuse.steps = Infinity
        if (tab.isFrozen) this.#thaw(device, tab)
      }
      if (device.tabs.every(({ isFrozen }) => isFrozen)) this.#open(device)
    }
    await this.#quiet()
  }

  #thaw(device: SimulatedDevice, tab: SimulatedTab): void {
    const fate = this.#chance.one(['thaw', 'close', 'stay'])
    if (fate === 'thaw') tab.isFrozen = false
    if (fate === 'close') device.close(tab)
  }

  /** Lets the network and the timers go on by themselves until everybody has come through twice, or for as long as healing may take. */
  async #quiet(): Promise<void> {
    const until = this.time.now + healingTime
    await this.#settle()
    let changes: string | undefined
    for (;;) {
      // The count begins when none is under way, nobody waits for anything and nobody has changed anything since.
      const before = changes
      changes = await this.#place.changes()
      if (this.#isAtWork() || changes !== before) for (const device of this.#devices) device.countAnew()
      if (this.#network.movable().length > 0) {
        this.#say(await this.#network.move())
        await this.#settle()
        continue
      }
      const through = !this.#isAtWork() && this.#devices.every((device) => device.successes >= 2)
      if (through || this.time.now >= until) break
      this.time.pass(this.#network.underWay.some(({ silent }) => silent) ? minute : until - this.time.now)
      this.#place.setTime(this.time.now)
      await this.#settle()
    }
    for (const device of this.#devices) this.#truths.progress(device, device.successes)
  }

  #isAtWork = () => [...this.#begun].some(({ tab }) => !tab.isClosed && !tab.isFrozen)

  /** Everybody whose work lies on a device comes back to it once: signs in again, or lets go of a user whom the server has forgotten. */
  async #return(): Promise<void> {
    for (const device of this.#devices) {
      await this.#goOn(device)
      for (const owner of new Set(device.entries.flatMap(({ owner, delivery }) => (owner && delivery.state !== 'needs-help' ? [owner] : [])))) {
        const email = await this.#place.emailOf(owner)
        if (owner === device.account?.uid || email === undefined) continue
        await this.#signIn(device, email)
      }
    }
  }

  async #goOn(device: SimulatedDevice): Promise<void> {
    const { account } = device
    if (!account?.expired) return
    if (account.anonymous) await this.#run(device, (tab) => tab.session.startAnew())
    else await this.#signIn(device, account.email!)
    await this.#quiet()
  }

  async #signIn(device: SimulatedDevice, email: string): Promise<void> {
    this.#say(`${device.name}: ${email} comes back`)
    await this.#run(device, (tab) => tab.session.signOut({ leaveUnsent: true }))
    await this.#run(device, (tab) => tab.session.requestCode(email))
    const code = await this.#place.codeFor(email)
    await this.#run(device, (tab) => tab.session.enterCode(code ?? ''))
    await this.#quiet()
  }

  /** Does something in a tab of the device and lets it come to its end. */
  async #run(device: SimulatedDevice, work: (tab: SimulatedTab) => Promise<unknown>): Promise<void> {
    const tab = device.tabs.find(({ isFrozen }) => !isFrozen)!
    let isDone = false
    void this.#begin(tab, work(tab).finally(() => { isDone = true }))
    await this.#settle()
    for (let moves = 0; !isDone; moves++) {
      if (moves > 1000) throw new Error('I9 what a person asks for comes to an end')
      this.#say(await this.#network.move())
      await this.#settle()
    }
  }

  #wrong = () => Math.round((this.#clocks.next() - 0.5) * 2 * tenYears)

  #say(line: string | undefined): void {
    if (line) this.#lines.push(line)
  }
}

/** What a person is told when the device could not: it is neither kept nor lost without a word. */
function isStorageFailure(error: unknown): boolean {
  const { name, message } = error as Error
  return ['QuotaExceededError', 'AbortError', 'BulkError', 'DatabaseClosedError', 'ModifyError', 'OpenFailedError', 'InvalidStateError', 'TransactionInactiveError'].includes(name)
    || ['killed', 'the database does not answer'].includes(message)
}
