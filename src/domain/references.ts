import type { FormRow, LibraryRow, RegisterRow } from './documents.ts'
import type { InternalRow, MineRow } from './own-records.ts'

/**
 * The items a row points to, as `kind:slug`; the way back is found through an index over these. A kind or a list that this
 * build does not know of points nowhere: a newer server's row must not stop the stream.
 */
export function refsOf(row: LibraryRow | FormRow | RegisterRow | MineRow | InternalRow): string[] {
  const refs = (kind: string, slugs: readonly string[] | undefined) => (slugs ?? []).map((slug) => `${kind}:${slug}`)
  switch (row.kind) {
    case 'obstacle':
      return [
        ...refs('model', row.data.models),
        ...refs('project', row.data.projects),
        ...refs('insight', row.data.insights),
        ...refs('annexRow', row.data.annexRow ? [row.data.annexRow] : []),
      ]
    case 'annexRow':
      return refs('project', row.data.projects)
    case 'chapter':
      return [...(row.data.related ?? []), `handbook:${row.data.handbook}`]
    case 'event':
      return ['report' in row.data ? `report:${row.data.report}` : `obstacle:${row.data.obstacle}`]
    case 'tally':
      return [row.data.ref]
    case 'message':
      return [`report:${row.data.report}`]
    case 'form':
    case 'report':
    case 'membership':
      return []
    default:
      return [...(row.data.related ?? [])]
  }
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
