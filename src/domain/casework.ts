import type { Judgement } from './operations.ts'
import { groundOf } from './operations.ts'
import { isReached, type OutboxEntry, type Reached } from './outbox.ts'
import type { Case, CaseRow } from './own-records.ts'
import { whereIs, type Whereabouts } from './own-reports.ts'

/** A report to work with, with what one has done to it since laid over. */
export interface OpenCase extends Omit<Case, 'messages'> {
  messages: (Omit<Case['messages'][number], 'at'> & { at?: string; where: Whereabouts })[]
  /** Where one's own judgement is; absent once what the server has sent shows it, or somebody else's stands. */
  judged?: Whereabouts
  /** The id of the obstacle one has connected it to, when its number is not known yet. */
  toObstacle?: string
  /** Everything written and not yet seen in what the server sends, in order. */
  entries: OutboxEntry[]
}

/** What has been decided about a report, as it is shown to who is to decide next. */
export const judgementOf = ({ status, obstacle, reason }: Judgement): Judgement =>
  ({ status, ...obstacle === undefined ? {} : { obstacle }, ...reason === undefined ? {} : { reason } })

/** Whether somebody still has to decide about it. */
export const isUndecided = ({ status, redactedAt }: Pick<Case, 'status' | 'redactedAt'>): boolean =>
  (status === 'received' || status === 'read') && redactedAt === undefined

/** Whether nobody has opened it yet. */
export const isUnread = (about: Pick<Case, 'status' | 'redactedAt'>): boolean => about.status === 'received' && isUndecided(about)

/** Whose turn it is in an undecided one: its writer has been asked, or has answered since. */
export function turnIn({ messages }: Pick<OpenCase, 'messages'>): 'asked' | 'answered' | undefined {
  const asked = messages.findLastIndex(({ author }) => author !== 'reporter')
  return asked < 0 ? undefined : asked === messages.length - 1 ? 'asked' : 'answered'
}

/**
 * The reports to work with: what has been fetched, and what one has done since, as `author`, laid over it. `numbers` tells the
 * number of an obstacle by its id. Undecided ones first, of these the unread, and the oldest first; then the rest, the latest first.
 */
export function layCases(rows: readonly CaseRow[], entries: readonly OutboxEntry[], copy: Reached | undefined, known: Known): OpenCase[] {
  const cases = new Map<string, OpenCase>(rows.map(({ data }) =>
    [data.report, { ...data, messages: data.messages.map((message) => ({ ...message, where: { at: 'fetched' } as const })), entries: [] }]))
  for (const entry of entries) {
    if (isReached(entry, [copy]) || !isCasework(entry)) continue
    const about = cases.get(entry.payload.report)
    if (about) cases.set(about.report, layOn(about, entry, known))
  }
  return [...cases.values()].sort(inTurn)
}

interface Known { numbers: ReadonlyMap<string, string>; author: 'office' | 'developer' }
type Casework = Extract<OutboxEntry, { kind: `case.${string}` }>
const isCasework = (entry: OutboxEntry): entry is Casework => entry.kind.startsWith('case.')

function layOn(about: OpenCase, entry: Casework, { numbers, author }: Known): OpenCase {
  const where = whereIs(entry)
  const next = { ...about, entries: [...about.entries, entry] }
  if (entry.kind === 'case.ask') {
    const { id, text } = entry.payload
    if (about.messages.some((message) => message.id === id)) return next
    return { ...next, messages: [...about.messages, { id, author, text, where }], ...where.at !== 'needs-help' && about.status === 'received' ? { status: 'read' } : {} }
  }
  if (where.at === 'needs-help') return next
  if (entry.kind === 'case.read') return about.status === 'received' ? { ...next, status: 'read' } : next
  if (entry.kind === 'case.decline') return { ...next, status: 'declined', reason: entry.payload.reason, obstacle: undefined, toObstacle: undefined, judged: where }
  const obstacle = groundOf(entry)!
  return { ...next, status: 'connected', reason: undefined, obstacle: numbers.get(obstacle), toObstacle: obstacle, judged: where }
}

const turn = (one: OpenCase) => (!isUndecided(one) ? 2 : one.status === 'received' ? 0 : 1)

function inTurn(a: OpenCase, b: OpenCase): number {
  const byTurn = turn(a) - turn(b)
  const byTime = a.sentAt.localeCompare(b.sentAt)
  return byTurn !== 0 ? byTurn : turn(a) === 2 ? -byTime : byTime
}
