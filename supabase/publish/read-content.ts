import { checkForm } from '../../src/domain/form-soundness.ts'
import type { Source } from '../../src/domain/documents.ts'
import { detailedAccounts, referenceTable, type ComposedFigure } from './composed-figures.ts'
import { contentProblems } from './content-checks.ts'
import { ContentFolder } from './content-files.ts'
import type { ContentItem, ItemData, ItemKind } from './content-items.ts'
import * as schema from './content-schema.ts'
import { readSnapshots, type ContentSnapshot } from './content-snapshots.ts'
import { placedFigures } from './content-text.ts'
import { formFaultTexts } from './form-fault-texts.ts'
import { itemId } from './name-uuid.ts'
import type { Problem } from './problem.ts'

type SourceInFile = { doc: string; place?: string; url?: string }

/** What several files draw on. */
interface Shared {
  documents: Record<string, { title: string; url?: string }>
  references: schema.Reference[]
  economy: Pick<schema.EconomyFile, 'lines' | 'notes'>
}

/**
 * Reads and checks every content file and puts the items together as the database takes them.
 * With problems the items are incomplete and must not be loaded.
 */
export async function readContent(contentDir: string): Promise<{ items: ContentItem[]; snapshots: ContentSnapshot[]; problems: Problem[] }> {
  const folder = new ContentFolder(contentDir)
  const shared: Shared = {
    documents: (await folder.yaml('sources.yaml', schema.sourceDocuments)) ?? {},
    references: (await folder.yaml('references.yaml', schema.references)) ?? [],
    economy: (await folder.yaml('economy/2024.yaml', schema.economy)) ?? { lines: [], notes: [] },
  }
  const items: ContentItem[] = [
    ...(await readBodies(folder)),
    ...(await readAnnexRows(folder, shared)),
    ...(await readGaps(folder, shared)),
    ...(await readModels(folder, shared)),
    ...(await readHandbooks(folder, shared)),
    ...(await readSeminars(folder, shared)),
    ...(await readProjects(folder, shared)),
    ...(await readInsights(folder, shared)),
    ...(await readForms(folder)),
  ]
  const snapshots = await readSnapshots(folder, items)
  folder.problems.push(...contentProblems(items, shared.references, shared.economy.lines))
  return { items, snapshots, problems: folder.problems }
}

async function readBodies(folder: ContentFolder): Promise<ContentItem[]> {
  const file = 'bodies.yaml'
  const bodies = (await folder.yaml(file, schema.bodies)) ?? {}
  return Object.entries(bodies).map(([slug, data]) => item('body', slug, file, data))
}

async function readAnnexRows(folder: ContentFolder, shared: Shared): Promise<ContentItem[]> {
  const file = 'register/annex-2024.yaml'
  const annex = await folder.yaml(file, schema.annex)
  return (annex?.rows ?? []).flatMap((row) => {
    const { obstacles, ...data } = resolved(folder, shared, file, row)
    return [
      item('annexRow', row.key, file, data),
      ...obstacles.map((entry) => item('obstacle', entry.number, file, { ...resolved(folder, shared, file, entry), annexRow: row.key })),
    ]
  })
}

async function readGaps(folder: ContentFolder, shared: Shared): Promise<ContentItem[]> {
  const file = 'register/gaps.yaml'
  const gaps = await folder.yaml(file, schema.gaps)
  return (gaps?.obstacles ?? []).map((entry) => item('obstacle', entry.number, file, resolved(folder, shared, file, entry)))
}

async function readModels(folder: ContentFolder, shared: Shared): Promise<ContentItem[]> {
  return eachFile(folder, 'models', '.yaml', async (slug, file) => {
    const model = await folder.yaml(file, schema.model)
    return model && item('model', slug, file, resolved(folder, shared, file, model))
  })
}

async function readHandbooks(folder: ContentFolder, shared: Shared): Promise<ContentItem[]> {
  const items: ContentItem[] = []
  for (const slug of await folder.names('handbooks', '')) {
    const chapters = await readChapters(folder, shared, slug)
    const file = `handbooks/${slug}/handbook.yaml`
    const handbook = await folder.yaml(file, schema.handbook)
    if (!handbook) continue
    const data = {
      ...resolved(folder, shared, file, handbook),
      chapters: chapters.map(({ slug: path, data: { title, sections } }) => ({
        slug: path.slice(slug.length + 1), title, words: countWords(sections.map((part) => `${part.title}\n${part.body}`).join('\n')),
      })),
    }
    items.push(item('handbook', slug, file, data), ...chapters)
  }
  return items
}

async function readChapters(folder: ContentFolder, shared: Shared, handbook: string): Promise<ContentItem<'chapter'>[]> {
  const chapters: ContentItem<'chapter'>[] = []
  for (const name of await folder.names(`handbooks/${handbook}`, '.md')) {
    const file = `handbooks/${handbook}/${name}.md`
    const [, order, chapter] = /^(\d\d)-([a-z0-9]+(?:-[a-z0-9]+)*)$/.exec(name) ?? []
    const content = await folder.markdown(file, schema.chapterHead)
    if (!order || !chapter) folder.report(file, '', 'filnavnet skal være NN-kapittel.md, for eksempel 01-start.md')
    else if (content) {
      const { head, sections } = content
      const data = { ...resolved(folder, shared, file, head), handbook, order: Number(order), sections }
      chapters.push(item('chapter', `${handbook}/${chapter}`, file, data))
    }
  }
  return chapters
}

async function readSeminars(folder: ContentFolder, shared: Shared): Promise<ContentItem[]> {
  return eachFile(folder, 'seminars', '.md', async (slug, file) => {
    const content = await folder.markdown(file, schema.seminarHead)
    return content && item('seminar', slug, file, { ...resolved(folder, shared, file, content.head), sections: content.sections })
  })
}

async function readProjects(folder: ContentFolder, shared: Shared): Promise<ContentItem[]> {
  return eachFile(folder, 'projects', '.yaml', async (slug, file) => {
    const project = await folder.yaml(file, schema.project)
    const economy = shared.economy.lines.filter((line) => line.project === slug)
    return project && item('project', slug, file, { ...resolved(folder, shared, file, project), economy })
  })
}

async function readInsights(folder: ContentFolder, shared: Shared): Promise<ContentItem[]> {
  return eachFile(folder, 'insights', '.md', async (slug, file) => {
    const content = await folder.markdown(file, schema.insightHead)
    if (!content) return undefined
    const { head, sections } = content
    const composed = composedFigures(slug, shared)
    const placed = sections.flatMap(({ body }) => placedFigures(body))
    return item('insight', slug, file, {
      ...resolved(folder, shared, file, head),
      sections: [...sections, ...composed.map(({ section }) => section).filter(({ id }) => !placed.includes(id))],
      figures: [...head.figures, ...composed.map(({ figure }) => figure)],
    })
  })
}

async function readForms(folder: ContentFolder): Promise<ContentItem[]> {
  return eachFile(folder, 'forms', '.yaml', async (slug, file) => {
    const form = await folder.yaml(file, schema.form)
    if (!form) return undefined
    for (const { at, fault } of checkForm(form)) folder.report(file, at, formFaultTexts[fault])
    return item('form', slug, file, form)
  })
}

/** The tables of an insight that come from data files of their own. */
function composedFigures(insight: string, { economy, references }: Shared): ComposedFigure[] {
  if (insight === 'okonomi-2024') return [detailedAccounts(economy)]
  return insight === 'referanser' ? [referenceTable(references)] : []
}

async function eachFile(
  folder: ContentFolder, name: string, ending: string,
  read: (slug: string, file: string) => Promise<ContentItem | undefined>,
): Promise<ContentItem[]> {
  const items: ContentItem[] = []
  for (const slug of await folder.names(name, ending)) {
    const file = `${name}/${slug}${ending}`
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug)) folder.report(file, '', 'filnavnet skal bare ha små bokstaver a–z, tall og bindestrek')
    const entry = await read(slug, file)
    if (entry) items.push(entry)
  }
  return items
}

function item<K extends ItemKind>(kind: K, slug: string, file: string, data: ItemData[K]): ContentItem<K> {
  return { id: itemId(kind, slug), kind, slug, data, file } as ContentItem<K>
}

/** The entry with the titles of its sources, which the files leave to `sources.yaml`. */
function resolved<T extends { sources: SourceInFile[] }>(
  folder: ContentFolder, { documents }: Shared, file: string, entry: T,
): Omit<T, 'sources'> & { sources: Source[] } {
  const sources = entry.sources.map(({ doc, place, url }) => {
    const document = documents[doc]
    if (!document) folder.report(file, 'sources', `kilden «${doc}» finnes ikke i sources.yaml`)
    const address = url ?? document?.url
    return { doc, title: document?.title ?? doc, ...(place && { place }), ...(address && { url: address }) }
  })
  return { ...entry, sources }
}

/** The words a person reads: figure lines and link addresses do not count. */
export function countWords(markdown: string): number {
  const text = markdown.replace(/^\{\{.*\}\}$/gm, '').replace(/\]\([^)]*\)/g, ']').replace(/\[\^[^\]]*\]/g, '')
  return text.match(/[\p{L}\p{N}]+(?:[-’'.,][\p{L}\p{N}]+)*/gu)?.length ?? 0
}
