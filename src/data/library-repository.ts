import type { DocumentKind, LibraryRow } from '../domain/documents.ts'
import { inPublic, inUser } from './databases.ts'
import type { StoredDocument, StoredFile, StoredForm } from './public-database.ts'

/** One document, or undefined when the device does not hold it; of a seminar, also one that is its members' and hosts' alone. */
export async function findDocument<K extends DocumentKind>(kind: K, slug: string): Promise<LibraryRow<K> | undefined> {
  const found = await inPublic((db) => db.documents.get({ kind, slug })) ?? (kind === 'seminar' ? await inUser((db) => db.joined.get({ kind, slug })) : undefined)
  return found as LibraryRow<K> | undefined
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
  // What is for a seminar's members is asked for only when something is missing that it could be.
  const missing = refs.filter((ref, at) => !found[at] && ref.startsWith('seminar:'))
  const joined = missing.length === 0 ? [] : await inUser((db) => db.joined.where('[kind+slug]').anyOf(missing.map((ref) => ref.split(':'))).toArray()) ?? []
  return refs.flatMap((ref, at) => found[at] ?? joined.find(({ kind, slug }) => `${kind}:${slug}` === ref) as StoredDocument | undefined ?? []).filter(isRead)
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

const isRead = (row: StoredDocument | StoredForm | StoredFile): row is StoredDocument => row.kind !== 'form' && row.kind !== 'file'

/** Whether a page (`kind:slug`) carries files, or may be given some by the device's user. For `useLive`. */
export async function hasFilesPart(ref: string): Promise<boolean> {
  const open = await inPublic((db) => db.documents.where('refs').equals(ref).filter(({ kind }) => kind === 'file').first())
  if (open) return true
  const own = await inUser(async (db) => [
    ...await db.joined.where('refs').equals(ref).limit(1).toArray(),
    // To a seminar its hosts' own page adds them.
    ...ref.startsWith('seminar:') ? [] : await db.mine.where('[kind+slug]').between(['role', ''], ['role', '\uffff']).filter((row) => row.kind === 'role' && row.data.role === 'office').toArray(),
  ])
  return own !== undefined && own.length > 0
}
