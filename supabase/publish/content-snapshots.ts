import type { Body, FrozenRow } from '../../src/domain/documents.ts'
import type { ContentItem, ItemKind } from './content-items.ts'
import type { ContentFolder } from './content-files.ts'
import * as schema from './content-schema.ts'
import { itemId } from './name-uuid.ts'

/** A snapshot as the database's `private.load_snapshots` takes it. */
export interface ContentSnapshot { id: string; name: string; takenAt: string; rows: FrozenRow[] }

/** The snapshots that the files tell of: the annex of a year and what stood in the register at its end, as the register shows them. */
export async function readSnapshots(folder: ContentFolder, items: readonly ContentItem[]): Promise<ContentSnapshot[]> {
  if (!(await folder.names('register', '.yaml')).includes('snapshots')) return []
  const snapshots = (await folder.yaml('register/snapshots.yaml', schema.snapshots)) ?? {}
  return Object.entries(snapshots).map(([slug, { name, takenAt, year }]) => ({ id: itemId('snapshot', slug), name, takenAt, rows: rowsOf(items, takenAt, year) }))
}

function rowsOf(items: readonly ContentItem[], takenAt: string, year: number): FrozenRow[] {
  const ofKind = <K extends ItemKind>(kind: K) => items.filter((item) => item.kind === kind) as ContentItem<K>[]
  const bodies = new Map(ofKind('body').map(({ slug, data }): [string, Body] => [slug, { id: slug, ...data }]))
  const shown = { rev: 0, published: true } as const
  return [
    ...ofKind('annexRow').filter(({ data }) => data.year === year).map(({ id, slug, data }): FrozenRow => ({ ...shown, id, kind: 'annexRow', slug, data })),
    ...ofKind('obstacle').filter(({ data }) => data.asOf <= takenAt).map(({ id, slug, data }): FrozenRow => ({
      ...shown, id, kind: 'obstacle', slug,
      data: { ...data, bodies: data.bodies.flatMap((body) => bodies.get(body) ?? []), status: 'registered', organisations: [], addressedTo: [] },
    })),
  ]
}
