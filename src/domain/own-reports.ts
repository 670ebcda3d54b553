import type { OperationPayloads } from './operations.ts'
import { isReached, type OutboxEntry, type Reached } from './outbox.ts'
import type { Message, MineRow, Report, ReportEvent } from './own-records.ts'

/**
 * Where something is: on this device only, refused by the server, on the server by its word, or in what has been fetched
 * from it. `opId` is what the outbox knows it by.
 */
export type Whereabouts = { at: 'fetched' } | { at: 'device' | 'needs-help' | 'server'; opId: string; writtenAt: number }

export type OwnMessage = Omit<Message, 'at' | 'report'> & { id: string; at?: string; where: Whereabouts }
/** A report as its writer sees it. What only the server gives is absent until it has. */
export type OwnReport = Omit<Report, 'number' | 'status' | 'sentAt'> & Partial<Pick<Report, 'number' | 'status' | 'sentAt'>> & {
  id: string
  where: Whereabouts
  messages: OwnMessage[]
  /** What the server has said became of it, in its order. */
  events: Omit<ReportEvent, 'report'>[]
  /** It has been taken back; where that word is. */
  withdrawn?: Whereabouts
  /** It has been said otherwise since it was sent, and this is where that word is; absent once the server has it. */
  corrected?: Whereabouts
}
export interface OwnMembership { seminar: string; joinedAt?: string; where: Whereabouts }

/** Where an entry is. One whose outcome has been fetched is no longer laid over it. */
export function whereIs({ opId, writtenAt, delivery: { state } }: OutboxEntry): Whereabouts {
  return { at: state === 'waiting' ? 'device' : state === 'applied' ? 'server' : 'needs-help', opId, writtenAt }
}

const fetched: Whereabouts = { at: 'fetched' }

/** One's own reports with their threads: what has been fetched, and what one has done since laid over it; newest first. */
export function layReports(rows: readonly MineRow[], entries: readonly OutboxEntry[], copy: Reached | undefined): OwnReport[] {
  const reports = new Map<string, OwnReport>()
  for (const { id, kind, data } of rows) {
    if (kind === 'report') reports.set(id, { ...data, id, where: fetched, messages: [], events: [], ...(data.status === 'withdrawn' ? { withdrawn: fetched } : {}) })
  }
  for (const { id, kind, data } of rows) {
    if (kind === 'message') reports.get(data.report)?.messages.push({ id, author: data.author, text: data.text, at: data.at, where: fetched })
  }
  for (const { kind, data } of rows) {
    if (kind === 'event') reports.get(data.report)?.events.push(data)
  }
  for (const report of reports.values()) report.events.sort((a, b) => a.at.localeCompare(b.at))
  for (const report of reports.values()) report.messages.sort((a, b) => a.at!.localeCompare(b.at!))
  const later = entries.filter((entry) => !isReached(entry, [copy]))
  for (const entry of later) layOnReports(reports, entry)
  return [...reports.values()].reverse().sort(newestFirst)
}

function layOnReports(reports: Map<string, OwnReport>, entry: OutboxEntry): void {
  const where = whereIs(entry)
  if (entry.kind === 'report.submit') {
    const { id, ...report } = entry.payload
    delete report.followUp
    if (!reports.has(id)) reports.set(id, { ...report, ...numberOf(entry), id, where, messages: [], events: [] })
  } else if (entry.kind === 'report.message') {
    const { id, report, text } = entry.payload
    const messages = reports.get(report)?.messages
    if (messages && !messages.some((message) => message.id === id)) messages.push({ id, author: 'reporter', text, where })
  } else if (entry.kind === 'report.correct' && where.at !== 'needs-help') {
    const { report: id, formVersion, answers, place, hidePlace, cleared } = entry.payload
    const report = reports.get(id)
    if (report) reports.set(id, { ...report, formVersion, answers, place, hidePlace, cleared, corrected: where })
  } else if (entry.kind === 'report.still' && where.at !== 'needs-help') {
    const report = reports.get(entry.payload.report)
    if (report) Object.assign(report, { still: entry.payload.answer, stillAt: undefined })
  } else if (entry.kind === 'report.withdraw' && where.at !== 'needs-help') {
    const report = reports.get(entry.payload.report)
    if (report && !report.withdrawn) report.withdrawn = where
  }
}

/** The number that the server gave in its answer, before the report itself has been fetched. */
function numberOf({ delivery }: OutboxEntry): { number?: string } {
  return delivery.state === 'applied' && typeof delivery.result.number === 'string' ? { number: delivery.result.number } : {}
}

/** What has no time of the server's yet was written after what has. */
function newestFirst(a: OwnReport, b: OwnReport): number {
  if (a.sentAt === undefined && b.sentAt === undefined) return 0
  if (a.sentAt === undefined) return -1
  return b.sentAt === undefined ? 1 : b.sentAt.localeCompare(a.sentAt)
}

/** The seminars one takes part in, with what one has joined and left since. */
export function layMemberships(rows: readonly MineRow[], entries: readonly OutboxEntry[], copy: Reached | undefined): OwnMembership[] {
  const joined = new Map<string, OwnMembership>()
  for (const { kind, data } of rows) if (kind === 'membership') joined.set(data.seminar, { ...data, where: fetched })
  for (const entry of entries) {
    const where = whereIs(entry)
    if (isReached(entry, [copy]) || where.at === 'needs-help') continue
    if (entry.kind === 'seminar.join' && !joined.has(entry.payload.seminar)) joined.set(entry.payload.seminar, { seminar: entry.payload.seminar, where })
    if (entry.kind === 'seminar.leave') joined.delete(entry.payload.seminar)
  }
  return [...joined.values()]
}

/** The form by which somebody says that a known obstacle is theirs too: its report is connected from the start. */
export const sameHereForm = 'gjelder-oss-ogsa'

/** One's own word that an obstacle is one's own too, as long as it has not been taken back. */
export const saidTheSame = (reports: readonly OwnReport[], obstacle: string): OwnReport | undefined =>
  reports.find((report) => report.form === sameHereForm && report.obstacle === obstacle && !report.withdrawn)

/** One's own reports that were written from an item, without those that have been taken back. */
export const reportsAbout = (reports: readonly OwnReport[], ref: string): OwnReport[] =>
  reports.filter(({ context, withdrawn }) => context?.ref === ref && !withdrawn)

/** What the part of an item that a report is about is called: a section, a component, anything in it with that id. */
export function partTitle(data: object, id: string): string | undefined {
  const parts = Object.values(data).flatMap((list: unknown) => (Array.isArray(list) ? list as unknown[] : []))
  return (parts as ({ id?: unknown; title?: string } | null)[]).find((part) => part?.id === id)?.title
}

export type NewReport = Omit<OperationPayloads['report.submit'], 'id'>

/** Letters in a title made of what somebody wrote. */
const longestTitle = 60

/** What a person knows what they wrote by: its first words. Nothing where there are none. */
export function titleOf(text: string | undefined): string {
  const words = text?.trim().split('\n')[0]!.trim() ?? ''
  if (words.length <= longestTitle) return words
  const end = words.lastIndexOf(' ', longestTitle)
  return `${words.slice(0, end > 0 ? end : longestTitle)} …`
}

/**
 * The first words among some answers. `written` names the questions that are answered in words, as `form.question`: what was
 * chosen is a text too. Of a form that the device does not hold any text may be words.
 */
export function firstText({ form, answers }: { form: string; answers: Record<string, unknown> }, written: ReadonlySet<string>): string | undefined {
  const isKnown = [...written].some((name) => name.startsWith(`${form}.`))
  const found = Object.entries(answers).find(([question, answer]) => typeof answer === 'string' && answer.trim() !== '' && (!isKnown || written.has(`${form}.${question}`)))
  return found?.[1] as string | undefined
}
