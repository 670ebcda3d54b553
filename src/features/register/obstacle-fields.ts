import type { ReportDraft } from '../../data/use-report-draft.ts'
import type { Obstacle } from '../../domain/documents.ts'
import type { ObstacleFields } from '../../domain/operations.ts'
import type { RegisterEntry } from '../../domain/register-changes.ts'

/** The fields of an obstacle as they are edited. */
const fieldsOf = ({ title, description, kind, levels, bodies, services, districts, themes, models, projects, insights, sections = [], organisations = [], addressedTo = [] }: Obstacle): ObstacleFields =>
  ({ title, description, kind, levels, bodyIds: bodies.map(({ id }) => id), services, districts, themes, models, projects, insights, sections, organisations, addressedTo })

/** How an obstacle was when its editing was begun, kept with what is written. */
interface Seen { rev: number; fields: ObstacleFields }

/** What editing an obstacle begins with: its fields as they are, and once more as they were seen. */
export function editingOf({ rev, data }: RegisterEntry): Record<string, unknown> {
  const fields = fieldsOf(data)
  return { ...fields, seen: { rev, fields } satisfies Seen }
}

export function seenIn({ answers }: ReportDraft): Seen {
  const { rev, fields } = answers.seen as Seen
  // What was begun before there was such a field had seen none.
  return { rev, fields: { ...fields, sections: fields.sections ?? [] } }
}
