import { listDocuments } from '../../data/library-repository.ts'
import { listObstacles } from '../../data/register-repository.ts'
import { pathOf } from '../../domain/references.ts'
import type { Age, District, Service, Theme } from '../../domain/vocabulary.ts'

export const kinds = ['model', 'handbook', 'seminar', 'insight', 'project', 'obstacle'] as const
export type Kind = (typeof kinds)[number]

/** One thing to read, of whatever kind, with what it can be found by. */
export interface Entry {
  id: string
  kind: Kind
  path: string
  title: string
  summary: string
  services: readonly Service[]
  districts: readonly District[]
  ages: readonly Age[]
  themes: readonly Theme[]
}

/** Everything on the device that has a page of its own in a list; chapters are found through their handbook. */
export async function listEntries(): Promise<Entry[]> {
  const documents = await Promise.all(kinds.filter((kind) => kind !== 'obstacle').map((kind) => listDocuments(kind)))
  const entries = documents.flat().map((row): Entry => {
    const { title, summary, services, districts, ages, themes } = row.data
    return { id: row.id, kind: row.kind as Kind, path: pathOf(row.kind, row.slug), title, summary, services, districts, ages, themes }
  }).sort((a, b) => a.title.localeCompare(b.title, 'nb', { numeric: true }))
  const obstacles = (await listObstacles()).map((row): Entry => {
    const { title, services, districts, themes } = row.data
    return { id: row.id, kind: 'obstacle', path: pathOf('obstacle', row.slug), title, summary: row.slug, services, districts, ages: [], themes }
  })
  return [...entries, ...obstacles]
}
