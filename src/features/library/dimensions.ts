import type { Handbook, Implementation, Insight, Item, LibraryRow, Model, Project, Seminar } from '../../domain/documents.ts'
import { ages, districts, services, themes } from '../../domain/vocabulary.ts'
import type { Texts } from '../../texts/nb/index.ts'
import type { Dimension } from '../../ui/filters/filters.ts'
import type { FilterWords } from '../../ui/filters/use-filters.ts'

/** Anything the library lists. */
export interface Listed<D extends Item = Item> { slug: string; data: D }

/** What every kind can be narrowed by. */
export const shared: Dimension<Listed>[] = [
  { key: 'tjeneste', values: services, of: ({ data }) => data.services },
  { key: 'bydel', values: districts, of: ({ data }) => data.districts },
  { key: 'alder', values: ages, of: ({ data }) => data.ages },
  { key: 'tema', values: themes, of: ({ data }) => data.themes },
]

const modelStatuses = ['operation', 'partial', 'trial', 'not-implemented'] as const
const implementations: Implementation[] = ['implemented', 'partial', 'not-implemented', 'cancelled', 'mapping', 'undecided']
const seminarTypes = ['seminar', 'webinar', 'breakfast', 'session', 'visit', 'gathering'] as const

export const modelDimensions: Dimension<Listed<Model>>[] = [...shared, { key: 'status', values: modelStatuses, of: ({ data }) => [data.status.code] }]

export const handbookDimensions: Dimension<Listed<Handbook>>[] = [
  ...shared, { key: 'type', values: ['hel', 'omtale'], of: ({ data }) => [data.complete ? 'hel' : 'omtale'] },
]

export const seminarDimensions: Dimension<Listed<Seminar>>[] = [...shared, { key: 'type', values: seminarTypes, of: ({ data }) => [data.type] }]

/** Where a project stands: going on, or what became of it. A project that ended without a word on it has no status. */
export const projectDimensions: Dimension<Listed<Project>>[] = [
  ...shared,
  { key: 'status', values: ['ongoing', ...implementations], of: ({ data }) => (data.group === 'ongoing' ? ['ongoing'] : data.implementation ? [data.implementation.code] : []) },
  { key: 'type', values: ['ung', 'uten-ung'], of: ({ data }) => [data.ung ? 'ung' : 'uten-ung'] },
]

export const insightDimensions: Dimension<Listed<Insight>>[] = [
  ...shared, { key: 'type', values: ['finding', 'programme', 'economy', 'reference'], of: ({ data }) => [data.group] },
]

/** The words of the dimensions, for one kind of list or for all of them together. */
export function filterWords(t: Texts, kind?: LibraryRow['kind']): FilterWords {
  const { filters } = t.library
  const status: Record<string, string> = kind === 'project' ? { ongoing: t.lists.projectGroup.ongoing, ...t.lists.implementation } : t.library.modelStatus
  const type: Record<string, string> = kind === 'seminar' ? t.lists.seminarType
    : kind === 'insight' ? t.lists.insightGroup
      : kind === 'project' ? { ung: t.library.ungValues.with, 'uten-ung': t.library.ungValues.without } : { hel: t.library.wholeText, omtale: t.library.pointer }
  return {
    tjeneste: { label: filters.service, values: t.lists.service },
    bydel: { label: filters.district, values: t.lists.organisation },
    alder: { label: filters.age, values: t.topics.age },
    tema: { label: filters.theme, values: t.topics.theme },
    status: { label: filters.status, values: status },
    type: { label: filters.type, values: type },
  }
}
