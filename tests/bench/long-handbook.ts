import { randomUUID } from 'node:crypto'
import type { Client } from 'pg'
import type { Chapter, Handbook, Item, Section } from '../../src/domain/documents.ts'
import { withClient } from '../support/database.ts'
import { writing } from '../support/streams.ts'

const letters = 100_000
const chapters = 12

/** The two handbooks that `addLongHandbook` makes: the same 100 kB, in chapters and as one. */
export const inChapters = 'maaling-i-kapitler'
export const inOne = 'maaling-i-ett'

/** Adds a handbook of 100 kB twice: once in chapters, once with all of it on one page. Its text is that of our own handbooks. */
export async function addLongHandbook(databaseUrl: string): Promise<void> {
  await withClient(databaseUrl, (client) => writing(client, async () => {
    const { rows } = await client.query<{ sections: Section[] }>(`select data -> 'sections' as sections from public.documents where kind = 'chapter' order by slug`)
    const sections = longEnough(rows.flatMap((row) => row.sections))
    const part = Math.ceil(sections.length / chapters)
    await addHandbook(client, inChapters, Array.from({ length: chapters }, (_, i) => sections.slice(i * part, (i + 1) * part)))
    await addHandbook(client, inOne, [sections])
  }))
}

function longEnough(real: Section[]): Section[] {
  const sections: Section[] = []
  for (let i = 0, length = 0; length < letters; i++) {
    const section = { ...real[i % real.length]!, id: `del-${i}` }
    sections.push(section)
    length += section.body.length
  }
  return sections
}

async function addHandbook(client: Client, slug: string, parts: Section[][]): Promise<void> {
  const item: Item = { title: slug, summary: slug, services: [], districts: [], ages: [], themes: [], related: [], sources: [], reviewed: '2026-01-01' }
  const outline = parts.map((_, i) => ({ slug: `kapittel-${i + 1}`, title: `Kapittel ${i + 1}`, words: 1000 }))
  await add(client, 'handbook', slug, { ...item, complete: true, links: [], chapters: outline } satisfies Handbook)
  for (const [i, sections] of parts.entries()) {
    await add(client, 'chapter', `${slug}/${outline[i]!.slug}`, { ...item, title: outline[i]!.title, handbook: slug, order: i + 1, sections } satisfies Chapter)
  }
}

async function add(client: Client, kind: string, slug: string, data: object): Promise<void> {
  await client.query('insert into public.documents (id, kind, slug, data, published) values ($1, $2, $3, $4, true)', [randomUUID(), kind, slug, data])
}
