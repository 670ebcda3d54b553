import { findReferences } from '../../data/library-repository.ts'
import type { StoredDocument } from '../../data/public-database.ts'
import { findAnnexRow, findObstacle, listObstacles, type AnnexRowRow, type ObstacleRow } from '../../data/register-repository.ts'
import { refsOf } from '../../domain/references.ts'

/** An obstacle with what its page shows beside it. */
export interface ObstaclePageData { row: ObstacleRow; annexRow?: AnnexRowRow; sameRow: ObstacleRow[]; linked: StoredDocument[] }

export async function findObstaclePage(number: string): Promise<ObstaclePageData | undefined> {
  const row = await findObstacle(number)
  if (!row) return undefined
  const key = row.data.annexRow
  const [annexRow, all, linked] = await Promise.all([
    key === undefined ? undefined : findAnnexRow(key),
    key === undefined ? [] : listObstacles(),
    findReferences(refsOf(row).filter((ref) => !ref.startsWith('annexRow:'))),
  ])
  return { row, annexRow, sameRow: all.filter((other) => other.data.annexRow === key && other.slug !== row.slug), linked }
}
