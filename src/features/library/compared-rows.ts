import type { Model, Part } from '../../domain/documents.ts'
import type { Texts } from '../../texts/nb/index.ts'

/** One row of the comparison: either titled parts, or one text, or the results with how sure they are. */
export interface ComparedRow {
  key: 'forWhom' | 'components' | 'start' | 'requirements' | 'results' | 'obstacles' | 'owner' | 'status' | 'tried'
  title: string
  parts?: (model: Model) => Part[]
  text?: (model: Model) => string | undefined
}

/** The rows in the order that one would ask: is it for us, what is it, how do we begin, does it work, what stands in the way. */
export function comparedRows(t: Texts): ComparedRow[] {
  const words = t.library.comparison
  return [
    { key: 'forWhom', title: words.forWhom, text: (model) => model.forWhom },
    { key: 'components', title: words.components, parts: (model) => model.components },
    { key: 'start', title: words.start, parts: (model) => model.start },
    { key: 'requirements', title: words.requirements, parts: (model) => model.requirements },
    { key: 'results', title: words.results },
    { key: 'obstacles', title: words.obstacles, parts: (model) => model.obstaclesMet },
    { key: 'owner', title: words.owner, text: (model) => model.owner },
    { key: 'status', title: words.status, text: (model) => model.status.text },
    { key: 'tried', title: words.tried, text: (model) => model.tried },
  ]
}
