import type { Cursor } from '../../src/data/public-database.ts'
import type { Claim } from '../../src/domain/account.ts'
import { addDigest, rowDigest } from '../../src/domain/digest.ts'
import { groundOf, isMaking, subjectOf } from '../../src/domain/operations.ts'
import type { OutboxEntry } from '../../src/domain/outbox.ts'
import { isSpace } from '../../src/domain/shared-device.ts'
import { userStreams, type AnyStream } from '../../src/domain/sync-status.ts'
import type { SimulatedDevice } from './device.ts'
import type { Network, UnderWay } from './network.ts'
import type { Place, PlaceEvent, PlaceRow } from './place.ts'
import type { Time } from './time.ts'
import { textsIn, textsOf, type Ledger, type Written } from './written.ts'

type StoredRow = PlaceRow & { epoch: string }
/** A stream as it lies in one of a device's databases. */
interface StoredStream { device: SimulatedDevice; database: string; stream: AnyStream; uid: string | undefined; rows: StoredRow[]; cursor: Cursor | undefined }

/** Throws what did not hold, by its name. */
function hold(name: string, holds: boolean, shown: () => unknown): void {
  if (!holds) throw new Error(`${name}: ${JSON.stringify(shown())}`)
}
const plain = ({ id, rev, kind, slug, data }: PlaceRow) => ({ id, rev, kind, slug, data })
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

/** What must always hold, looked at past the client: in the stored bytes and on the server. */
export class Truths {
  lost = 0
  doubled = 0
  readonly #time: Time
  readonly #place: Place
  readonly #ledger: Ledger
  readonly #network: Network
  readonly #devices: readonly SimulatedDevice[]
  /** The last revision seen of each row and each cursor, by place and epoch. */
  #reached = new Map<string, number>()
  /** The server was put back within its epoch: revisions run backwards by its doing. */
  #rolledBack = false
  /** The epochs within which it was, whose rows a device may hold for long after another has begun. */
  readonly #unsure = new Set<string>()
  /** What the server has forgotten comes to it again after what was sent meanwhile. */
  #restored = false
  readonly #pushed: { opId: string; uid: string }[] = []
  #steps = 0
  /** How the server stood when it was last asked whose everything is. */
  #asked = ''
  #claims: { device: SimulatedDevice; changes: string }[] = []
  /** The accounts that anonymous users of some device have signed in to, who may go on with what was theirs. */
  readonly #heirs = new Map<string, Set<string>>()

  constructor(time: Time, place: Place, ledger: Ledger, network: Network, devices: readonly SimulatedDevice[]) {
    this.#time = time
    this.#place = place
    this.#ledger = ledger
    this.#network = network
    this.#devices = devices
  }

  /** Notes what is sent in whose name. */
  onArrival({ routine, init }: UnderWay): void {
    const uid = routine === 'push' ? this.#place.bearer(new Headers(init.headers)) : undefined
    if (uid === undefined) return
    for (const { op_id: opId } of (JSON.parse(String(init.body)) as { ops: { op_id: string }[] }).ops) this.#pushed.push({ opId, uid })
  }

  /** A tab has said that this device is equal to the server, and nothing has happened here since it began, when the server was at `changes`. */
  claim(device: SimulatedDevice, changes: string): void {
    this.#claims.push({ device, changes })
  }

  /** What is known of a device whose storage is gone. */
  forget(device: SimulatedDevice): void {
    for (const key of [...this.#reached.keys()]) if (key.startsWith(`${device.name} `)) this.#reached.delete(key)
    for (const { orders } of this.#ledger.operations) orders.delete(device)
  }

  /** What holds at any moment at all, also right after a kill; looked at now and then. */
  async always(): Promise<void> {
    this.#steps += 1
    this.#follow()
    await this.#learnOwners()
    for (const device of this.#steps % 3 === 0 ? this.#devices : []) {
      for (const stored of this.#streamsOf(device)) {
        this.#pagesAreWhole(stored)
        this.#revisionsRise(stored)
        await this.#nothingIsPassed(stored)
        await this.#nothingIsAnothers(stored)
      }
    }
    for (const { account } of this.#devices) {
      hold('I9 nobody is signed out but by Auth’s own refusal', account?.expired !== true || this.#place.hasEnded(account.uid), () => account)
    }
    this.#nobodySendsAnothers()
    for (const { device, changes } of this.#claims.splice(0)) if (changes === await this.#place.changes()) await this.#isEqual('I1 what is called synced is equal to the server', device)
    if (this.#steps % 10 === 0) await this.#nothingIsLost()
  }

  async atTheEnd(): Promise<void> {
    for (const device of this.#devices) {
      await this.#isEqual('I1 after quiescence the device is equal to the server', device)
      await this.#nothingOutlivesItsAccess(device)
      this.#outboxIsAtRest(device)
    }
    await this.#eachOnce()
    await this.#nothingIsLost()
  }

  /** I9: after the fault has healed, a try goes well within so many ticks. */
  progress(device: SimulatedDevice, successes: number): void {
    hold('I9 sync makes progress after the fault has healed', successes > 0, () => [device.name, device.account])
  }

  /** All that came of the story, but for what is only shown of a device's clock. */
  async outcome(): Promise<string> {
    const devices = this.#devices.map((device) => [
      device.entries.map(({ opId, owner, delivery }) => [opId, owner, delivery]), device.drafts.map(({ id, owner, answers }) => [id, owner, answers]),
      this.#streamsOf(device).map(({ database, stream, rows, cursor }) => [database, stream, rows.map(plain), cursor?.rev, cursor?.digest]),
    ])
    return JSON.stringify([await this.#place.everything(), await this.#place.effects(), devices])
  }

  /** Lets the server do something, and notes what only it had and no longer has. */
  async across(event: PlaceEvent, happen: () => Promise<void>): Promise<void> {
    if (event !== 'restore' && event !== 'roll back') return happen()
    const before = { texts: textsIn(await this.#place.everything()), effects: [...await this.#place.effects()] }
    await happen()
    const texts = new Set(textsIn(await this.#place.everything()))
    const effects = new Set(await this.#place.effects())
    this.#rolledBack = event === 'roll back'
    if (this.#rolledBack) for (const stream of ['library', 'register', ...userStreams] as const) this.#unsure.add(await this.#place.epoch(stream))
    this.#restored = true
    // A device that still holds it sends it again; one that is just hearing of the server as it was may let go of it yet.
    const keeps = (device: SimulatedDevice) => event === 'restore' && !this.#network.hasAnswersFor(device.tabs)
    const entries = this.#devices.filter(keeps).flatMap((device) => device.entries.filter((entry) => !this.#mayLetGo(device, entry)))
    const kept = new Set([...textsOf(entries), ...this.#devices.filter(keeps).flatMap(({ drafts }) => textsIn(drafts))])
    const keptOps = new Set(entries.map(({ opId }) => opId))
    this.#ledger.lose('restored away', {
      texts: before.texts.filter((text) => !texts.has(text) && !kept.has(text)),
      operations: before.effects.filter((opId) => !effects.has(opId) && !keptOps.has(opId)).flatMap((opId) => this.#ledger.of(opId) ?? []),
    })
  }

  /** What has been confirmed to a sender in this round leaves with it, unless it is what their code finds: nobody else could ask for it. */
  #mayLetGo(device: SimulatedDevice, entry: OutboxEntry): boolean {
    const subject = subjectOf(entry)
    const hasCode = device.codes.includes(subject) || device.entries.some(({ kind, payload }) => kind === 'report.submit' && payload.id === subject && payload.followUp)
    const isFound = hasCode && (entry.kind === 'report.submit' || entry.kind === 'report.message')
    return entry.delivery.state === 'applied' && !isFound && device.senders.some(({ uid }) => uid === entry.owner) && this.#network.isUsedBy(device.tabs)
  }

  /** Follows entries by their place in the queue when they go by a new id, and those that turn out to have been kept after all. */
  #follow(): void {
    for (const device of this.#devices) {
      for (const { from, to } of device.fact<Claim[]>('claims') ?? []) if (to) this.#heirs.set(from, (this.#heirs.get(from) ?? new Set()).add(to))
      for (const entry of device.entries) {
        const known = this.#ledger.of(entry.opId)
        const written = known ?? this.#ledger.operations.find(({ orders }) => orders.get(device) === entry.order)
        if (!written) throw new Error(`I2 every entry was written by somebody: ${JSON.stringify(entry)}`)
        if (!known) this.#ledger.rename(written, entry.opId, isSpace(entry.owner) ? null : entry.owner)
        written.orders.set(device, entry.order)
        const by = this.#ownerOf(written, entry.opId, entry.owner)
        hold('I5 an entry stays its writer’s', entry.owner === null || isSpace(entry.owner) || this.#isOrHasBeen(by, entry.owner) || written.isCarried === true, () => [entry, by])
      }
    }
  }

  /** Whether a user is the one who wrote, or the account that they had and have signed in to. */
  #isOrHasBeen(writer: string | null, uid: string): boolean {
    return writer === uid || (writer !== null && this.#heirs.get(writer)?.has(uid) === true)
  }

  /** Whose an operation is under this name; what was nobody's is bound to the first for good. */
  #ownerOf({ by }: Written, opId: string, first: string | null): string | null {
    // Who writes in a space is nobody yet.
    by.set(opId, by.get(opId) ?? (isSpace(first) ? null : first))
    return by.get(opId) ?? null
  }

  #streamsOf(device: SimulatedDevice): StoredStream[] {
    const of = (database: string, stream: AnyStream, table: string, uid?: string): StoredStream => ({
      device, database, stream, uid, rows: this.#time.stored<StoredRow>(database, table),
      cursor: this.#time.stored<Cursor>(database, 'cursors').find((cursor) => cursor.stream === stream),
    })
    const prefix = `${device.name}-user-`
    const own = device.databases.filter((name) => name.startsWith(prefix)).flatMap((name) =>
      userStreams.map((stream) => of(name, stream, stream, name.slice(prefix.length))))
    return [of(device.name, 'library', 'documents'), of(device.name, 'register', 'register'), ...own]
  }

  #pagesAreWhole({ database, stream, rows, cursor }: StoredStream): void {
    const digest = rows.reduce((sum, { id, rev }) => addDigest(sum, rowDigest(id, rev)), 0)
    hold('I7 a page applies whole or not at all', rows.length === (cursor?.held ?? 0) && digest === (cursor?.digest ?? 0), () => [database, stream, cursor, rows.map(({ id, rev }) => [id, rev])])
  }

  #revisionsRise({ device, database, stream, rows }: StoredStream): void {
    for (const { id, rev, epoch } of rows) {
      if (epoch !== undefined && this.#unsure.has(epoch)) continue
      const key = `${device.name} ${database} ${stream} ${epoch} ${id}`
      hold('I8 revisions never run backwards within an epoch', rev >= (this.#reached.get(key) ?? 0), () => [key, rev, this.#reached.get(key)])
      this.#reached.set(key, rev)
    }
  }

  /** Of the streams in which a row is seen from its revision on; in the register others may come into sight later. */
  async #nothingIsPassed({ database, stream, uid, rows, cursor }: StoredStream): Promise<void> {
    if (this.#rolledBack || !cursor || (stream !== 'library' && stream !== 'mine') || cursor.epoch !== await this.#place.epoch(stream)) return
    const held = new Map(rows.map((row) => [row.id, row]))
    for (const row of await this.#place.shown(stream, uid)) {
      if (row.rev > cursor.rev) continue
      const stored = held.get(row.id)
      hold('I3 the cursor never passes data that is not stored', stored !== undefined && same(plain(stored), plain(row)), () => [database, stream, cursor, row, stored])
    }
  }

  /** Of all that the server comes to hold, also what is gone again before a device shows it. */
  async #learnOwners(): Promise<void> {
    const changes = await this.#place.changes()
    if (changes === this.#asked) return
    this.#asked = changes
    await this.#place.owners()
  }

  async #nothingIsAnothers({ database, stream, uid, rows }: StoredStream): Promise<void> {
    if (stream !== 'mine' || rows.length === 0) return
    const owners = await this.#place.owners()
    for (const { id } of rows) hold('I5 no user reads another’s', owners.get(id)?.has(uid!) === true, () => [database, id, [...owners.get(id) ?? []]])
  }

  #nobodySendsAnothers(): void {
    for (const { opId, uid } of this.#pushed.splice(0)) {
      const written = this.#ledger.of(opId)
      if (!written || written.isCarried) continue
      const by = this.#ownerOf(written, opId, uid)
      hold('I5 nobody sends another’s', this.#isOrHasBeen(by, uid), () => [written.operation, opId, by, uid])
    }
  }

  async #isEqual(name: string, device: SimulatedDevice): Promise<void> {
    const { account } = device
    for (const { database, stream, uid, rows } of this.#streamsOf(device)) {
      if (uid !== undefined && (uid !== account?.uid || account.expired || (stream !== 'mine' && stream !== 'joined' && account.anonymous))) continue
      const shown = await this.#place.shown(stream, uid)
      hold(name, same(rows.map(plain), shown.map(plain)), () => [database, stream, rows.map(({ id, rev }) => [id, rev]), shown.map(({ id, rev }) => [id, rev])])
    }
  }

  /** What the server had sent another user leaves the device, unless a frozen tab holds on to it. */
  async #nothingOutlivesItsAccess(device: SimulatedDevice): Promise<void> {
    const { account } = device
    if (device.tabs.some(({ isFrozen }) => isFrozen) || account?.expired) return
    for (const { database, stream, uid, rows } of this.#streamsOf(device)) {
      const shown = new Set((uid === undefined || uid === account?.uid ? await this.#place.shown(stream, uid) : []).map(({ id }) => id))
      hold('I4 no row outlives the access to it', rows.every(({ id }) => shown.has(id)), () => [database, stream, account?.uid, rows.map(({ id }) => id)])
    }
  }

  /** Nothing of the device's user waits but what stands behind something that needs help. */
  #outboxIsAtRest(device: SimulatedDevice): void {
    const { account, senders } = device
    // A server that was put back within its epoch may never come as far again as it had confirmed.
    if (this.#rolledBack) return
    const isSent = new Set<string | null>([...senders.map(({ uid }) => uid), ...account && !account.expired ? [account.uid, ...device.present.shared ? [] : [null]] : []])
    const own = device.entries.filter(({ owner }) => isSpace(owner) || isSent.has(owner))
    // Whoever waits behind it is waited for in turn: what comes after a merging into something refused is about the merged one.
    const blocked = new Set<string>()
    const left = own.filter((entry) => {
      const { state } = entry.delivery
      const isBehind = state === 'waiting' && [subjectOf(entry), groundOf(entry)].some((thing) => thing !== undefined && blocked.has(thing))
      if (isBehind || (state === 'needs-help' && isMaking(entry))) blocked.add(subjectOf(entry))
      return state !== 'needs-help' && !isBehind
    })
    hold('I9 what can be sent is sent, and what is done leaves the outbox', left.length === 0, () => [account, senders, left])
  }

  async #eachOnce(): Promise<void> {
    const effects = count(await this.#place.effects())
    const entries = this.#devices.flatMap((device) => device.entries)
    for (const written of this.#ledger.operations) {
      const times = written.opIds.map((opId) => effects.get(opId) ?? 0)
      const isLeft = entries.filter(({ opId }) => written.opIds.includes(opId))
      if (times.some((n) => n > 1)) this.doubled += 1
      hold('I2 an operation has one effect and not two', times.every((n) => n <= 1), () => [written.operation, written.opIds, times])
      // A 413 may come from what stands before the server and does not know what that has done before.
      const bothWays = isLeft.find((entry) => entry.delivery.state === 'needs-help' && entry.delivery.code !== 'too-large' && (effects.get(entry.opId) ?? 0) > 0
        && !this.#isDoneForWhoWas(written, entry) && !isDoneFromElsewhere(written, entry))
      hold('I2 what is refused in the open has had no effect', !bothWays || written.isCarried === true, () => [bothWays])
      // That a report was opened is let go of where it may no longer be read: there is nothing for a person to mend.
      const ended = times.some((n) => n > 0) || isLeft.length > 0 || written.loss !== undefined || written.operation.kind === 'case.read'
      hold('I2 an operation has an effect or one visible rejection', ended, () => [written.operation, written.opIds])
    }
    await this.#thingsAreOne()
    this.#inOrder(await this.#place.effects())
  }

  /** Sent by an anonymous user just as they signed in: the account is told that it has been done when it has claimed it, but a restored server may know no ticket. */
  #isDoneForWhoWas(written: Written, { opId, owner, delivery }: OutboxEntry): boolean {
    const by = written.by.get(opId) ?? null
    return this.#restored && delivery.state === 'needs-help' && delivery.code === 'op-reused' && by !== owner && owner !== null && this.#isOrHasBeen(by, owner)
  }

  /** What is written once stands once on the server, by whatever ids it was sent. */
  async #thingsAreOne(): Promise<void> {
    const everything = await this.#place.everything()
    for (const { operation } of this.#ledger.operations) {
      if (operation.kind !== 'report.message' && operation.kind !== 'obstacle.follow-up' && operation.kind !== 'case.ask') continue
      const found = everything.split(JSON.stringify(operation.payload.text)).length - 1
      if (found > 1) this.doubled += 1
      hold('I2 a text that was sent stands once', found <= 1, () => [operation, found])
    }
  }

  /** What is about one thing was done in the order it was written on its device. */
  #inOrder(effects: readonly string[]): void {
    if (this.#restored) return
    const places = new Map(effects.map((opId, place) => [opId, place]))
    const last = new Map<string, { place: number; written: Written }>()
    for (const written of this.#ledger.operations) {
      const place = written.opIds.length === 1 ? places.get(written.opIds[0]!) : undefined
      if (place === undefined || written.loss) continue
      const key = `${written.device.name} ${written.by.get(written.opIds[0]!)} ${subjectOf(written.operation)}`
      const before = last.get(key)
      hold('I2 each thing in its order', !before || before.place < place, () => [before?.written.operation, written.operation])
      last.set(key, { place, written })
    }
  }

  async #nothingIsLost(): Promise<void> {
    const found = new Set(textsIn(await this.#place.everything()))
    for (const device of this.#devices) for (const text of [...textsOf(device.entries), ...textsIn(device.drafts)]) found.add(text)
    const lost = [...this.#ledger.texts].flatMap(([text, loss]) => (loss === undefined && !found.has(text) ? [text] : []))
    this.lost += lost.length
    hold('I6 every text is on the server, in the outbox, in a draft or needs help', lost.length === 0, () => lost)
  }
}

/** Refused for want of a right, which is not for good; taken along as a file, and done from another device once the right had come. */
const isDoneFromElsewhere = ({ orders }: Written, { delivery }: OutboxEntry): boolean => orders.size > 1 && delivery.state === 'needs-help' && delivery.code === 'forbidden'

function count(all: readonly string[]): Map<string, number> {
  const counted = new Map<string, number>()
  for (const one of all) counted.set(one, (counted.get(one) ?? 0) + 1)
  return counted
}
