import type { Seminar } from './documents.ts'
import type { Role } from './own-records.ts'
import type { Organisation } from './vocabulary.ts'

/** What a user's roles let them do. The server decides; this only tells what to offer. */
export interface Rights {
  /** All of it. */
  isOffice: boolean
  /** The organisations they develop. */
  develops: readonly Organisation[]
  /** The bodies they answer for, by id. */
  answersFor: readonly string[]
}

/** Nobody's: those of who is not signed in, or has no role. */
export const noRights: Rights = { isOffice: false, develops: [], answersFor: [] }

export const rightsOf = (roles: readonly Role[]): Rights => ({
  isOffice: roles.some(({ role }) => role === 'office'),
  develops: roles.flatMap(({ role, organisation }) => (role === 'developer' && organisation ? [organisation] : [])),
  answersFor: roles.flatMap(({ role, body }) => (role === 'recipient' && body ? [body] : [])),
})

/** Whether they work with what others have reported, and with the register. */
export const worksWithReports = ({ isOffice, develops }: Rights): boolean => isOffice || develops.length > 0

/** Whether they may change an obstacle: it is their organisation's, or they are the office. */
export const mayChange = ({ isOffice, develops }: Rights, { organisations = [] }: { organisations?: readonly Organisation[] }): boolean =>
  isOffice || organisations.some((one) => develops.includes(one))

/** Whether they host a seminar: the office hosts all of them, and developers those of their own organisations. */
export const mayHost = ({ isOffice, develops }: Rights, { host }: Pick<Seminar, 'host'>): boolean => isOffice || develops.some((one) => one === host)

/** The bodies for which they may answer about an obstacle. */
export const mayAnswerFor = ({ answersFor }: Rights, { addressedTo = [] }: { addressedTo?: readonly string[] }): readonly string[] =>
  answersFor.filter((body) => addressedTo.includes(body))
