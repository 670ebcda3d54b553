import { findDocument } from '../../data/library-repository.ts'
import { findPositions, lastRead } from '../../data/reading-repository.ts'
import type { LibraryRow } from '../../domain/documents.ts'
import { pathOf } from '../../domain/references.ts'
import { minutesFor, wordsIn } from './reading-time.ts'

/** Where a person can go on reading. */
export interface NextToRead {
  path: string
  title: string
  /** The handbook a chapter stands in, and the chapter's number there. */
  handbook?: { title: string; number: number }
  kind: LibraryRow['kind']
  /** 0 to 1; 0 means that it has not been begun. */
  part: number
  minutesLeft: number
}

/** How far back in what was read one looks. */
const reach = 12

/**
 * What was read last and is not finished; of a finished chapter, the next one of its handbook that is not. Undefined
 * when there is no such page on the device.
 */
export async function findNextToRead(): Promise<NextToRead | undefined> {
  for (const position of await lastRead(reach)) {
    const [kind, slug] = split(position.key)
    const next = position.finished ? await chapterAfter(kind, slug) : await toRead(kind, slug, position.part)
    if (next) return next
  }
  return undefined
}

async function toRead(kind: LibraryRow['kind'], slug: string, part: number): Promise<NextToRead | undefined> {
  const row = await findDocument(kind, slug)
  if (!row) return undefined
  const place = row.kind === 'chapter' ? await chapterPlace(row) : undefined
  const words = place?.words ?? wordsIn(row.data)
  return { path: pathOf(kind, slug), title: row.data.title, handbook: place?.handbook, kind, part, minutesLeft: minutesFor(words * (1 - part)) }
}

async function chapterPlace(row: LibraryRow<'chapter'>) {
  const handbook = await findDocument('handbook', row.data.handbook)
  const index = handbook?.data.chapters.findIndex((chapter) => `${handbook.slug}/${chapter.slug}` === row.slug) ?? -1
  if (!handbook || index < 0) return undefined
  return { handbook: { title: handbook.data.title, number: index + 1 }, words: handbook.data.chapters[index]!.words }
}

async function chapterAfter(kind: LibraryRow['kind'], slug: string): Promise<NextToRead | undefined> {
  if (kind !== 'chapter') return undefined
  const book = slug.slice(0, slug.indexOf('/'))
  const handbook = await findDocument('handbook', book)
  const keys = handbook?.data.chapters.map((chapter) => `${book}/${chapter.slug}`) ?? []
  const later = keys.slice(keys.indexOf(slug) + 1)
  const positions = await findPositions(later.map((chapter) => `chapter:${chapter}`))
  const next = later.find((chapter) => !positions.get(`chapter:${chapter}`)?.finished)
  return next === undefined ? undefined : toRead('chapter', next, positions.get(`chapter:${next}`)?.part ?? 0)
}

function split(key: string): [LibraryRow['kind'], string] {
  const colon = key.indexOf(':')
  return [key.slice(0, colon) as LibraryRow['kind'], key.slice(colon + 1)]
}
