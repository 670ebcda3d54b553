import type { ObstacleStatus } from './documents.ts'

/** The states an obstacle may be moved to: one step at a time, to one of two ends, and from there back to being followed up. As `private.may_move` on the server. */
export const nextStates: Record<ObstacleStatus, readonly ObstacleStatus[]> = {
  registered: ['assessed'], assessed: ['escalated'], escalated: ['following-up'], 'following-up': ['resolved', 'closed'], resolved: ['following-up'], closed: ['following-up'],
}

/** Whether it is one of the two ends. */
export const isSettled = (status: ObstacleStatus): boolean => status === 'resolved' || status === 'closed'

/** Whether moving there must be given a reason: to an end, and back from one. */
export const needsReason = (from: ObstacleStatus, to: ObstacleStatus): boolean => isSettled(from) || isSettled(to)

/** Whether it can be lifted: somebody has assessed it, and it is not settled. */
export const canLift = (status: ObstacleStatus): boolean => status === 'assessed' || status === 'escalated' || status === 'following-up'
