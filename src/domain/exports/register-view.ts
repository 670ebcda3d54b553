import type { AnnexRow, IsoDate, Obstacle, ObstacleEvent, ObstacleStatus } from '../documents.ts'
import { askedOf, lengthOf, staysOf, type Asked, type Stay } from '../responsibility.ts'

/** An event of the register, and whether everyone may read it. */
export type HeldEvent = ObstacleEvent & { id: string; published: boolean }
export interface HeldObstacle { id: string; published: boolean; data: Obstacle }

/** The register as it is made into documents: all of it, as it is now or as a snapshot has it. */
export interface RegisterView {
  /** The day it is of. */
  day: IsoDate
  obstacles: readonly HeldObstacle[]
  annexRows: readonly AnnexRow[]
  /** By the obstacle's number, the first first. */
  events: ReadonlyMap<string, readonly HeldEvent[]>
  /** How many have reported, by the obstacle's number: five at least, and only of what is published. */
  reports: ReadonlyMap<string, number>
}

export const isOpen = ({ status }: Pick<Obstacle, 'status'>): boolean => status !== 'resolved' && status !== 'closed'

/** The year an obstacle is documented in, by its number; where it has none yet, that of the register's day. */
export const yearOf = ({ number }: Pick<Obstacle, 'number'>, day: IsoDate): number => Number(/^H-(\d{4})-/.exec(number)?.[1] ?? day.slice(0, 4))

/** What is to be in a document: those of one year, or of every year; with what is settled, or only what is open. Duplicates stand in none. */
export interface Choice { year?: number; onlyOpen: boolean }

export const chosen = ({ obstacles, day }: RegisterView, { year, onlyOpen }: Choice): HeldObstacle[] =>
  obstacles.filter(({ data }) => data.mergedInto === undefined && (year === undefined || yearOf(data, day) === year) && (!onlyOpen || isOpen(data)))

/** The years that something is documented in, the latest first. */
export const yearsOf = ({ obstacles, day }: RegisterView): number[] => [...new Set(obstacles.map(({ data }) => yearOf(data, day)))].sort((a, b) => b - a)

/** How one obstacle stands on the register's day. */
export interface Standing {
  status: ObstacleStatus
  /** Where it is; not known of what came from a source and has not been lifted. */
  stay?: Stay
  /** How many days it has been there. */
  days?: number
  asked: Asked[]
  lastFollowUp?: HeldEvent
}

export function standingOf({ day, events }: Pick<RegisterView, 'day' | 'events'>, data: Obstacle): Standing {
  const told = events.get(data.number) ?? []
  const stay = staysOf(told, day).at(-1)
  return {
    status: data.status ?? 'registered', ...stay ? { stay, days: lengthOf(stay, day) } : {}, asked: askedOf(told, day),
    lastFollowUp: told.findLast(({ type }) => type === 'followed-up'),
  }
}
