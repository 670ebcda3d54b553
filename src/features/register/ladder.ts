import type { Body, Obstacle } from '../../domain/documents.ts'
import { levels, type Level } from '../../domain/vocabulary.ts'

/**
 * What the sources say of one step: they point to it; they only name a body that stands on it; they point elsewhere; or
 * nobody has assessed which level must act.
 */
export type StepState = 'pointed' | 'named' | 'not-pointed' | 'not-assessed'
export interface Step { level: Level; state: StepState; bodies: Body[] }

/** The ladder of responsibility of an obstacle, from the nearest step to the farthest, and the bodies with no step of their own. */
export function ladderOf({ levels: pointed, bodies }: Pick<Obstacle, 'levels' | 'bodies'>): { steps: Step[]; elsewhere: Body[] } {
  const steps = levels.map((level): Step => {
    const here = bodies.filter((body) => body.level === level)
    const otherwise = pointed.length === 0 ? 'not-assessed' : 'not-pointed'
    return { level, bodies: here, state: pointed.includes(level) ? 'pointed' : here.length > 0 ? 'named' : otherwise }
  })
  return { steps, elsewhere: bodies.filter((body) => body.level === 'not-assessed') }
}

/** A name that may be parted where its words were put together, for a narrow step: «Kriminal­omsorgen». */
export function breakable(name: string): string {
  return name.replace(/(?<=\p{L}{4})(avdeling|departementet|direktoratet|etaten|gruppen|hospitalet|kommunen|kontoret|omsorgen|satsingen)/gu, '\u00AD$1')
}
