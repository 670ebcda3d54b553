import type { IsoDate } from '../../domain/documents.ts'
import { byMonth, byWhoMustAnswer, statusByLevel, statuses, themesByDistrict, timeAtLevels, type Counted, type Step } from '../../domain/register-overview.ts'
import { formatMonth } from '../../texts/format.ts'
import type { Texts } from '../../texts/nb/index.ts'
import type { Language } from '../../texts/use-texts.ts'
import type { ShownFigure } from '../../ui/figures/figure-types.ts'

type Words = Pick<Texts, 'overview' | 'lists' | 'casework' | 'register' | 'topics'>
/** What the figures are told beside the obstacles. `lates` when deadlines are known to who looks, `all` when of every obstacle. */
export interface Told { today: IsoDate; lates: 'none' | 'own' | 'all'; language: Language; texts: Words }

/** The graph of the months goes so far back; its table has them all. */
const monthsInGraph = 12

const stepText = (step: Step, { lists, overview, register }: Words): string =>
  (step === 'nobody' ? overview.figures.answer.nobody : step === 'not-assessed' ? register.levelNotAssessed : lists.level[step])

/** The open ones by who must answer. */
export function answerFigure(all: readonly Counted[], { lates, texts }: Told): ShownFigure {
  const { figures } = texts.overview
  const words = figures.answer
  const rows = byWhoMustAnswer(all)
  const open = rows.reduce((sum, { within, late }) => sum + within + late, 0)
  const common = { id: 'svare', kind: 'stacks' as const, caption: words.title(open), sum: words.sum, note: [words.note, lates === 'own' ? words.lateNote : ''].join(' ').trim() }
  return lates === 'none'
    ? { ...common, columns: [figures.level, words.waiting], rows: rows.map(({ step, within, late }): [string, number] => [stepText(step, texts), within + late]) }
    : { ...common, columns: [figures.level, words.within, words.late], rows: rows.map(({ step, within, late }): [string, number, number] => [stepText(step, texts), within, late]) }
}

/** How far they have come at each level: the open and the settled as bars, each status in the table. */
export function statusFigure(all: readonly Counted[], { texts }: Told): ShownFigure {
  const { figures } = texts.overview
  const words = figures.status
  const rows = statusByLevel(all).map(({ level, counts }) => ({ name: stepText(level, texts), counts }))
  return {
    id: 'status', kind: 'stacks', caption: words.title, columns: [figures.level, words.open, words.settled], sum: figures.answer.sum, note: words.note,
    rows: rows.map(({ name, counts: { resolved, closed, ...open } }) => [name, Object.values(open).reduce((sum, count) => sum + count, 0), resolved + closed]),
    whole: { columns: [figures.level, ...statuses.map((status) => texts.casework.status[status])], rows: rows.map(({ name, counts }) => [name, ...statuses.map((status) => counts[status])]) },
  }
}

/** The new and the solved of each month, the latest first; only what events tell of. */
export function monthFigure(all: readonly Counted[], { language, texts }: Told): ShownFigure {
  const { figures } = texts.overview
  const words = figures.months
  const { months, undated } = byMonth(all)
  const columns = [figures.month, words.created, words.resolved]
  const rows = months.reverse().map(({ month, created, resolved }): [string, number, number] => [formatMonth(month, language), created, resolved])
  const note = [rows.length > monthsInGraph ? words.last(monthsInGraph) : '', words.note(undated)].filter(Boolean).join(' ')
  return { id: 'maneder', kind: 'bars', caption: words.title, columns, rows: rows.slice(0, monthsInGraph), whole: { columns, rows }, note: rows.length === 0 ? [words.none, note].join(' ') : note }
}

/** How long they have stood at each level. */
export function timeFigure(all: readonly Counted[], { today, texts }: Told): ShownFigure {
  const { figures } = texts.overview
  const words = figures.time
  const rows = timeAtLevels(all, today).map((row) => ({ ...row, name: texts.lists.level[row.level] }))
  return {
    id: 'tid', kind: 'bars', caption: words.title, unit: rows.length > 0 ? words.unit : undefined, columns: [figures.level, words.median], rows: rows.map(({ name, median }) => [name, median]),
    whole: { columns: [figures.level, words.median, words.stays, words.ongoing], rows: rows.map(({ name, median, stays, ongoing }) => [name, median, stays, ongoing]) },
    note: rows.length === 0 ? words.none : words.note,
  }
}

/** The themes by district. It is a table, and its fuller cells are darker. */
export function matrixFigure(all: readonly Counted[], { texts }: Told): ShownFigure {
  const { figures } = texts.overview
  const words = figures.matrix
  const { districts, rows } = themesByDistrict(all)
  return {
    id: 'tema-bydel', kind: 'table', caption: words.title, shaded: true, note: words.note,
    columns: [figures.theme, ...districts.map((district) => (district === 'none' ? words.without : texts.lists.organisation[district]))],
    rows: rows.map(({ theme, counts }) => [theme === 'none' ? words.noTheme : texts.topics.theme[theme], ...counts]),
  }
}
