import { fewest } from '../small-counts.ts'
import { paragraphsOf } from './paragraphs.ts'
import type { Sheet } from './paper.ts'
import { standingOf, type HeldObstacle, type RegisterView } from './register-view.ts'
import type { PaperWords } from './words.ts'

/** How many have reported an obstacle, as it may be told outside the office: nothing of fewer than five, whatever the register it is made of has. */
export function reportsOf({ published, data: { number } }: HeldObstacle, { reports }: Pick<RegisterView, 'reports'>, words: PaperWords): string {
  const told = reports.get(number) ?? 0
  return words.reports(told >= fewest ? told : undefined, published)
}

/** Who has it: those it was lifted to, else those who follow it up. */
export function whereOf({ stay }: { stay?: { bodies: { name: string }[] } }, { organisations = [] }: HeldObstacle['data'], words: PaperWords): string {
  return stay?.bodies.map(({ name }) => name).join(', ') || organisations.map((one) => words.organisation[one]).join(', ') || words.statusList.nobody
}

/** Any choice of obstacles as a list: one row each, in the order given. */
export function obstacleSheet(obstacles: readonly HeldObstacle[], view: Pick<RegisterView, 'day' | 'events' | 'reports'>, name: string, words: PaperWords): Sheet {
  const { columns } = words
  return {
    name,
    columns: [columns.number, columns.obstacle, columns.description, columns.level, columns.status, columns.where, columns.since, columns.days, columns.lastFollowUp, columns.reports],
    rows: obstacles.map((obstacle) => {
      const { data } = obstacle
      const standing = standingOf(view, data)
      const { lastFollowUp: last } = standing
      return [
        data.number || words.unnumbered, data.title, paragraphsOf(data.description).join('\n'),
        data.levels.map((level) => words.level[level]).join(', ') || words.levelNotAssessed, words.status[standing.status],
        whereOf(standing, data, words), standing.stay?.from ?? '', standing.days ?? '',
        last ? `${last.date ?? last.at.slice(0, 10)} ${paragraphsOf(last.text ?? '').join(' ')}` : '', reportsOf(obstacle, view, words),
      ]
    }),
  }
}
