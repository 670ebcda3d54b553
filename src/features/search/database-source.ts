import type { Table } from 'dexie'
import type { PublicDatabase, StoredDocument, StoredFile, StoredForm, StoredRegisterRow } from '../../data/public-database.ts'
import type { LibraryRow, RegisterRow } from '../../domain/documents.ts'
import type { Stream } from '../../domain/sync-status.ts'
import { indexFormat, type IndexedDocument } from '../../search/index-format.ts'
import type { IndexSource } from '../../search/index-keeper.ts'
import type { LoadedRow } from '../../search/search-answer.ts'
import type { SearchRow } from '../../search/search-units.ts'

const key = 'search'

/** The device's content as the search reads it, and the place where the index is kept. */
export function databaseSource(db: PublicDatabase): IndexSource {
  return {
    async version() {
      const cursors = await db.cursors.toArray()
      // Count and digest change with every write, also of rows that were fetched ahead of the cursor.
      return [`format ${indexFormat}`, ...cursors.map(({ stream, epoch, rev, held, digest }) => [stream, epoch, rev, held, digest].join(' '))].join('; ')
    },
    revisions: () => db.transaction('r', db.documents, db.register, db.cursors, async () => {
      const revisions = new Map([...await revisionsIn(db, 'library', db.documents), ...await revisionsIn(db, 'register', db.register)])
      const annexRows = await db.register.where('[kind+slug]').between(['annexRow', ''], ['annexRow', '\uffff']).toArray()
      const ofAnnexRow = new Map(annexRows.map(({ id, slug }) => [`annexRow:${slug}`, revisions.get(id)]))
      for (const { id } of annexRows) revisions.delete(id)
      for (const id of await db.register.where('kind').anyOf('event', 'tally', 'body', 'snapshot', 'reportCount').primaryKeys()) revisions.delete(id)
      for (const id of await db.documents.where('kind').anyOf('form', 'file').primaryKeys()) revisions.delete(id)
      await db.register.where('refs').startsWith('annexRow:').eachKey((ref, { primaryKey: id }) => {
        revisions.set(id as string, `${revisions.get(id as string)} ${ofAnnexRow.get(ref as string) ?? ''}`)
      })
      return revisions
    }),
    rows: (ids) => loadRows(db, ids),
    async kept() {
      const stored = await db.indexes.get(key)
      return stored && { version: stored.version, data: stored.data }
    },
    async keep(version, data) {
      try {
        await db.indexes.put({ key, version, data })
      } catch (error) {
        // Without room for it the index serves until the worker ends, and is made again at the next start.
        console.error(error)
      }
    },
  }
}

/**
 * The revision of every row, read from an index alone: no document is loaded for it. A revision says something only within
 * its stream's epoch.
 */
async function revisionsIn(db: PublicDatabase, stream: Stream, rows: Table): Promise<[id: string, revision: string][]> {
  const epoch = (await db.cursors.get(stream))?.epoch.slice(0, 8) ?? ''
  const keys = (await rows.orderBy('[id+rev]').keys()) as unknown as [id: string, rev: number][]
  return keys.map(([id, rev]) => [id, `${epoch}.${rev}`])
}

/** The rows of some ids with what belongs to them: an obstacle's follow-up, and the title of a chapter's handbook. */
export async function loadRows(db: PublicDatabase, ids: readonly string[]): Promise<LoadedRow[]> {
  const [documents, obstacles] = await Promise.all([db.documents.bulkGet([...ids]), db.register.bulkGet([...ids])])
  const rows = ids.flatMap((_, i): SearchRow[] => {
    const row = documents[i] ?? obstacles[i]
    return row && isFound(row) ? [row] : []
  })
  const annexKeys = new Set(rows.flatMap((row) => (row.kind === 'obstacle' ? row.data.annexRow ?? [] : [])))
  const books = new Set(rows.flatMap((row) => (row.kind === 'chapter' ? row.data.handbook : [])))
  const [annexRows, handbooks] = await Promise.all([
    annexKeys.size === 0 ? [] : db.register.where('[kind+slug]').anyOf([...annexKeys].map((slug) => ['annexRow', slug])).toArray(),
    books.size === 0 ? [] : db.documents.where('[kind+slug]').anyOf([...books].map((slug) => ['handbook', slug])).toArray(),
  ])
  const followUps = new Map(annexRows.map((row) => [row.slug, (row as RegisterRow<'annexRow'>).data.followUp]))
  const titles = new Map(handbooks.map((row) => [row.slug, (row as LibraryRow<'handbook'>).data.title]))
  return rows.map((row) => ({
    row,
    ...(row.kind === 'obstacle' && row.data.annexRow && { followUp: followUps.get(row.data.annexRow) }),
    ...(row.kind === 'chapter' && { book: titles.get(row.data.handbook) }),
  }))
}

const isFound = (row: StoredDocument | StoredForm | StoredFile | StoredRegisterRow): row is (StoredDocument | StoredRegisterRow) & SearchRow =>
  row.kind !== 'annexRow' && row.kind !== 'event' && row.kind !== 'tally' && row.kind !== 'reportCount' && row.kind !== 'body' && row.kind !== 'snapshot' && row.kind !== 'form' && row.kind !== 'file'

/** Loads the rows of documents, and keeps those of the last answers: typing on asks for much the same ones. */
export function rememberingLoader(db: PublicDatabase): (documents: readonly IndexedDocument[]) => Promise<Map<string, LoadedRow>> {
  const remembered = new Map<string, LoadedRow>()
  return async (documents) => {
    const missing = documents.filter((document) => !remembered.has(nameOf(document)))
    const loaded = new Map((await loadRows(db, [...new Set(missing.map(({ id }) => id))])).map((one) => [one.row.id, one]))
    for (const document of missing) {
      const row = loaded.get(document.id)
      if (row) remembered.set(nameOf(document), row)
    }
    const answer = new Map(documents.flatMap((document): [string, LoadedRow][] => {
      const row = remembered.get(nameOf(document))
      return row ? [[document.id, row]] : []
    }))
    for (const oldest of [...remembered.keys()].slice(0, Math.max(0, remembered.size - mostRemembered))) remembered.delete(oldest)
    return answer
  }
}

const mostRemembered = 100
const nameOf = ({ id, revision }: IndexedDocument): string => `${id} ${revision}`
