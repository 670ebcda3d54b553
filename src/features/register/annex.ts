import type { AnnexRowRow } from '../../data/register-repository.ts'
import type { RegisterEntry } from '../../domain/register-changes.ts'

/** A row of the annex with its obstacles; without `row`, obstacles that stand outside the annex. */
export interface AnnexGroup { key: string; row?: AnnexRowRow; obstacles: RegisterEntry[] }

/**
 * The obstacles put under their rows of the annex, in the annex's order, and after them those of no row. A row none of
 * whose obstacles are among these is left out, unless `whole` says that nothing is filtered away.
 */
export function byAnnexRow(rows: readonly AnnexRowRow[], obstacles: readonly RegisterEntry[], whole: boolean): AnnexGroup[] {
  const known = new Set(rows.map((row) => row.slug))
  const groups = rows.map((row): AnnexGroup => ({ key: row.slug, row, obstacles: obstacles.filter((obstacle) => obstacle.data.annexRow === row.slug) }))
  const outside = obstacles.filter(({ data }) => data.annexRow === undefined || !known.has(data.annexRow))
  const gaps = outside.filter(({ data }) => data.gap)
  const others = outside.filter(({ data }) => !data.gap)
  return [
    ...groups.filter((group) => whole || group.obstacles.length > 0),
    ...(gaps.length > 0 ? [{ key: 'sviktsoner', obstacles: gaps }] : []),
    ...(others.length > 0 ? [{ key: 'andre', obstacles: others }] : []),
  ]
}
