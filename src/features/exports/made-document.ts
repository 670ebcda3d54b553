import type { Body } from '../../domain/documents.ts'
import { annexOf, annexPaper, annexSheet, lackingFollowUp, type AnnexGroup, type NamedProject } from '../../domain/exports/annex.ts'
import { addressedTo, letterPaper } from '../../domain/exports/letter.ts'
import { lookThrough, type Found } from '../../domain/exports/looked-through.ts'
import { obstacleSheet } from '../../domain/exports/obstacle-sheet.ts'
import { textsOf, type Paper, type Sheet } from '../../domain/exports/paper.ts'
import { chosen, type Choice, type HeldObstacle, type RegisterView } from '../../domain/exports/register-view.ts'
import { statusPaper } from '../../domain/exports/status-list.ts'
import { papers } from '../../texts/nb/papers.ts'

export const documentKinds = ['annex', 'status', 'letter'] as const
export type DocumentKind = (typeof documentKinds)[number]

/** A document that is ready to be looked at and saved. */
export interface Made { kind: DocumentKind; paper: Paper; sheet: Sheet; obstacles: HeldObstacle[]; lacking: AnnexGroup[]; found: Found[]; file: string }

export interface Wish extends Choice { kind: DocumentKind; year: number; recipient?: Body }

/** Makes the document that is wished for; nothing where a letter has nobody to go to. */
export function makeDocument(view: RegisterView, wish: Wish, projects: readonly NamedProject[], names: Record<DocumentKind, string>): Made | undefined {
  const made = partsOf(view, wish, projects)
  if (!made) return undefined
  const texts = [...textsOf(made.paper), ...made.sheet.rows.flat().filter((cell) => typeof cell === 'string')]
  const which = wish.kind === 'annex' ? String(wish.year) : wish.kind === 'letter' ? `${wish.recipient!.id}-${view.day}` : view.day
  return { kind: wish.kind, ...made, found: lookThrough([...new Set(texts)], made.obstacles, view), file: `${names[wish.kind]}-${which}` }
}

function partsOf(view: RegisterView, wish: Wish, projects: readonly NamedProject[]): Pick<Made, 'paper' | 'sheet' | 'obstacles' | 'lacking'> | undefined {
  if (wish.kind === 'annex') {
    const annex = annexOf(view, wish, projects, papers)
    return { paper: annexPaper(annex, wish.year, papers), sheet: annexSheet(annex, papers), obstacles: chosen(view, wish), lacking: lackingFollowUp(annex) }
  }
  if (wish.kind === 'status') {
    const obstacles = chosen(view, { onlyOpen: wish.onlyOpen })
    const paper = statusPaper(view, { onlyOpen: wish.onlyOpen }, papers)
    return { paper, sheet: obstacleSheet(obstacles, view, paper.title, papers), obstacles, lacking: [] }
  }
  if (!wish.recipient) return undefined
  const obstacles = addressedTo(view, wish.recipient.id)
  const paper = letterPaper(view, wish.recipient, papers)
  return { paper, sheet: obstacleSheet(obstacles, view, paper.title, papers), obstacles, lacking: [] }
}
