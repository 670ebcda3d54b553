import type { FollowUpWay, IsoDate, ObstacleStatus } from '../documents.ts'
import type { Level, Organisation } from '../vocabulary.ts'

/** The words of the documents. They come from outside, like all words. */
export interface PaperWords {
  date(iso: IsoDate): string
  organisation: Record<Organisation, string>
  level: Record<Level, string>
  levelNotAssessed: string
  status: Record<ObstacleStatus, string>
  way: Record<FollowUpWay, string>
  page(at: string, of: string): string
  none: string
  unnumbered: string
  /** How many have reported: the number, fewer than five, or not counted since nothing is told of what is not public. */
  reports(count: number | undefined, isCounted: boolean): string
  columns: {
    row: string; project: string; number: string; obstacle: string; description: string; followUp: string; responsible: string; level: string
    status: string; where: string; since: string; lastFollowUp: string; days: string; reports: string
    what: string; told: string
  }
  annex: {
    kicker(year: number): string; title: string; gaps: string; gapsText: string; gap: string
    followUp(way: string, date: string, text: string): string; escalated(bodies: string, date: string): string; withoutProject(owners: string): string
  }
  statusList: { kicker: string; title(date: string): string; summary(count: number, open: number): string; since(who: string, date: string): string; nobody: string; overdue(date: string): string }
  letter: {
    kicker(date: string): string; title(body: string): string; opening(body: string, count: number): string; question: string; closing: string; from: string
    asked: string; defaultAsk: string; since: string; due: string; noDue: string; reports: string; answered: string
  }
}
