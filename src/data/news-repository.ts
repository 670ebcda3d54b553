import type { RegisterRow } from '../domain/documents.ts'
import { inPublic } from './databases.ts'
import type { StoredDocument, StoredFile, StoredForm } from './public-database.ts'

/** A row that changed; `added` when it was not there at all before. */
export interface NewsItem { row: StoredDocument | RegisterRow<'obstacle'>; added: boolean }

export interface News {
  /** When the newest row held was updated, by the server's clock (ms); absent on an empty device. */
  newest?: number
  /** What was updated after the point asked about, newest first. */
  items: NewsItem[]
}

/** The rows updated after `since`, a time by the server's clock (ms). Without it there is no news, only `newest`. */
export async function findNews(since: number | undefined): Promise<News> {
  const cursors = await inPublic((db) => db.cursors.bulkGet(['library', 'register']))
  const known = cursors.map((cursor) => cursor?.newest)
  const newest = known.includes(undefined) ? undefined : Math.max(...known as number[])
  // Nothing is newer, as most often: then no row need be read.
  if (newest !== undefined && (since === undefined || newest <= since)) return { newest, items: [] }
  const news: News = { items: [] }
  const look = (row: NewsItem['row'] | StoredForm | StoredFile) => {
    const updated = Date.parse(row.updated)
    news.newest = Math.max(news.newest ?? 0, updated)
    if (row.kind !== 'form' && row.kind !== 'file' && since !== undefined && updated > since) news.items.push({ row, added: Date.parse(row.firstPublished) > since })
  }
  await inPublic((db) => db.documents.each(look))
  await inPublic((db) => db.register.where('kind').equals('obstacle').each((row) => look(row as RegisterRow<'obstacle'>)))
  news.items.sort((a, b) => Date.parse(b.row.updated) - Date.parse(a.row.updated) || a.row.slug.localeCompare(b.row.slug, 'nb', { numeric: true }))
  return news
}
