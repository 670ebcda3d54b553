import { groundOf, isMaking, operationVersion, subjectOf, type Answer, type FinalAnswer, type Judgement, type MarkedStream, type Operation, type RejectionCode } from '../domain/operations.ts'
import { isReached, type Delivery, type OutboxEntry, type Reached } from '../domain/outbox.ts'
import { signOf } from '../domain/happenings.ts'
import { eventsOf } from '../domain/register-changes.ts'
import type { ErrorCode } from '../domain/result.ts'
import { isVisibleTo, ownerNow } from '../domain/shared-device.ts'
import type { DeviceDatabase, Draft } from './device-database.ts'
import { movePlace } from './places.ts'
import type { Writing } from './random-id.ts'
import { noteDoing } from './seen.ts'

/**
 * What has been written on this device and is not yet to be seen in what the server sends. Every method is one transaction,
 * and none removes an entry whose outcome the device does not hold, except on a person's word (`giveUp`).
 */
export class Outbox {
  readonly #db: DeviceDatabase

  constructor(db: DeviceDatabase) {
    this.#db = db
  }

  /** Everything, whoever wrote it, in the order it was written. */
  all(): Promise<OutboxEntry[]> {
    return this.#db.outbox.toArray()
  }

  /** What belongs to a user. Without one: what nobody has been bound to yet. */
  async of(owner: string | null): Promise<OutboxEntry[]> {
    return (await this.all()).filter((entry) => entry.owner === owner)
  }

  /** Whether something waits behind what the server has done in `stream` and the device does not hold yet. */
  async isBehindConfirmed(uid: string, stream: MarkedStream): Promise<boolean> {
    const entries = await this.of(uid)
    return entries.some(({ delivery }) => delivery.state === 'waiting') && entries.some(({ delivery }) => delivery.state === 'applied' && delivery.stream === stream)
  }

  /** What the device's present user may see: their own, and what belongs to nobody yet. */
  async visible(): Promise<OutboxEntry[]> {
    return (await this.all()).filter(isVisibleTo(await this.#db.present()))
  }

  /** Whose it is what is written now; what comes from a draft is whose that was, also when the device was locked meanwhile. */
  async ownerOf(draft?: Draft['id']): Promise<string | null> {
    return (draft === undefined ? undefined : (await this.#db.drafts.get(draft))?.owner) ?? ownerNow(await this.#db.present())
  }

  /** Puts what a person has done last in the queue; the draft it came from goes with the same stroke. */
  async add(operations: readonly Operation[], writing: Writing, draft?: Draft['id']): Promise<void> {
    await this.enter(operations, writing, draft)
  }

  /** As `add`, and answers what the entries are known by, so that they can be undone. */
  async enter(operations: readonly Operation[], { now, newId }: Writing, draft?: Draft['id']): Promise<string[]> {
    return this.#write(async () => {
      const owner = await this.ownerOf(draft)
      const opIds: string[] = []
      for (const operation of operations) {
        const entry = { ...operation, opId: newId(), owner, opV: operationVersion, writtenAt: now(), delivery: { state: 'waiting' }, attempts: 0 }
        await this.#db.outbox.add(entry as OutboxEntry)
        opIds.push(entry.opId)
      }
      if (draft !== undefined) await this.#db.drafts.delete(draft)
      return opIds
    })
  }

  /**
   * What was written before there was a user becomes this user's, before any of it is sent. On a shared device it waits for
   * whose the device was before.
   */
  async bind(uid: string): Promise<void> {
    await this.#write(async () => {
      if (await this.#db.fact('shared')) return
      await this.handOver(null, uid)
    })
  }

  /**
   * Makes what is one user's here another's, by the same ids: of nobody, or of an anonymous user whose account this is. What the
   * server has had from the former it knows again when the account sends it, once it has claimed.
   */
  async handOver(from: string | null, to: string): Promise<void> {
    await this.#write(async () => {
      await this.#db.outbox.filter(({ owner }) => owner === from).modify({ owner: to })
      await this.handOverDrafts(from, to)
    })
  }

  /** Makes what the server has never heard of another's: the drafts, and where they work. */
  async handOverDrafts(from: string | null, to: string | null): Promise<void> {
    await this.#write(async () => {
      await this.#db.drafts.filter(({ owner }) => owner === from).modify({ owner: to })
      await this.#db.codes.filter(({ owner }) => owner === from).modify({ owner: to })
      await movePlace(this.#db, from, to)
    })
  }

  async markSent(entries: readonly OutboxEntry[]): Promise<void> {
    await this.#change(entries, ({ attempts }) => ({ attempts: attempts + 1 }))
  }

  async noteFailure(entries: readonly OutboxEntry[], lastFailure: ErrorCode): Promise<void> {
    await this.#change(entries, () => ({ lastFailure }))
  }

  async needHelp(entries: readonly OutboxEntry[], code: RejectionCode): Promise<void> {
    await this.#change(entries, () => ({ delivery: { state: 'needs-help', code }, lastFailure: undefined }))
  }

  /**
   * Writes down what the server answered about this user's entries. One that is no longer waiting has had its answer, or was
   * given up meanwhile, and is left alone. Answers how many seconds the server wants to wait for the rest, if any.
   */
  async record(uid: string, answers: readonly Answer[], now: number): Promise<number | undefined> {
    let after: number | undefined
    await this.#write(async () => {
      for (const answer of answers) {
        const entry = await this.#db.outbox.get({ opId: answer.opId })
        if (entry?.owner !== uid || entry.delivery.state !== 'waiting') continue
        if (answer.status === 'retry') {
          after = Math.max(after ?? 0, answer.after)
          await this.#db.outbox.update(entry.order, { lastFailure: 'too-many' })
          continue
        }
        await this.#conclude(entry, answer.status === 'duplicate' ? answer.first : answer, now)
      }
    })
    return after
  }

  async #conclude(entry: OutboxEntry, answer: FinalAnswer, now: number): Promise<void> {
    const { order, owner, kind } = entry
    // That one has opened a report holds nobody's words, and what stands in its way is nothing that a person could mend.
    if (kind === 'case.read' && answer.status === 'rejected') return this.#db.outbox.delete(order)
    await this.#db.outbox.update(order, { delivery: deliveryOf(answer), lastFailure: undefined })
    const signs = signsOf(entry)
    if (answer.status === 'applied' && owner !== null && signs.length > 0) await noteDoing(this.#db, owner, { epoch: answer.epoch, rev: answer.rev, signs })
    const account = await this.#db.fact('account')
    if (answer.status === 'applied' && account?.uid === owner) await this.#db.keepFact('account', { ...account, confirmedAt: now })
  }

  /**
   * Lets go of what the device now holds. `copies` are the stored streams in which an operation of `stream` shows, just found
   * equal to the server's. One that was confirmed under another epoch is sent again: a restored server may have forgotten it,
   * and one that has not tells where it stands in the new epoch.
   */
  async settle(uid: string, stream: MarkedStream, copies: readonly Reached[]): Promise<void> {
    const epoch = copies[0]?.epoch
    if (epoch === undefined || copies.some((copy) => copy.epoch !== epoch)) return
    await this.#write(async () => {
      for (const entry of await this.of(uid)) {
        const { delivery } = entry
        if (delivery.state !== 'applied' || delivery.stream !== stream) continue
        if (isReached(entry, copies)) await this.#db.outbox.delete(entry.order)
        else if (delivery.epoch !== epoch) await this.#db.outbox.update(entry.order, { delivery: { state: 'waiting' } })
      }
    })
  }

  /**
   * Makes what is still waiting a draft again, with all that was to follow it. Answers false, and changes nothing, when it has
   * been sent already: the server may have it, also when no answer came.
   */
  async takeBack(opId: string, draft: Omit<Draft, 'owner'>): Promise<boolean> {
    return this.#write(async () => {
      const entry = await this.#db.outbox.get({ opId })
      if (entry?.delivery.state !== 'waiting' || entry.attempts > 0) return false
      const about = subjectOf(entry)
      await this.#db.outbox.filter((other) => other.owner === entry.owner && subjectOf(other) === about).delete()
      const known = await this.#db.codes.filter(({ report, made }) => report === about && made === true).first()
      await this.#db.drafts.put({ ...draft, owner: entry.owner, ...known ? { code: known.code } : {} })
      if (known) await this.#db.codes.delete(known.id)
      return true
    })
  }

  /**
   * Takes out again what was done in one stroke, and makes its words a draft again. Answers false, and changes nothing, when any of it
   * has been sent already. What something else has come to build on meanwhile stays.
   */
  async undo(opIds: readonly string[], draft?: Omit<Draft, 'owner'>): Promise<boolean> {
    return this.#write(async () => {
      const entries = await this.#db.outbox.where('opId').anyOf(opIds).toArray()
      if (entries.length < opIds.length || entries.some(({ delivery, attempts }) => delivery.state !== 'waiting' || attempts > 0)) return false
      const others = await this.#db.outbox.filter(({ opId }) => !opIds.includes(opId)).toArray()
      const builtOn = new Set(others.flatMap((other) => [subjectOf(other), groundOf(other)]))
      for (const entry of entries) if (!isMaking(entry) || !builtOn.has(subjectOf(entry))) await this.#db.outbox.delete(entry.order)
      if (draft) await this.#db.drafts.put({ ...draft, owner: entries[0]!.owner })
      return true
    })
  }

  /** A person does without it. What the server has done already cannot be undone by this. */
  async giveUp(opId: string): Promise<void> {
    await this.#db.outbox.where('opId').equals(opId).delete()
  }

  /**
   * A person wants it sent once more, and after a conflict in spite of what the other wrote. It goes by a new id, since the
   * server remembers what it has refused, and keeps its place in the queue.
   */
  async tryAgain(opId: string, { newId }: Pick<Writing, 'newId'>): Promise<void> {
    await this.#write(async () => {
      const entry = await this.#db.outbox.get({ opId })
      if (entry?.delivery.state !== 'needs-help') return
      await this.#db.outbox.put({ ...insisting(entry), opId: newId(), delivery: { state: 'waiting' }, attempts: 0, lastFailure: undefined })
    })
  }

  /**
   * Makes a lost user's unsent work nobody's again, by new ids, so that it can be sent by whoever the device's user is next.
   * On a person's word only: nothing goes out under another name by itself.
   */
  async release(uid: string, { newId }: Pick<Writing, 'newId'>): Promise<void> {
    await this.#write(async () => {
      for (const entry of await this.of(uid)) {
        if (entry.delivery.state === 'applied') continue
        await this.#db.outbox.put({ ...entry, owner: null, opId: newId(), attempts: 0, lastFailure: undefined })
      }
      await this.handOverDrafts(uid, null)
    })
  }

  /** Adds entries and drafts from elsewhere, last in the queue in their own order; what is here already stays as it is. */
  async take(entries: readonly OutboxEntry[], drafts: readonly Draft[]): Promise<{ added: number; known: number }> {
    return this.#write(async () => {
      let added = 0
      // On a shared device nothing is nobody's: it is theirs who brings it.
      const nobody = await this.#db.fact('shared') ? ownerNow(await this.#db.present()) : null
      for (const entry of entries) {
        if (await this.#db.outbox.get({ opId: entry.opId })) continue
        const taken: Partial<OutboxEntry> = { ...entry, owner: entry.owner ?? nobody }
        delete taken.order
        await this.#db.outbox.add(taken as OutboxEntry)
        added++
      }
      for (const draft of drafts) {
        if (await this.#db.drafts.get(draft.id)) continue
        await this.#db.drafts.add({ ...draft, owner: draft.owner ?? nobody })
        added++
      }
      return { added, known: entries.length + drafts.length - added }
    })
  }

  /** Changes those of the entries that are still waiting, as they are by now. */
  async #change(entries: readonly OutboxEntry[], change: (entry: OutboxEntry) => Partial<OutboxEntry>): Promise<void> {
    await this.#write(async () => {
      for (const { order, opId } of entries) {
        const entry = await this.#db.outbox.get(order)
        if (entry?.opId === opId && entry.delivery.state === 'waiting') await this.#db.outbox.put({ ...entry, ...change(entry) } as OutboxEntry)
      }
    })
  }

  #write<T>(work: () => Promise<T>): Promise<T> {
    return this.#db.transaction('rw', this.#db.peoples, work)
  }
}

const signsOf = (entry: OutboxEntry): string[] => eventsOf(entry).map((event) => signOf({ ...event, obstacleId: subjectOf(entry) }))

function deliveryOf(answer: FinalAnswer): Delivery {
  switch (answer.status) {
    case 'applied': return { state: 'applied', stream: answer.stream, epoch: answer.epoch, rev: answer.rev, result: answer.result }
    case 'conflict': return { state: 'needs-help', code: 'conflict', fields: answer.fields }
    case 'rejected': {
      const { code, field, fields } = answer
      return { state: 'needs-help', code, ...(field === undefined ? {} : { field }), ...(fields === undefined ? {} : { fields }) }
    }
  }
}

/** The operation as one means it after having seen what the server has. */
function insisting(entry: OutboxEntry): OutboxEntry {
  if (entry.delivery.state !== 'needs-help' || entry.delivery.code !== 'conflict') return entry
  const { fields } = entry.delivery
  if (entry.kind === 'obstacle.edit' || entry.kind === 'seminar.edit') {
    const base = Math.max(entry.payload.base, ...Object.values(fields).map(({ rev }) => rev))
    return { ...entry, payload: { ...entry.payload, base } } as OutboxEntry
  }
  if ((entry.kind === 'case.connect' || entry.kind === 'case.decline') && fields.judgement) return { ...entry, payload: { ...entry.payload, seen: fields.judgement.theirs as Judgement } } as OutboxEntry
  if (entry.kind === 'obstacle.move' && fields.status) return { ...entry, payload: { ...entry.payload, from: fields.status.theirs as typeof entry.payload.from } }
  return entry
}
