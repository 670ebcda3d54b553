import { isOperationKind } from './operations.ts'
import type { Delivery, OutboxEntry } from './outbox.ts'
import { failure, success, type Result } from './result.ts'

/** A file with what has not been sent, to take to another device or keep until this one has room again. */
export interface Exported<D> { feltboka: 'outbox'; version: 1; entries: OutboxEntry[]; drafts: D[] }

export function toExport<D>(entries: OutboxEntry[], drafts: D[]): string {
  return JSON.stringify({ feltboka: 'outbox', version: 1, entries, drafts } satisfies Exported<D>, null, 2)
}

/** Reads such a file whole or not at all: half an import would be taken for all of it. */
export function fromExport<D extends { id: string }>(text: string): Result<Pick<Exported<D>, 'entries' | 'drafts'>> {
  try {
    const { feltboka, version, entries, drafts } = JSON.parse(text) as Exported<D>
    const readable = feltboka === 'outbox' && version === 1 && entries.every(isEntry) && drafts.every(isDraft)
    return readable ? success({ entries, drafts }) : failure('unreadable')
  } catch {
    // Not JSON, or not of this shape at all.
    return failure('unreadable')
  }
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)
const isOwner = (owner: unknown) => owner === null || typeof owner === 'string'
const states: unknown[] = ['waiting', 'applied', 'needs-help'] satisfies Delivery['state'][]

const isEntry = (entry: unknown): boolean =>
  isObject(entry) && typeof entry.opId === 'string' && isOwner(entry.owner) && isOperationKind(entry.kind) && isObject(entry.payload)
  && isObject(entry.delivery) && states.includes(entry.delivery.state)
  && [entry.opV, entry.writtenAt, entry.attempts].every((number) => typeof number === 'number')

const isDraft = (draft: unknown): boolean =>
  isObject(draft) && typeof draft.id === 'string' && isOwner(draft.owner) && typeof draft.form === 'string' && isObject(draft.answers)
