import { findReferences } from '../../data/library-repository.ts'
import { listBookmarks } from '../../data/reading-repository.ts'
import { findObstacle } from '../../data/register-repository.ts'
import type { LibraryRow } from '../../domain/documents.ts'
import { pathOf } from '../../domain/references.ts'

export interface SavedPage { key: string; path: string; title: string; kind: LibraryRow['kind'] | 'obstacle' }

/** The pages with a bookmark, newest first; those the device does not hold are left out until it does. */
export async function findSavedPages(): Promise<SavedPage[]> {
  const keys = (await listBookmarks()).map((bookmark) => bookmark.key)
  const documents = new Map((await findReferences(keys)).map((row) => [`${row.kind}:${row.slug}`, row]))
  const pages = await Promise.all(keys.map(async (key) => {
    const row = documents.get(key) ?? await obstacleOf(key)
    return row && { key, path: pathOf(row.kind, row.slug), title: row.data.title, kind: row.kind }
  }))
  return pages.filter((page) => page !== undefined)
}

const obstacleOf = (key: string) => (key.startsWith('obstacle:') ? findObstacle(key.slice('obstacle:'.length)) : undefined)
