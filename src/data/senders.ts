import { subjectOf } from '../domain/operations.ts'
import type { OutboxEntry } from '../domain/outbox.ts'
import type { MineRow } from '../domain/own-records.ts'
import { isSpace, type Sender } from '../domain/shared-device.ts'
import type { DeviceDatabase } from './device-database.ts'
import type { Writing } from './random-id.ts'

/**
 * What is in the outbox from the spaces of a shared device, and the users who are made to send it, each about one thing. Every
 * method is one transaction (docs/decisions/shared-device.md).
 */
export class Senders {
  readonly #db: DeviceDatabase

  constructor(db: DeviceDatabase) {
    this.#db = db
  }

  /** What waits to be sent from the spaces of a shared device, thing by thing. */
  async work(): Promise<Pick<Sender, 'subject' | 'space'>[]> {
    const unbound = (await this.#db.outbox.toArray()).flatMap((entry) => (isSpace(entry.owner) ? [{ subject: subjectOf(entry), space: entry.owner }] : []))
    const work = [...unbound, ...await this.#db.senders.toArray()].map(({ subject, space }) => [subject, { subject, space }] as const)
    return [...new Map(work).values()]
  }

  /** What was written in a space about one thing becomes that of the user who was made to send it, before any of it is sent. */
  async bind({ uid, subject }: Sender): Promise<void> {
    await this.#write(async () => {
      await this.#db.outbox.filter((entry) => isSpace(entry.owner) && subjectOf(entry) === subject).modify({ owner: uid })
    })
  }

  /** The hash of the follow-up code by which a report is found; nothing where it has none, and of what is no report. */
  async hashOf(report: string): Promise<string | undefined> {
    const submitted = (await this.#db.outbox.toArray()).find((entry) => entry.kind === 'report.submit' && entry.payload.id === report)
    const known = await this.#db.codes.filter((one) => one.report === report && one.made === true).first()
    return known?.hash ?? (submitted?.kind === 'report.submit' ? submitted.payload.followUp : undefined)
  }

  /**
   * Lets go of what a sender has done, once it has been found again by its code, or has none by which anybody could; and of the
   * sender, when nothing is left to send.
   */
  async settle({ subject, uid }: Sender, found?: { hash: string; rows: MineRow[]; at: number }): Promise<void> {
    await this.#write(async () => {
      if (found) await this.#db.codes.filter(({ hash }) => hash === found.hash).modify({ rows: found.rows, fetchedAt: found.at })
      for (const entry of await this.#of(uid)) {
        const { state } = entry.delivery
        const isSaid = entry.kind === 'report.submit' || entry.kind === 'report.message'
        const isDone = found && isSaid ? state !== 'needs-help' && found.rows.some(({ id }) => id === entry.payload.id) : state === 'applied'
        if (isDone) await this.#db.outbox.delete(entry.order)
      }
      const left = (await this.#db.outbox.toArray()).some((entry) => entry.owner === uid || (isSpace(entry.owner) && subjectOf(entry) === subject))
      if (!left) await this.#db.senders.delete(subject)
    })
  }

  /**
   * Sends again by the same ids what the server had done: one that was put back to before that does it once more, and any other
   * knows it.
   */
  async sendAgain({ uid }: Sender): Promise<void> {
    await this.#write(async () => {
      await this.#db.outbox.filter(({ owner, delivery }) => owner === uid && delivery.state === 'applied').modify({ delivery: { state: 'waiting' } })
    })
  }

  /** Lets go of a sender whom the server has forgotten. What is left of theirs goes by another, and by new ids. */
  async replace({ subject, uid, space }: Sender, { newId }: Pick<Writing, 'newId'>): Promise<void> {
    await this.#write(async () => {
      for (const entry of await this.#of(uid)) {
        const anew = entry.delivery.state === 'needs-help' ? {} : { attempts: 0, lastFailure: undefined, delivery: { state: 'waiting' } as const }
        await this.#db.outbox.put({ ...entry, ...anew, owner: space, opId: newId() })
      }
      await this.#db.senders.delete(subject)
    })
  }

  async #of(uid: string): Promise<OutboxEntry[]> {
    return (await this.#db.outbox.toArray()).filter(({ owner }) => owner === uid)
  }

  #write<T>(work: () => Promise<T>): Promise<T> {
    return this.#db.transaction('rw', this.#db.peoples, work)
  }
}
