import type { RegisterRow } from '../domain/documents.ts'
import { inPublic } from './databases.ts'

export type ObstacleRow = RegisterRow<'obstacle'>
export type AnnexRowRow = RegisterRow<'annexRow'>

export async function findObstacle(number: string): Promise<ObstacleRow | undefined> {
  return (await inPublic((db) => db.register.get({ kind: 'obstacle', slug: number }))) as ObstacleRow | undefined
}

export async function findAnnexRow(key: string): Promise<AnnexRowRow | undefined> {
  return (await inPublic((db) => db.register.get({ kind: 'annexRow', slug: key }))) as AnnexRowRow | undefined
}

/** Every published obstacle the device holds, without duplicates of others, by year and running number. */
export async function listObstacles(): Promise<ObstacleRow[]> {
  return byNumber((await inPublic((db) => db.register.where('kind').equals('obstacle').toArray())) as ObstacleRow[])
}

/** The annex's rows in the annex's order. */
export async function listAnnexRows(): Promise<AnnexRowRow[]> {
  const rows = (await inPublic((db) => db.register.where('kind').equals('annexRow').toArray())) as AnnexRowRow[]
  return rows.sort((a, b) => b.data.year - a.data.year || a.data.order - b.data.order)
}

/** The known obstacles linked to an item, for example `findObstaclesOf('model:sosialagentene')`. */
export async function findObstaclesOf(ref: string): Promise<ObstacleRow[]> {
  const rows = await inPublic((db) => db.register.where('refs').equals(ref).toArray())
  return byNumber(rows.filter((row) => row.kind === 'obstacle') as ObstacleRow[])
}

/** Without those that another stands for. */
function byNumber(rows: ObstacleRow[]): ObstacleRow[] {
  return rows.filter(({ data }) => data.mergedInto === undefined).sort((a, b) => a.slug.localeCompare(b.slug, 'nb', { numeric: true }))
}
