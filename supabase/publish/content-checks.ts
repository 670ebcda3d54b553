import { pathOf } from '../../src/domain/references.ts'
import type { EconomyLine } from '../../src/domain/documents.ts'
import type { ContentItem, ItemKind } from './content-items.ts'
import { placedFigures, plainTextProblems, textProblems, type Targets } from './content-text.ts'
import type { Problem } from './problem.ts'

/** Pages that stand whether there is content or not. */
const fixedPages = [
  '/', '/bibliotek', '/modeller', '/handboker', '/seminarer', '/prosjekter', '/kunnskap', '/hindringer', '/sok', '/lagring', '/om', '/mer',
]

const markdownFields = new Set([
  'text', 'body', 'basis', 'note', 'notes', 'statusText', 'result', 'forWhom', 'description', 'followUp', 'remark',
])
const plainFields = new Set([
  'title', 'summary', 'label', 'caption', 'place', 'owner', 'ownerText', 'tried', 'organiser', 'publisher', 'name', 'recipient',
  // What a form says, by language.
  'nb', 'nn', 'en',
])

/** What only shows when all items are known: names that point nowhere, and texts that break the rules. */
export function contentProblems(items: ContentItem[], references: { number: string }[], economy: EconomyLine[]): Problem[] {
  const known = new Set(items.map(({ kind, slug }) => `${kind}:${slug}`))
  const pages = pagesOf(items)
  const numbers = new Set(references.map(({ number }) => number))
  return [
    ...duplicateProblems(items),
    ...economyProblems(economy, known),
    ...items.flatMap((item) => [
      ...pointerProblems(item, known),
      ...figureUseProblems(item),
      ...proseProblems(item, { pages, references: numbers, figures: figuresOf(item) }),
    ]),
  ]
}

function duplicateProblems(items: ContentItem[]): Problem[] {
  const seen = new Set<string>()
  return items.flatMap(({ kind, slug, file }) => {
    const name = `${kind}:${slug}`
    const twice = seen.has(name)
    seen.add(name)
    return twice ? [{ file, field: slug, problem: 'finnes to ganger' }] : []
  })
}

function economyProblems(lines: EconomyLine[], known: Set<string>): Problem[] {
  const file = 'economy/2024.yaml'
  const ids = lines.map(({ id }) => id)
  return lines.flatMap(({ id, project }, index) => [
    ...(ids.indexOf(id) < index ? [{ file, field: id, problem: 'id-en er brukt to ganger' }] : []),
    ...(project && !known.has(`project:${project}`) ? [{ file, field: `${id}.project`, problem: `prosjektet «${project}» finnes ikke` }] : []),
  ])
}

function pointerProblems(item: ContentItem, known: Set<string>): Problem[] {
  return pointersOf(item).filter(({ target }) => !known.has(target))
    .map(({ field, target }) => ({ file: item.file, field: fieldIn(item, field), problem: `«${target}» finnes ikke` }))
}

function pointersOf({ kind, data }: ContentItem): { field: string; target: string }[] {
  const many = (field: string, target: ItemKind, slugs: string[]) => slugs.map((slug) => ({ field, target: `${target}:${slug}` }))
  switch (kind) {
    case 'body':
    case 'form':
      return []
    case 'annexRow':
      return many('projects', 'project', data.projects)
    case 'obstacle':
      return [
        ...many('bodies', 'body', data.bodies), ...many('models', 'model', data.models),
        ...many('projects', 'project', data.projects), ...many('insights', 'insight', data.insights),
      ]
    default:
      return data.related.map((target) => ({ field: 'related', target }))
  }
}

function figuresOf(item: ContentItem): Set<string> {
  return new Set(item.kind === 'insight' ? item.data.figures.map(({ id }) => id) : [])
}

function figureUseProblems(item: ContentItem): Problem[] {
  if (item.kind !== 'insight') return []
  const placed = item.data.sections.flatMap(({ body }) => placedFigures(body))
  const ids = item.data.figures.map(({ id }) => id)
  return ids.flatMap((id, index) => {
    const problem = ids.indexOf(id) < index ? 'id-en er brukt to ganger'
      : placed.includes(id) ? undefined : `står ikke i noen seksjon; sett inn linjen {{figure:${id}}}`
    return problem ? [{ file: item.file, field: `figures.${id}`, problem }] : []
  })
}

/** Every page of the content with the ids that links may end in. */
function pagesOf(items: ContentItem[]): Targets['pages'] {
  const pages = new Map<string, ReadonlySet<string> | undefined>(fixedPages.map((path) => [path, undefined]))
  for (const item of items) {
    if (item.kind !== 'body' && item.kind !== 'annexRow' && item.kind !== 'form') pages.set(pathOf(item.kind, item.slug), anchorsOf(item))
  }
  return pages
}

function anchorsOf({ kind, data }: ContentItem): Set<string> | undefined {
  if (kind === 'chapter' || kind === 'seminar' || kind === 'insight') return new Set(data.sections.map(({ id }) => id))
  if (kind !== 'model') return undefined
  return new Set([...data.components, ...data.start, ...data.requirements, ...data.obstaclesMet].map(({ id }) => id))
}

function proseProblems(item: ContentItem, targets: Targets): Problem[] {
  return [...proseOf(item.data)].flatMap(({ field, name, text }) => {
    const found = plainFields.has(name) ? plainTextProblems(text) : textProblems(text, targets, { headings: name === 'body' })
    return found.map((problem) => ({ file: item.file, field: fieldIn(item, field), problem }))
  })
}

/** Every text of an item with its path; `name` is the innermost field it stands in. */
function* proseOf(value: unknown, path: string[] = [], name = ''): Generator<{ field: string; name: string; text: string }> {
  if (typeof value === 'string' && (markdownFields.has(name) || plainFields.has(name))) yield { field: path.join('.'), name, text: value }
  if (typeof value !== 'object' || value === null) return
  for (const [key, child] of Object.entries(value)) {
    yield* Array.isArray(value) ? proseOf(child, [...path, idOf(child) ?? String(Number(key) + 1)], name) : proseOf(child, [...path, key], key)
  }
}

function idOf(value: unknown): string | undefined {
  return typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string' ? value.id : undefined
}

/** Files with many entries need to say which one. */
function fieldIn({ kind, slug }: ContentItem, field: string): string {
  return kind === 'obstacle' || kind === 'annexRow' || kind === 'body' ? `${slug}.${field}` : field
}
