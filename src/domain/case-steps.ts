import type { OwnReport } from './own-reports.ts'

/** The steps of a receipt, in their order; the last two only where a report has ended before the others. */
export type StepName = 'device' | 'received' | 'read' | 'connected' | 'raised' | 'answer' | 'declined' | 'withdrawn'
export interface CaseStep { name: StepName; state: 'done' | 'now' | 'coming' }

const way = ['device', 'received', 'read', 'connected', 'raised', 'answer'] as const
const done = (names: readonly StepName[]): CaseStep[] => names.map((name) => ({ name, state: 'done' }))

/**
 * How far a report has come, by what the server has said and no more: «received» is done only when it has confirmed. The step
 * that is under way is `now`; what may come after is `coming`. After a report is redacted nothing more comes.
 */
export function caseSteps({ where, status, withdrawn, redactedAt }: Pick<OwnReport, 'where' | 'status' | 'withdrawn' | 'redactedAt'>): CaseStep[] {
  const reached = where.at === 'device' || where.at === 'needs-help' ? 0 : { received: 2, withdrawn: 2, read: 3, declined: 3, connected: 4 }[status ?? 'received']
  if (withdrawn) return [...done(way.slice(0, Math.max(reached, 1))), { name: 'withdrawn', state: withdrawn.at === 'fetched' || withdrawn.at === 'server' ? 'done' : 'now' }]
  if (status === 'declined') return [...done(way.slice(0, reached)), { name: 'declined', state: 'done' }]
  if (redactedAt) return done(way.slice(0, reached))
  return way.map((name, i) => ({ name, state: i < reached ? 'done' : i === reached ? 'now' : 'coming' }))
}

/** Whether one may still say it otherwise: the server has it, and nobody has read it. */
export const canCorrect = ({ status, withdrawn, where, redactedAt }: Pick<OwnReport, 'where' | 'status' | 'withdrawn' | 'redactedAt'>): boolean =>
  !withdrawn && where.at === 'fetched' && status === 'received' && redactedAt === undefined

/** Whether one may still take it back: nobody has done more with it than read it. */
export const canWithdraw = ({ status, withdrawn, where }: Pick<OwnReport, 'where' | 'status' | 'withdrawn'>): boolean =>
  !withdrawn && where.at !== 'needs-help' && (status === undefined || status === 'received' || status === 'read')
