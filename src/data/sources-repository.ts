import type { RegisterRow, Source } from '../domain/documents.ts'
import { inPublic } from './databases.ts'

/** A document that content was written from, and how many pages use it. */
export interface UsedSource { doc: string; title: string; url?: string; pages: number }

/** Every document the content on the device comes from, the most used first. */
export async function listSources(): Promise<UsedSource[]> {
  const used = new Map<string, UsedSource>()
  const count = ({ data }: { data: { sources: Source[] } }) => {
    for (const { doc, title, url } of new Map(data.sources.map((source) => [source.doc, source])).values()) {
      used.set(doc, { doc, title, url: used.get(doc)?.url ?? url, pages: (used.get(doc)?.pages ?? 0) + 1 })
    }
  }
  await inPublic((db) => db.documents.each((row) => { if (row.kind !== 'form' && row.kind !== 'file') count(row) }))
  await inPublic((db) => db.register.where('kind').equals('obstacle').each((row) => count(row as RegisterRow<'obstacle'>)))
  return [...used.values()].sort((a, b) => b.pages - a.pages || a.title.localeCompare(b.title, 'nb'))
}
