import type { DocumentKind, RegisterKind } from '../domain/documents.ts'
import { inDevice, inPublic } from './databases.ts'

/** How many rows of a kind the device holds, and about how much room they take in bytes: the length of their JSON. */
export interface StoredPart { kind: DocumentKind | 'form' | 'file' | RegisterKind | 'index'; count: number; bytes: number }

/** Measures the public content by reading all of it: for a page that is asked to say so, not for every change. */
export async function measureContent(): Promise<StoredPart[]> {
  const parts = new Map<StoredPart['kind'], StoredPart>()
  const add = (kind: StoredPart['kind'], bytes: number) => {
    const part = parts.get(kind) ?? { kind, count: 0, bytes: 0 }
    parts.set(kind, { kind, count: part.count + 1, bytes: part.bytes + bytes })
  }
  await inPublic((db) => db.documents.each((row) => add(row.kind, JSON.stringify(row).length)))
  await inPublic((db) => db.register.each((row) => add(row.kind, JSON.stringify(row).length)))
  await inPublic((db) => db.indexes.each((index) => add('index', index.data.byteLength)))
  return [...parts.values()]
}

/** How much a person has of their own on this device. */
export async function countOwn(): Promise<{ bookmarks: number; notes: number; positions: number }> {
  const [bookmarks, notes, positions] = await inDevice((db) => Promise.all([db.bookmarks.count(), db.notes.count(), db.positions.count()]))
  return { bookmarks, notes, positions }
}
