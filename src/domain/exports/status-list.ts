import type { ObstacleStatus } from '../documents.ts'
import { isOverdue, waitedFor } from '../responsibility.ts'
import type { Level } from '../vocabulary.ts'
import { reportsOf, whereOf } from './obstacle-sheet.ts'
import type { Block, Paper, Row } from './paper.ts'
import { paragraphsOf } from './paragraphs.ts'
import { chosen, isOpen, standingOf, type Choice, type HeldObstacle, type RegisterView } from './register-view.ts'
import type { PaperWords } from './words.ts'

/** What waits for an answer comes first, and what is settled last. */
const statusOrder: ObstacleStatus[] = ['escalated', 'following-up', 'assessed', 'registered', 'resolved', 'closed']
const levelOrder = ['state', 'municipality', 'organisation', 'not-assessed'] as const

/** The step an obstacle is listed under: the highest of those that must act. */
const highest = ({ data }: HeldObstacle): Level | 'not-assessed' => levelOrder.find((level) => level === 'not-assessed' || data.levels.includes(level))!

/** The board's list: how each obstacle stands, by status and level, those that have stood still longest first. */
export function statusPaper(view: RegisterView, choice: Choice, words: PaperWords): Paper {
  const all = chosen(view, choice)
  const blocks: Block[] = [{ kind: 'paragraph', text: words.statusList.summary(all.length, all.filter(({ data }) => isOpen(data)).length) }]
  for (const status of statusOrder) {
    const ofStatus = all.filter(({ data }) => (data.status ?? 'registered') === status)
    if (ofStatus.length === 0) continue
    blocks.push({ kind: 'heading', level: 2, text: `${words.status[status]} (${ofStatus.length})` })
    for (const level of levelOrder) {
      const here = ofStatus.filter((obstacle) => highest(obstacle) === level)
      if (here.length === 0) continue
      const name = level === 'not-assessed' ? words.levelNotAssessed : words.level[level]
      blocks.push({ kind: 'heading', level: 3, text: `${name} (${here.length})` }, table(`${words.status[status]}, ${name}`, here, view, words))
    }
  }
  return { title: words.statusList.title(words.date(view.day)), kicker: words.statusList.kicker, blocks }
}

function table(name: string, obstacles: readonly HeldObstacle[], view: RegisterView, words: PaperWords): Block {
  const { columns } = words
  const standing = obstacles.map((obstacle) => ({ obstacle, ...standingOf(view, obstacle.data) })).sort((a, b) => (b.days ?? -1) - (a.days ?? -1))
  const rows = standing.map(({ obstacle, stay, days, asked, lastFollowUp: last }): Row => {
    const late = waitedFor(asked).filter((one) => isOverdue(one, view.day)).map(({ due }) => words.statusList.overdue(words.date(due!)))
    return {
      cells: [
        [obstacle.data.number || words.unnumbered], [obstacle.data.title],
        [stay ? words.statusList.since(whereOf({ stay }, obstacle.data, words), words.date(stay.from)) : whereOf({}, obstacle.data, words), ...late],
        last ? [`${words.date(last.date ?? last.at.slice(0, 10))}: ${paragraphsOf(last.text ?? '').join(' ')}`] : ['–'],
        [days === undefined ? '–' : String(days)], [reportsOf(obstacle, view, words)],
      ],
    }
  })
  return {
    kind: 'table', name, rows,
    columns: [
      { title: columns.number, share: 16 }, { title: columns.obstacle, share: 23 }, { title: columns.where, share: 19 },
      { title: columns.lastFollowUp, share: 17 }, { title: columns.days, share: 10 }, { title: columns.reports, share: 15 },
    ],
  }
}
