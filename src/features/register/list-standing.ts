import type { IsoDate } from '../../domain/documents.ts'
import type { RegisterEntry } from '../../domain/register-changes.ts'
import { isSettled, type Course } from '../../domain/register-overview.ts'
import { daysBetween, isOverdue } from '../../domain/responsibility.ts'
import { mayAnswerFor, mayChange, type Rights } from '../../domain/roles.ts'
import type { Level } from '../../domain/vocabulary.ts'

/** Where an obstacle stands: with those it waits for, with those who have answered, or with nobody yet. */
export interface Standing {
  state: 'waiting' | 'answered' | 'not-lifted' | 'settled'
  names: readonly string[]
  levels: readonly Level[]
  /** The bodies it waits for, by id, how long it has, and whether one is late, as far as who looks works with it. */
  bodies: readonly string[]
  days?: number
  late: boolean
}

/** As its course tells it; what has no course has not been lifted. */
export function standingOf({ data }: Pick<RegisterEntry, 'data'>, course: Course | undefined, rights: Rights, today: IsoDate): Standing {
  const levelsOf = (levels: readonly string[]) => levels.filter((level): level is Level => level !== 'not-assessed')
  if (isSettled(data)) return { state: 'settled', names: [], levels: data.levels, bodies: [], late: false }
  const waiting = course?.waiting ?? []
  if (waiting[0]) {
    const worksHere = mayChange(rights, data) || mayAnswerFor(rights, data).length > 0
    return {
      state: 'waiting', names: waiting.map(({ body }) => body.name), levels: levelsOf(waiting.map(({ body }) => body.level)), bodies: waiting.map(({ body }) => body.id),
      days: daysBetween(waiting[0].since, today), late: worksHere && waiting.some((one) => isOverdue(one, today)),
    }
  }
  const last = course?.stays.at(-1)
  if (last && last.bodies.length > 0) return { state: 'answered', names: last.bodies.map(({ name }) => name), levels: [last.level], bodies: [], late: false }
  return { state: 'not-lifted', names: [], levels: data.levels, bodies: [], late: false }
}
