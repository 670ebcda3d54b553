import type { FileRow, FormRow, LibraryRow, RegisterRow } from './documents.ts'
import type { ReportContext } from './operations.ts'
import type { CaseRow, InternalRow, JoinedRow, MineRow } from './own-records.ts'

/** Items of one kind, as `kind:slug`. */
export const refsTo = (kind: string, slugs: readonly string[] | undefined): string[] => (slugs ?? []).map((slug) => `${kind}:${slug}`)

/**
 * The items a row points to, as `kind:slug`; the way back is found through an index over these. A kind or a list that this
 * build does not know of points nowhere: a newer server's row must not stop the stream.
 */
export function refsOf(row: LibraryRow | FormRow | FileRow | RegisterRow | MineRow | InternalRow | CaseRow | JoinedRow): string[] {
  switch (row.kind) {
    case 'obstacle':
      return [
        ...refsTo('model', row.data.models),
        ...refsTo('project', row.data.projects),
        ...refsTo('insight', row.data.insights),
        ...new Set((row.data.sections ?? []).map((section) => splitSection(section).ref)),
        ...refsTo('annexRow', row.data.annexRow ? [row.data.annexRow] : []),
        ...refsTo('obstacle', row.data.mergedInto ? [row.data.mergedInto] : []),
      ]
    case 'annexRow':
      return refsTo('project', row.data.projects)
    case 'chapter':
      return [...(row.data.related ?? []), `handbook:${row.data.handbook}`]
    case 'event':
      return ['report' in row.data ? `report:${row.data.report}` : `obstacle:${row.data.obstacle}`]
    case 'tally':
    case 'file':
      return [row.data.ref]
    case 'message':
      return [`report:${row.data.report}`]
    case 'case':
      return refsTo('obstacle', row.data.obstacle === undefined ? [] : [row.data.obstacle])
    case 'body':
    case 'form':
    case 'snapshot':
    case 'reportCount':
    case 'report':
    case 'membership':
    case 'role':
      return []
    default:
      return [...(row.data.related ?? [])]
  }
}

/** The part of a page that a report is about, as `kind:slug#part`; nothing when it is about no part of one. */
export const sectionsOf = (context: ReportContext | undefined): string[] =>
  (context?.section !== undefined && pathOfRef(context.ref) !== undefined ? [`${context.ref}#${context.section}`] : [])

/** The page and the part that `kind:slug#part` names. */
export function splitSection(section: string): { ref: string; part: string } {
  const end = section.indexOf('#')
  return { ref: section.slice(0, end), part: section.slice(end + 1) }
}

const folders = {
  model: 'modeller', handbook: 'handboker', chapter: 'handboker', seminar: 'seminarer',
  project: 'prosjekter', insight: 'kunnskap', obstacle: 'hindringer',
} as const
const kinds = Object.keys(folders) as (keyof typeof folders)[]

/** The address of an item's own page. An annex row has none: it is shown with its obstacles. */
export function pathOf(kind: keyof typeof folders, slug: string): string {
  return `/${folders[kind]}/${slug}`
}

/** The address of what `kind:slug` names; nothing where that is no item with a page of its own. */
export function pathOfRef(ref: string): string | undefined {
  const [kind, slug] = ref.split(':', 2)
  return kind && slug && Object.hasOwn(folders, kind) && /^[\w/-]{1,200}$/.test(slug) ? pathOf(kind as keyof typeof folders, slug) : undefined
}

/** What stands at an address: `kind:slug`; nothing where that is no item's own page. */
export function refOfPath(path: string): string | undefined {
  const [, folder, slug, chapter] = /^\/([\w-]+)\/([\w-]{1,100})(?:\/([\w-]{1,100}))?\/?$/.exec(path) ?? []
  const kind = chapter === undefined ? kinds.find((one) => one !== 'chapter' && folders[one] === folder) : 'chapter'
  return kind && folders[kind] === folder ? `${kind}:${slug}${chapter === undefined ? '' : `/${chapter}`}` : undefined
}
