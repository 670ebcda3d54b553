import { fileURLToPath } from 'node:url'
import type { AnnexRow } from '../../src/domain/documents.ts'
import { IndexBuilder } from '../../src/search/index-builder.ts'
import { decodeIndex } from '../../src/search/index-format.ts'
import { SearchIndex, type Hit } from '../../src/search/search-index.ts'
import { unitsOf, type SearchRow, type SearchUnit } from '../../src/search/search-units.ts'
import { readContent } from '../../supabase/publish/read-content.ts'

/** A row of the library with what is searched in it. */
export interface CorpusItem { row: SearchRow; units: SearchUnit[] }

/** The library's own content, as the device would hold it. */
export async function readCorpus(): Promise<CorpusItem[]> {
  const { items } = await readContent(fileURLToPath(new URL('../../supabase/content', import.meta.url)))
  const bodies = new Map(items.flatMap((item) => (item.kind === 'body' ? [[item.slug, { id: item.slug, ...item.data }]] : [])))
  const annex = new Map(items.flatMap((item): [string, AnnexRow][] => (item.kind === 'annexRow' ? [[item.slug, item.data]] : [])))
  return items.flatMap((item): CorpusItem[] => {
    if (item.kind === 'body' || item.kind === 'annexRow' || item.kind === 'form') return []
    const data = item.kind === 'obstacle' ? { ...item.data, bodies: item.data.bodies.flatMap((id) => bodies.get(id) ?? []) } : item.data
    const row = { id: item.id, rev: 1, kind: item.kind, slug: item.slug, data, firstPublished: '', updated: '' } as SearchRow
    const followUp = row.kind === 'obstacle' && row.data.annexRow ? annex.get(row.data.annexRow)?.followUp : undefined
    return [{ row, units: unitsOf(row, followUp) }]
  })
}

export function indexOf(corpus: readonly CorpusItem[]): SearchIndex {
  const builder = new IndexBuilder()
  for (const { row, units } of corpus) builder.add({ ...row, revision: '1' }, units)
  return new SearchIndex(decodeIndex(builder.bytes())!)
}

export const refOf = ({ document }: Hit): string => `${document.kind}:${document.slug}`
