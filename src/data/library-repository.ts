import type { DocumentKind, LibraryRow } from '../domain/documents.ts'
import { inPublic } from './databases.ts'
import type { StoredDocument, StoredForm } from './public-database.ts'

/** One document, or undefined when the device does not hold it. */
export async function findDocument<K extends DocumentKind>(kind: K, slug: string): Promise<LibraryRow<K> | undefined> {
  return (await inPublic((db) => db.documents.get({ kind, slug }))) as LibraryRow<K> | undefined
}

/** Every document of a kind, in no set order. */
export async function listDocuments<K extends DocumentKind>(kind: K): Promise<LibraryRow<K>[]> {
  return (await inPublic((db) => db.documents.where('kind').equals(kind).toArray())) as unknown as LibraryRow<K>[]
}

/** The documents that `refs` (`kind:slug`) name, in that order, without those the device does not hold. */
export async function findReferences(refs: readonly string[]): Promise<StoredDocument[]> {
  // All asked for at once, in one transaction: a cursor would go back and forth for each.
  const found = await inPublic((db) => db.transaction('r', db.documents, () => Promise.all(refs.map((ref) => {
    const end = ref.indexOf(':')
    return db.documents.get({ kind: ref.slice(0, end), slug: ref.slice(end + 1) })
  }))))
  return found.filter(isRead)
}

/** The documents that name this item among their related ones. */
export async function findReferrers(kind: DocumentKind, slug: string): Promise<StoredDocument[]> {
  return (await inPublic((db) => db.documents.where('refs').equals(`${kind}:${slug}`).toArray())).filter(isRead)
}

/** What is related to an item in either direction, each once, chapters of the item itself left out. */
export async function findRelated(row: LibraryRow): Promise<StoredDocument[]> {
  const own = `${row.kind}:${row.slug}`
  const all = [...await findReferences(row.data.related), ...await findReferrers(row.kind, row.slug)]
  const once = new Map(all.map((other) => [`${other.kind}:${other.slug}`, other]))
  once.delete(own)
  return [...once.values()].filter((other) => !(other.kind === 'chapter' && row.kind === 'handbook' && other.data.handbook === row.slug))
}

const isRead = (row: StoredDocument | StoredForm | undefined): row is StoredDocument => row !== undefined && row.kind !== 'form'
