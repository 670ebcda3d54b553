import type { ObstacleKind } from '../../domain/documents.ts'
import { districts, services, themes, type Level } from '../../domain/vocabulary.ts'
import type { ObstacleRow } from '../../data/register-repository.ts'
import type { Texts } from '../../texts/nb/index.ts'
import type { Dimension } from '../../ui/filters/filters.ts'
import type { FilterWords } from '../../ui/filters/use-filters.ts'

/** The words of the address, since people read and share it. */
const levelWords: Record<Level, string> = { organisation: 'virksomhet', municipality: 'kommune', state: 'stat' }
const kindWords: Record<ObstacleKind, string> = { structural: 'strukturell', organisational: 'organisatorisk', 'not-assessed': 'ikke-vurdert' }

export const obstacleDimensions: Dimension<ObstacleRow>[] = [
  { key: 'tjeneste', values: services, of: ({ data }) => data.services },
  { key: 'bydel', values: districts, of: ({ data }) => data.districts },
  { key: 'tema', values: themes, of: ({ data }) => data.themes },
  {
    key: 'niva', values: [...Object.values(levelWords), 'ikke-vurdert'],
    of: ({ data }) => (data.levels.length === 0 ? ['ikke-vurdert'] : data.levels.map((level) => levelWords[level])),
  },
  { key: 'type', values: Object.values(kindWords), of: ({ data }) => [kindWords[data.kind]] },
  { key: 'sviktsone', values: ['ja', 'nei'], of: ({ data }) => [data.gap ? 'ja' : 'nei'] },
]

export function obstacleFilterWords(t: Texts): FilterWords {
  return {
    tjeneste: { label: t.library.filters.service, values: t.lists.service },
    bydel: { label: t.library.filters.district, values: t.lists.organisation },
    tema: { label: t.library.filters.theme, values: t.topics.theme },
    niva: { label: t.register.filters.level, values: t.register.levelValues },
    type: { label: t.register.filters.kind, values: t.register.kindValues },
    sviktsone: { label: t.register.filters.gap, values: t.register.gapValues },
  }
}
