import { isEvaluation } from './evaluation.ts'
import { sameHereForm, type OwnReport } from './own-reports.ts'

/** The steps of a receipt, in their order; the last two only where a report has ended before the others. */
export type StepName = 'device' | 'received' | 'read' | 'connected' | 'raised' | 'answer' | 'declined' | 'withdrawn'
export interface CaseStep { name: StepName; state: 'done' | 'now' | 'coming' }

const way: readonly StepName[] = ['device', 'received', 'read', 'connected', 'raised', 'answer']
const lastDone = { received: 'received', withdrawn: 'received', read: 'read', declined: 'read', connected: 'connected' } as const
type Case = Pick<OwnReport, 'where' | 'status' | 'withdrawn' | 'redactedAt'> & Partial<Pick<OwnReport, 'form' | 'events'>>
const done = (names: readonly StepName[]): CaseStep[] => names.map((name) => ({ name, state: 'done' }))

/** What was told since a report was connected: it is about the obstacle it is connected to now. */
export const sinceConnected = <E extends { type: string }>(events: readonly E[]): E[] => events.slice(events.findLastIndex(({ type }) => type === 'connected') + 1)

/**
 * How far a report has come, by what the server has said and no more: «received» is done only when it has confirmed. The step
 * that is under way is `now`; what may come after is `coming`. After a report is redacted nothing more comes.
 */
export function caseSteps({ form, where, status, withdrawn, redactedAt, events = [] }: Case): CaseStep[] {
  // A report that its writer has connected waits for nobody to read it; an evaluation waits for nobody at all.
  const steps = isEvaluation({ form }) ? way.slice(0, 2) : form === sameHereForm && status !== 'read' && status !== 'declined' ? way.filter((name) => name !== 'read') : way
  const last = where.at === 'device' || where.at === 'needs-help' ? undefined : lastDone[status ?? 'received']
  const since = sinceConnected(events).map(({ type }) => type)
  const further = status !== 'connected' ? 0 : since.includes('answered') ? 2 : since.some((type) => type === 'escalated' || type === 'resolved' || type === 'closed') ? 1 : 0
  const reached = last === undefined ? 0 : steps.indexOf(last) + 1 + further
  if (withdrawn) return [...done(steps.slice(0, Math.max(reached, 1))), { name: 'withdrawn', state: withdrawn.at === 'fetched' || withdrawn.at === 'server' ? 'done' : 'now' }]
  if (status === 'declined') return [...done(steps.slice(0, reached)), { name: 'declined', state: 'done' }]
  if (redactedAt) return done(steps.slice(0, reached))
  return steps.map((name, i) => ({ name, state: i < reached ? 'done' : i === reached ? 'now' : 'coming' }))
}

/** Whether one may still say it otherwise: the server has it, and nobody has read it. What was thought of a seminar is counted as it comes. */
export const canCorrect = ({ form, status, withdrawn, where, redactedAt }: Case): boolean =>
  !isEvaluation({ form }) && !withdrawn && where.at === 'fetched' && status === 'received' && redactedAt === undefined

/** Whether one may still take it back: nobody has done more with it than read it, or one has connected it oneself. */
export const canWithdraw = ({ form, status, withdrawn, where }: Case): boolean =>
  !withdrawn && where.at !== 'needs-help' && (status === undefined || status === 'received' || status === 'read' || (status === 'connected' && form === sameHereForm))
