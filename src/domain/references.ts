import type { LibraryRow, RegisterRow } from './documents.ts'

/** The items a row points to, as `kind:slug`; the way back is found through an index over these. */
export function refsOf(row: LibraryRow | RegisterRow): string[] {
  switch (row.kind) {
    case 'obstacle':
      return [
        ...row.data.models.map((slug) => `model:${slug}`),
        ...row.data.projects.map((slug) => `project:${slug}`),
        ...row.data.insights.map((slug) => `insight:${slug}`),
        ...(row.data.annexRow ? [`annexRow:${row.data.annexRow}`] : []),
      ]
    case 'annexRow':
      return row.data.projects.map((slug) => `project:${slug}`)
    case 'chapter':
      return [...row.data.related, `handbook:${row.data.handbook}`]
    default:
      return [...row.data.related]
  }
}

const folders = {
  model: 'modeller', handbook: 'handboker', chapter: 'handboker', seminar: 'seminarer',
  project: 'prosjekter', insight: 'kunnskap', obstacle: 'hindringer',
} as const

/** The address of an item's own page. An annex row has none: it is shown with its obstacles. */
export function pathOf(kind: keyof typeof folders, slug: string): string {
  return `/${folders[kind]}/${slug}`
}
