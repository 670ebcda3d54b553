import type { Tally } from '../domain/documents.ts'
import { inPublic } from './databases.ts'
import type { ObstacleRow } from './register-repository.ts'

/** The obstacles with these numbers, in their order, without those that the device does not hold. */
export async function findObstacles(numbers: readonly string[]): Promise<ObstacleRow[]> {
  const rows = await inPublic((db) => db.register.where('[kind+slug]').anyOf(numbers.map((number) => ['obstacle', number])).toArray()) as ObstacleRow[]
  return numbers.flatMap((number) => rows.find(({ slug }) => slug === number) ?? [])
}

/** How many have reported about an item, for example `findTalliesOf('obstacle:H-2024-16')`: about all of it first, then about its parts. */
export async function findTalliesOf(ref: string): Promise<Tally[]> {
  const rows = await inPublic((db) => db.register.where('refs').equals(ref).toArray())
  const tallies = rows.flatMap((row) => (row.kind === 'tally' ? [row.data] : []))
  return tallies.sort((a, b) => Number(a.section !== undefined) - Number(b.section !== undefined) || b.reports - a.reports)
}
