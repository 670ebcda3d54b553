import type { ObstacleStatus } from './documents.ts'
import { subjectOf, type ObstacleFields } from './operations.ts'
import { isReached, type OutboxEntry, type Reached } from './outbox.ts'
import { whereIs, type Whereabouts } from './own-reports.ts'

/** What one has done to an obstacle that the register does not show yet, to be laid over it. */
export interface ObstacleChanges {
  obstacle: string
  /** Set when the obstacle itself is new: there is no row of it yet. */
  created?: Whereabouts
  fields: Partial<ObstacleFields>
  status?: ObstacleStatus
  published?: boolean
  /** Every operation in it, refused ones too; what is refused is not among the fields. */
  changes: { kind: OutboxEntry['kind']; where: Whereabouts }[]
}

/** Changes by obstacle. `copies` are the two places an obstacle may be fetched to: what is in both is no longer a change. */
export function layObstacleChanges(entries: readonly OutboxEntry[], copies: readonly (Reached | undefined)[]): Map<string, ObstacleChanges> {
  const all = new Map<string, ObstacleChanges>()
  for (const entry of entries) {
    if (!entry.kind.startsWith('obstacle.') || isReached(entry, copies)) continue
    const obstacle = subjectOf(entry)
    const laid = all.get(obstacle) ?? { obstacle, fields: {}, changes: [] }
    all.set(obstacle, layOn(laid, entry))
  }
  return all
}

function layOn(laid: ObstacleChanges, entry: OutboxEntry): ObstacleChanges {
  const where = whereIs(entry)
  const next = { ...laid, changes: [...laid.changes, { kind: entry.kind, where }] }
  if (entry.kind === 'obstacle.create') {
    const { id: obstacle, ...fields } = entry.payload
    return { ...next, obstacle, created: where, status: 'registered', fields }
  }
  if (where.at === 'needs-help') return next
  if (entry.kind === 'obstacle.edit') return { ...next, fields: { ...next.fields, ...entry.payload.fields } }
  if (entry.kind === 'obstacle.move') return { ...next, status: entry.payload.to }
  if (entry.kind === 'obstacle.publish') return { ...next, published: entry.payload.published }
  return next
}
