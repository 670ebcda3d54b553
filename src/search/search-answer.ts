import type { Level } from '../domain/vocabulary.ts'
import { excerptOf, marksOf, ResultReader, type Finding, type Findings, type Range } from './excerpt.ts'
import type { IndexedDocument } from './index-format.ts'
import type { ExpandedQuery } from './matches.ts'
import { reasonOf, type Reason } from './reason.ts'
import type { Hit, SearchIndex } from './search-index.ts'
import { unitsOf, type SearchKind, type SearchRow, type SearchUnit } from './search-units.ts'

/** What results are told apart by on the page: a handbook and its chapters are one group. */
export const resultGroups = ['model', 'handbook', 'obstacle', 'project', 'insight', 'seminar'] as const
export type ResultGroup = (typeof resultGroups)[number]

export interface SearchRequest {
  text: string
  group?: ResultGroup
  /** How many results to describe; the counts are of all. */
  limit: number
  /** Take every word as it is typed. */
  literal: boolean
}

/** What stands above a result's title. */
export interface KindLabel {
  kind: SearchKind
  /** The handbook's title and the chapter's place in it. */
  book?: string
  chapter?: number
  /** The item that a section belongs to. */
  parent?: string
  /** An obstacle's number and the levels that must act. */
  number?: string
  levels?: Level[]
}

export interface SearchResult {
  /** `kind:slug` of the item. */
  ref: string
  kind: SearchKind
  slug: string
  section?: string
  title: string
  titleMarks: Range[]
  label: KindLabel
  excerpt: { text: string; marks: Range[] }
  reason: Reason
}

export interface SearchAnswer {
  /** How many items were searched in: an index that is still being made knows only some. */
  searched: number
  total: number
  counts: Partial<Record<ResultGroup, number>>
  results: SearchResult[]
  /** The words that were taken for typing errors, and what was searched for instead. */
  corrections: { asked: string; used: string }[]
}

/** A row as search needs it: with what belongs to it in other rows. */
export interface LoadedRow { row: SearchRow; followUp?: string; book?: string }
export type LoadRows = (documents: readonly IndexedDocument[]) => Promise<Map<string, LoadedRow>>

/** Answers a request: finds, counts, and describes the first results from the rows they stand in. */
export async function answer(index: SearchIndex, request: SearchRequest, load: LoadRows): Promise<SearchAnswer> {
  const { query, hits } = index.search(request.text, { literal: request.literal })
  const counts: SearchAnswer['counts'] = {}
  for (const { document } of hits) counts[groupOf(document.kind)] = (counts[groupOf(document.kind)] ?? 0) + 1
  const wanted = hits.filter(({ document }) => !request.group || groupOf(document.kind) === request.group).slice(0, request.limit)
  const rows = await load(wanted.map(({ document }) => document))
  const reader = new ResultReader(query, index.vocabulary)
  const corrections = new Corrections(query)
  const results = wanted.flatMap((hit): SearchResult[] => {
    const loaded = rows.get(hit.document.id)
    // The row may have changed since the index was made; the next index knows.
    const unit = loaded && unitsOf(loaded.row, loaded.followUp)[hit.unit]
    if (!unit) return []
    const findings = reader.read(unit)
    corrections.note(findings)
    return [describe(hit, loaded, unit, findings, reasonOf(query, findings))]
  })
  return { searched: index.documents.length, total: hits.length, counts, results, corrections: corrections.list() }
}

const groupOf = (kind: SearchKind): ResultGroup => (kind === 'chapter' ? 'handbook' : kind)

function describe({ document }: Hit, loaded: LoadedRow, unit: SearchUnit, findings: Findings, reason: Reason): SearchResult {
  const { kind, slug } = document
  const onlyContext = findings.text.length + findings.title.length === 0 && !unit.section && unit.context
  return {
    ref: `${kind}:${slug}`, kind, slug,
    ...(unit.section && { section: unit.section }),
    title: unit.title,
    titleMarks: marksOf(findings.title.filter(worthMarking)),
    label: labelOf(loaded, unit.section !== undefined),
    excerpt: onlyContext ? excerptOf(unit.context!, findings.context) : excerptOf(unit.text, findings.text.filter(worthMarking)),
    reason,
  }
}

/** A word that only has another inside it is marked where nothing better is. */
const worthMarking = (finding: Finding, _: number, all: Finding[]): boolean =>
  finding.weight > 0.25 || !all.some(({ words, weight }) => weight > finding.weight && words.some((word) => finding.words.includes(word)))

function labelOf({ row, book }: LoadedRow, isSection: boolean): KindLabel {
  const parent = isSection ? { parent: row.data.title } : {}
  switch (row.kind) {
    case 'chapter': return { kind: row.kind, ...(book && { book }), chapter: row.data.order, ...parent }
    case 'obstacle': return { kind: row.kind, number: row.data.number, levels: row.data.levels }
    default: return { kind: row.kind, ...parent }
  }
}

/** The words as the results write them, since the index has them without their endings. */
class Corrections {
  readonly #query: ExpandedQuery
  readonly #used = new Map<number, { word: string; weight: number }>()

  constructor(query: ExpandedQuery) {
    this.#query = query
  }

  note({ title, text }: Findings): void {
    for (const { way, words, weight, text: word } of [...title, ...text]) {
      if (way === 'spelling' && weight > (this.#used.get(words[0]!)?.weight ?? 0)) this.#used.set(words[0]!, { word: word.toLowerCase(), weight })
    }
  }

  list(): SearchAnswer['corrections'] {
    return [...this.#used].map(([word, { word: used }]) => ({ asked: this.#query.words[word]!.text, used }))
  }
}
