import type { LibraryRow, Seminar } from './documents.ts'
import { subjectOf } from './operations.ts'
import { isReached, type OutboxEntry, type Reached } from './outbox.ts'
import type { JoinedRow } from './own-records.ts'
import { whereIs, type Whereabouts } from './own-reports.ts'
import type { SeminarFields } from './seminars.ts'

/** What one has done to a seminar that the library does not show yet, to be laid over it. */
export interface SeminarChanges {
  /** Its id. */
  seminar: string
  /** Set when the seminar itself is new: there may be no row of it yet. */
  created?: Whereabouts
  /** The slug that the server has given it. */
  slug?: string
  fields: Partial<SeminarFields>
  host?: Seminar['host']
  published?: boolean
  /** Every operation in it, refused ones too, in order; what is refused is not among the fields. */
  entries: OutboxEntry[]
}

/** A seminar as this device's user sees it: as the server has it, with what they have done since laid over. Without a slug of its own yet, its id stands for it. */
export type SeminarEntry = LibraryRow<'seminar'> & {
  /** It is shown to its members and hosts alone. */
  forMembers?: true
  changes?: SeminarChanges
}

type HostedOperation = Extract<OutboxEntry, { kind: 'seminar.create' | 'seminar.edit' | 'seminar.publish' }>
const isHosted = (entry: OutboxEntry): entry is HostedOperation => entry.kind === 'seminar.create' || entry.kind === 'seminar.edit' || entry.kind === 'seminar.publish'

/** Changes by seminar. `copies` are the two places a seminar may be fetched to: what is in both is no longer a change. */
export function laySeminarChanges(entries: readonly OutboxEntry[], copies: readonly (Reached | undefined)[]): Map<string, SeminarChanges> {
  const all = new Map<string, SeminarChanges>()
  for (const entry of entries) {
    if (!isHosted(entry) || isReached(entry, copies)) continue
    const seminar = subjectOf(entry)
    all.set(seminar, layOn(all.get(seminar) ?? { seminar, fields: {}, entries: [] }, entry))
  }
  return all
}

function layOn(laid: SeminarChanges, entry: HostedOperation): SeminarChanges {
  const where = whereIs(entry)
  const next = { ...laid, entries: [...laid.entries, entry] }
  if (entry.kind === 'seminar.create') {
    const { host, title, type, date, programme = [] } = entry.payload
    const { delivery } = entry
    const slug = delivery.state === 'applied' && typeof delivery.result.slug === 'string' ? delivery.result.slug : undefined
    return { ...next, created: where, fields: { title, type, date, programme, ...next.fields }, host, ...slug === undefined ? {} : { slug } }
  }
  if (where.at === 'needs-help') return next
  return entry.kind === 'seminar.edit'
    ? { ...next, fields: { ...next.fields, ...entry.payload.fields } }
    : { ...next, published: entry.payload.published }
}

type PublicRow = LibraryRow<'seminar'>
type HiddenRow = Extract<JoinedRow, { kind: 'seminar' }>

/**
 * The seminars as this device's user sees them. One that was published or taken back a moment ago may be in both places: the later
 * one holds. What has been shown to nobody but its hosts has never been published.
 */
export function laySeminars(published: readonly PublicRow[], joined: readonly HiddenRow[], changes: ReadonlyMap<string, SeminarChanges>): SeminarEntry[] {
  const rows = new Map<string, SeminarEntry>(published.map((row) => [row.id, row]))
  for (const row of joined) {
    const other = rows.get(row.id)
    if (!other || other.rev < row.rev) rows.set(row.id, { ...row, firstPublished: row.firstPublished ?? '', forMembers: true })
  }
  for (const [id, changed] of changes) {
    const before = rows.get(id) ?? (changed.created && unsent(changed))
    if (before) rows.set(id, { ...publishedAs(before, changed.published), data: layFields(before.data, changed.fields), changes: changed })
  }
  return [...rows.values()]
}

function publishedAs({ forMembers, ...row }: SeminarEntry, published: boolean | undefined): SeminarEntry {
  return published ?? !forMembers ? row : { ...row, forMembers: true }
}

/** What a new seminar is before the server has it. */
const unsent = ({ seminar, slug = seminar, host, fields: { title = '', type = 'seminar', date = '' } }: SeminarChanges): SeminarEntry => ({
  id: seminar, rev: 0, kind: 'seminar', slug, firstPublished: '', updated: '', forMembers: true,
  data: {
    title, type, date, summary: '', services: [], districts: [], ages: [], themes: [], related: [], sources: [], reviewed: '',
    programme: [], materials: [], sections: [], ...host === undefined ? {} : { host },
  },
})

/** A seminar with some of its fields changed; those that are null are taken away. */
export function layFields(data: Seminar, fields: Partial<SeminarFields>): Seminar {
  const changed = { ...data, ...fields }
  return Object.fromEntries(Object.entries(changed).filter(([, value]) => value !== null && value !== undefined)) as unknown as Seminar
}
