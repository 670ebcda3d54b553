import type { Operation } from '../../src/domain/operations.ts'
import type { SimulatedDevice } from './device.ts'

/** Why something may be gone although somebody wrote it. Everything else must be found again (I2, I6). */
export type Loss =
  | 'evicted' // the browser removed it before the server had it
  | 'given up' // the person said so
  | 'restored away' // the server had confirmed it and the device let go of it; then the server was put back to before that
  | 'never accepted' // the device said it could not keep it, or was killed before it had answered: it is still in the person's hands

/** An operation as somebody wrote it, by all the names it was sent under. */
export interface Written {
  operation: Operation
  opIds: string[]
  device: SimulatedDevice
  /** Whose it is under each of its names; null as long as that is nobody. */
  by: Map<string, string | null>
  /** Its place in the queue of each device that holds it. */
  orders: Map<SimulatedDevice, number>
  /** Taken along as a file before it was anybody's: each device then gives it a user of its own, and the server does it for the first. */
  isCarried?: boolean
  loss?: Loss
}

/** All that was written in a story: every text and every operation, and what of it may be gone. */
export class Ledger {
  readonly operations: Written[] = []
  readonly #byOpId = new Map<string, Written>()
  /** Every text that was typed, with why it may be gone. */
  readonly texts = new Map<string, Loss | undefined>()
  #typed = 0

  newText(): string {
    const text = `tekst-${this.#typed += 1}.`
    this.texts.set(text, 'never accepted')
    return text
  }

  /** From now on these must not get lost. */
  accept(texts: Iterable<string>): void {
    for (const text of texts) if (this.texts.get(text) === 'never accepted') this.texts.set(text, undefined)
  }

  lose(why: Loss, { texts = [], operations = [] }: { texts?: Iterable<string>; operations?: Iterable<Written> }): void {
    for (const text of texts) this.texts.set(text, why)
    for (const written of operations) written.loss = why
  }

  add(operation: Operation, opId: string, device: SimulatedDevice, by: string | null): Written {
    const written: Written = { operation, opIds: [opId], device, by: new Map([[opId, by]]), orders: new Map(), loss: 'never accepted' }
    this.operations.push(written)
    this.#byOpId.set(opId, written)
    return written
  }

  of(opId: string): Written | undefined {
    return this.#byOpId.get(opId)
  }

  rename(written: Written, opId: string, by: string | null): void {
    written.opIds.push(opId)
    written.by.set(opId, by)
    this.#byOpId.set(opId, written)
  }
}

/** What was typed into operations. A judgement one had seen is quoted in the next, and keeps none of its words. */
export const textsOf = (operations: readonly Operation[]): string[] => textsIn(operations.map(({ payload }) => ({ ...payload, seen: undefined })))
export const textsIn = (value: unknown): string[] => JSON.stringify(value).match(/tekst-\d+\./g) ?? []
