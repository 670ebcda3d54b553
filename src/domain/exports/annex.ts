import type { AnnexRow, Obstacle } from '../documents.ts'
import type { Paper, Row, Sheet } from './paper.ts'
import { paragraphsOf } from './paragraphs.ts'
import { chosen, type Choice, type HeldEvent, type RegisterView } from './register-view.ts'
import type { PaperWords } from './words.ts'

/** A row of the annex: what it is called, its obstacles, and what was done about them. */
export interface AnnexGroup { label: string; obstacles: Obstacle[]; followUp: string[] }
export interface Annex { rows: AnnexGroup[]; gaps: Obstacle[] }

/** A project as far as the annex names it. */
export interface NamedProject { slug: string; title: string; ownerText: string }

/**
 * The annex of a year, laid out as that of 2024: its rows in their order, each with its obstacles and the follow-up they share.
 * What was entered since belongs to no row and stands after them under its project, in the order of the names. Places where
 * responsibility falls between bodies and that stand in no row come by themselves, as in table 1 of the report.
 */
export function annexOf(view: RegisterView, choice: Choice & { year: number }, projects: readonly NamedProject[], words: PaperWords): Annex {
  const obstacles = chosen(view, choice).map(({ data }) => data)
  const rows = view.annexRows.filter(({ year }) => year === choice.year).toSorted((a, b) => a.order - b.order)
  const known = new Set(rows.map(({ key }) => key))
  const inRow = (row: AnnexRow): AnnexGroup[] => {
    const own = obstacles.filter(({ annexRow }) => annexRow === row.key)
    return own.length > 0 ? [{ label: row.label, obstacles: own, followUp: [...paragraphsOf(row.followUp ?? ''), ...doneAbout(own, view, words)] }] : []
  }
  const outside = obstacles.filter(({ annexRow }) => annexRow === undefined || !known.has(annexRow))
  const others = new Map<string, Obstacle[]>()
  for (const obstacle of outside.filter(({ gap }) => !gap)) {
    const label = projectLabel(obstacle, projects, words)
    others.set(label, [...others.get(label) ?? [], obstacle])
  }
  return {
    rows: [
      ...rows.flatMap(inRow),
      ...[...others].sort(([a], [b]) => a.localeCompare(b, 'nb')).map(([label, own]) => ({ label, obstacles: own, followUp: doneAbout(own, view, words) })),
    ],
    gaps: outside.filter(({ gap }) => gap),
  }
}

function projectLabel({ projects: slugs, organisations = [], districts }: Obstacle, projects: readonly NamedProject[], words: PaperWords): string {
  const named = slugs.flatMap((slug) => projects.find((project) => project.slug === slug) ?? [])
  if (named.length > 0) return named.map(({ title, ownerText }) => `${title} (${ownerText})`).join(', ')
  return words.annex.withoutProject([...new Set<string>([...organisations, ...organisations.length > 0 ? [] : districts])].join(', '))
}

/** What everyone may read that was done about them, the first first. */
function doneAbout(obstacles: readonly Obstacle[], { events }: RegisterView, words: PaperWords): string[] {
  const told = obstacles.flatMap(({ number }) => events.get(number) ?? []).filter(({ published }) => published)
  return told.toSorted((a, b) => a.at.localeCompare(b.at)).flatMap((event) => doneBy(event, words))
}

function doneBy({ type, at, date, way, text, bodies = [] }: HeldEvent, words: PaperWords): string[] {
  const day = words.date(date ?? at.slice(0, 10))
  if (type === 'escalated') return [words.annex.escalated(bodies.map(({ name }) => name).join(', '), day)]
  return type === 'followed-up' && way ? [words.annex.followUp(words.way[way], day, paragraphsOf(text ?? '').join(' '))] : []
}

/** The rows about which nothing was done. */
export const lackingFollowUp = ({ rows }: Annex): AnnexGroup[] => rows.filter(({ followUp }) => followUp.length === 0)

/** The annex as a document. */
export function annexPaper({ rows, gaps }: Annex, year: number, words: PaperWords): Paper {
  // The number has a line of its own, or it would be parted at its hyphens.
  const numbered = ({ description, number }: Obstacle) => [...paragraphsOf(description), number || words.unnumbered]
  const { columns } = words
  return {
    title: words.annex.title, kicker: words.annex.kicker(year),
    blocks: [
      {
        kind: 'table', name: words.annex.title,
        columns: [{ title: columns.project, share: 24 }, { title: columns.obstacle, share: 44 }, { title: columns.followUp, share: 32 }],
        rows: rows.map(({ label, obstacles, followUp }): Row => ({
          cells: [[label], obstacles.flatMap(numbered), followUp.length > 0 ? followUp : ['–']], ...followUp.length > 0 ? {} : { lacks: 2 },
        })),
      },
      ...gaps.length === 0 ? [] : [
        { kind: 'heading' as const, level: 2 as const, text: words.annex.gaps },
        { kind: 'paragraph' as const, text: words.annex.gapsText },
        {
          kind: 'table' as const, name: words.annex.gaps,
          columns: [{ title: columns.number, share: 16 }, { title: words.annex.gap, share: 52 }, { title: columns.responsible, share: 32 }],
          rows: gaps.map((gap): Row => ({ cells: [[gap.number || words.unnumbered], [gap.title, ...paragraphsOf(gap.description)], namesOf(gap, words)] })),
        },
      ],
    ],
  }
}

const namesOf = ({ bodies }: Obstacle, words: PaperWords): string[] => (bodies.length > 0 ? bodies.map(({ name }) => name) : [words.none])

/** The annex as a list: one row an obstacle, and what its row of the annex shares told with each. */
export function annexSheet({ rows, gaps }: Annex, words: PaperWords): Sheet {
  const { columns } = words
  const line = (at: number | string, label: string, obstacle: Obstacle, followUp: readonly string[]) =>
    [at, label, obstacle.number || words.unnumbered, obstacle.title, paragraphsOf(obstacle.description).join('\n'), followUp.join('\n'), obstacle.bodies.map(({ name }) => name).join(', ')]
  return {
    name: words.annex.title,
    columns: [columns.row, columns.project, columns.number, columns.obstacle, columns.description, columns.followUp, columns.responsible],
    rows: [
      ...rows.flatMap(({ label, obstacles, followUp }, at) => obstacles.map((obstacle) => line(at + 1, label, obstacle, followUp))),
      ...gaps.map((gap) => line('', words.annex.gaps, gap, [])),
    ],
  }
}
