import type { Figure, LibraryRow, RegisterRow, Section } from '../domain/documents.ts'
import { plainText } from './plain-text.ts'

/** What a person finds: a whole item, or one section of a long one. */
export interface SearchUnit {
  /** The id of the section, which its address ends in; absent for the item itself. */
  section?: string
  title: string
  /** What the section belongs to, or what it shares with others: its words count, but little. */
  context?: string
  /** In paragraphs, without Markdown. They are joined so that a dot can take a line break's place without moving a letter. */
  text: string
}

export const paragraphBreak = ' \n '

export const searchKinds = ['model', 'handbook', 'chapter', 'obstacle', 'project', 'insight', 'seminar'] as const
export type SearchKind = (typeof searchKinds)[number]

/** A row that can be found. An annex row is not one: its follow-up is found with its obstacles. */
export type SearchRow = LibraryRow | RegisterRow<'obstacle'>

/** The units of one row. `followUp` is that of the annex row an obstacle belongs to. */
export function unitsOf(row: SearchRow, followUp?: string): SearchUnit[] {
  switch (row.kind) {
    case 'model': {
      const { title, summary, forWhom, tried, owner, status, components, start, requirements, results, obstaclesMet, notes } = row.data
      const parts = [...components, ...start, ...requirements, ...obstaclesMet]
      return [unit(title, summary, forWhom, tried, owner, status.text, ...partTexts(parts), ...results.flatMap(({ text, basis }) => [text, basis]), ...notes ?? [])]
    }
    case 'project': {
      const { title, summary, ownerText, statusText, result, implementation, economy, notes } = row.data
      return [unit(title, summary, statusText, result, implementation?.text, ownerText, ...economy.flatMap(({ label, remark }) => [label, remark]), ...notes ?? [])]
    }
    case 'handbook': {
      const { title, summary, publisher, links, notes } = row.data
      return [unit(title, summary, publisher, ...links.map((link) => link.title), ...notes ?? [])]
    }
    case 'chapter':
      return withSections(row.data, unit(row.data.title, row.data.summary))
    case 'insight':
      return withSections(row.data, unit(row.data.title, row.data.summary))
    case 'seminar': {
      const { title, summary, place, organiser, programme, materials, recording } = row.data
      const main = unit(title, summary, place, organiser, ...partTexts(programme), ...materials.map((material) => material.title), recording?.text)
      return withSections(row.data, main)
    }
    case 'obstacle': {
      const { number, title, description, bodies } = row.data
      return [{ ...unit(title, description, ...bodies.map(({ name }) => name), number), context: followUp && plainText(followUp) }]
    }
    // A newer server may send a kind that this build cannot show.
    default: return []
  }
}

function unit(title: string, ...texts: (string | undefined)[]): SearchUnit {
  return { title, text: texts.flatMap((text) => (text ? plainText(text) || [] : [])).join(paragraphBreak) }
}

const partTexts = (parts: readonly { title: string; text?: string }[]): (string | undefined)[] => parts.flatMap(({ title, text }) => [title, text])

function withSections(data: { title: string; sections: Section[]; figures?: Figure[] }, main: SearchUnit): SearchUnit[] {
  const { title, sections, figures = [] } = data
  return [main, ...sections.map((section) => ({
    section: section.id,
    title: section.title,
    context: title,
    text: [plainText(section.body), ...figures.filter(({ id }) => section.body.includes(`{{figure:${id}}}`)).map(figureText)].filter(Boolean).join(paragraphBreak),
  }))]
}

function figureText(figure: Figure): string {
  const words = (): string[] => {
    switch (figure.kind) {
      case 'table':
      case 'bars': return [figure.columns.join(' · '), ...figure.rows.map((row) => row.join(' · '))]
      case 'chain': return figure.steps.flatMap(({ title, text }) => [title, text ?? ''])
      case 'groups': return figure.groups.map(({ title, items }) => [title, ...items].join(' · '))
    }
  }
  return [figure.caption, ...words(), figure.note ?? ''].map(plainText).filter(Boolean).join(paragraphBreak)
}
