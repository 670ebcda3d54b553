import { computed, type ComputedRef } from 'vue'
import type { Obstacle } from '../../domain/documents.ts'
import type { RegisterEntry } from '../../domain/register-changes.ts'
import '../../texts/areas/overview.ts'
import { useTexts } from '../../texts/use-texts.ts'
import type { Standing } from './list-standing.ts'

export interface StandingWords {
  /** How far it has come; nothing of what has only been registered, which says nothing. */
  statusOf: (entry: RegisterEntry) => string
  /** With whom it stands. */
  holderOf: (standing: Standing, data: Obstacle) => string
  /** Whom the sources point to. */
  sourcesOf: (data: Obstacle) => string
  /** How long it has stood with whom it waits for; nothing where it waits for nobody. */
  waitingOf: (standing: Standing) => { waiting: string; late: boolean } | undefined
}

/** How a row of the list says where its obstacle stands. */
export function useStandingWords(): ComputedRef<StandingWords> {
  const t = useTexts()
  return computed(() => {
    const { casework, lists, overview } = t.value
    return {
      statusOf: ({ data: { status } }) => (status && status !== 'registered' ? casework.status[status] : ''),
      holderOf: ({ state, names }, { status }) =>
        (state === 'waiting' ? names.join(', ') : state === 'answered' ? casework.ladder.answered(names) : state === 'settled' ? casework.status[status!] : overview.table.notLifted),
      sourcesOf: ({ levels, bodies }) => {
        const where = bodies.map(({ name }) => name).join(', ') || levels.map((level) => lists.level[level]).join(', ')
        return where && overview.table.sources(where)
      },
      waitingOf: ({ names, days, late }) => (days === undefined ? undefined : { waiting: casework.list.standing(names, days), late }),
    }
  })
}
