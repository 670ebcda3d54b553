import type { Body, ObstacleKind, ObstacleStatus } from '../../domain/documents.ts'
import { isSettled } from '../../domain/register-overview.ts'
import { districts, services, themes, type Level } from '../../domain/vocabulary.ts'
import type { RegisterEntry } from '../../domain/register-changes.ts'
import '../../texts/areas/overview.ts'
import type { Texts } from '../../texts/nb/index.ts'
import type { Dimension } from '../../ui/filters/filters.ts'
import type { FilterWords } from '../../ui/filters/use-filters.ts'

/** The words of the address, since people read and share it. */
const levelWords: Record<Level, string> = { organisation: 'virksomhet', municipality: 'kommune', state: 'stat' }
const kindWords: Record<ObstacleKind, string> = { structural: 'strukturell', organisational: 'organisatorisk', 'not-assessed': 'ikke-vurdert' }

const statusWords: Record<ObstacleStatus, string> = {
  registered: 'registrert', assessed: 'vurdert', escalated: 'loftet', 'following-up': 'under-oppfolging', resolved: 'lost', closed: 'lukket',
}

/** What the list is narrowed by, the most used first. The bodies and the projects are those the device knows of, in the order they are shown. */
export const obstacleDimensions = (bodies: readonly Body[], projects: readonly { slug: string }[]): Dimension<RegisterEntry>[] => [
  { key: 'apen', values: ['ja', 'nei'], of: ({ data }) => (isSettled(data) ? ['nei'] : ['ja']) },
  { key: 'tjeneste', values: services, of: ({ data }) => data.services },
  { key: 'bydel', values: districts, of: ({ data }) => data.districts },
  {
    key: 'niva', values: [...Object.values(levelWords), 'ikke-vurdert'],
    of: ({ data }) => (data.levels.length === 0 ? ['ikke-vurdert'] : data.levels.map((level) => levelWords[level])),
  },
  { key: 'prosjekt', values: projects.map(({ slug }) => slug), of: ({ data }) => data.projects },
  { key: 'tema', values: themes, of: ({ data }) => data.themes },
  { key: 'organ', values: bodies.map(({ id }) => id), of: ({ data }) => (data.addressedTo?.length ? [...data.bodies.map(({ id }) => id), ...data.addressedTo] : data.bodies.map(({ id }) => id)) },
  { key: 'type', values: Object.values(kindWords), of: ({ data }) => [kindWords[data.kind]] },
  { key: 'status', values: Object.values(statusWords), of: ({ data }) => [statusWords[data.status ?? 'registered']] },
  { key: 'sviktsone', values: ['ja', 'nei'], of: ({ data }) => [data.gap ? 'ja' : 'nei'] },
]

/** The words of these dimensions. */
export function obstacleFilterWords(t: Texts, bodies: readonly Body[], projects: readonly { slug: string; title: string }[]): FilterWords {
  return {
    apen: { label: t.overview.filters.open, values: t.overview.filters.openValues },
    organ: { label: t.overview.filters.body, values: Object.fromEntries(bodies.map(({ id, name }) => [id, name])) },
    prosjekt: { label: t.overview.filters.project, values: Object.fromEntries(projects.map(({ slug, title }) => [slug, title])) },
    tjeneste: { label: t.library.filters.service, values: t.lists.service },
    bydel: { label: t.library.filters.district, values: t.lists.organisation },
    tema: { label: t.library.filters.theme, values: t.topics.theme },
    niva: { label: t.register.filters.level, values: t.register.levelValues },
    type: { label: t.register.filters.kind, values: t.register.kindValues },
    status: { label: t.casework.statusLabel, values: Object.fromEntries(Object.entries(statusWords).map(([status, word]) => [word, t.casework.status[status as ObstacleStatus]])) },
    sviktsone: { label: t.register.filters.gap, values: t.register.gapValues },
  }
}
