import type { Role } from './own-records.ts'

/** What someone may be beyond what everyone is, in the order they are shown. */
export const roles = ['office', 'developer', 'recipient', 'staff'] as const satisfies Role['role'][]
export type RoleName = Role['role']

/** A role that somebody has or, as long as they have not confirmed the address, is invited to. */
export interface GivenRole extends Role { id: string; email: string; since: string; waiting: boolean }

/** What has happened to a role. The addresses of those who are erased are gone. */
export interface RoleChange extends Partial<Role> {
  id: string
  at: string
  type: 'invited' | 'joined' | 'given' | 'taken' | 'uninvited' | 'erased'
  email?: string
  by?: string
}

/** All that the office is told of people: who has what, the bodies there are, and the last changes, the newest first. */
export interface People { people: GivenRole[]; bodies: { id: string; name: string }[]; changes: RoleChange[] }

export const givingAnswers = ['given', 'invited', 'already', 'invalid-email', 'invalid', 'forbidden'] as const
/** What came of giving a role; `invited` when it waits for the address to be confirmed. */
export type GivingAnswer = (typeof givingAnswers)[number]
export const takingAnswers = ['taken', 'gone', 'last-of-office', 'forbidden'] as const
/** What came of taking one away; `gone` when it was already. */
export type TakingAnswer = (typeof takingAnswers)[number]
