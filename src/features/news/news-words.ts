import type { ObstacleEvent } from '../../domain/documents.ts'
import type { Happening, Told } from '../../domain/happenings.ts'
import { caseTitle } from '../../texts/case-title.ts'
import { formatDate } from '../../texts/format.ts'
import type { Happenings } from '../../data/happenings-repository.ts'
import type { Texts } from '../../texts/nb/index.ts'
import { reportEventWords } from '../../texts/report-event-words.ts'
import type { Language } from '../../texts/use-texts.ts'

/** What the words of a line are made of: the texts, and what the device knows of the things it is about. */
export interface Named extends Pick<Happenings, 'reports' | 'cases' | 'obstacles' | 'bodies'> { texts: Texts; language: Language; written: ReadonlySet<string> }

/** As much of what happened as a line tells; the page it leads to tells the rest. */
const most = 3

/** What a line is about. */
export function titleOf({ about, happenings }: Pick<Told, 'about' | 'happenings'>, named: Named): string {
  const { texts, written, obstacles, reports, cases } = named
  if (about.page === 'obstacle') return obstacles.get(about.number)?.title ?? `${texts.lists.kind.obstacle} ${about.number}`
  if (about.page === 'inbox' && about.number === undefined) return texts.news.reports(happenings.length)
  const report = about.page === 'case' ? reports.get(about.report) : cases.get(about.number!)
  return report ? caseTitle(report, written, new Map([...obstacles].map(([number, { title }]) => [number, title])), texts.cases) : texts.cases.untitled
}

/** Where a line leads. */
export function pathOfTold({ page, ...of }: Told['about']): string {
  if (page === 'obstacle') return `/hindringer/${(of as { number: string }).number}`
  if (page === 'case') return `/saker/${(of as { report: string }).report}`
  const { number } = of as { number?: string }
  return number === undefined ? '/innboks' : `/innboks/${number}`
}

/** What has happened, in one line: each kind of thing once, and of many the last. */
export function lineOf({ about, happenings }: Pick<Told, 'about' | 'happenings'>, named: Named): string {
  const words = named.texts.news
  if (about.page === 'inbox' && about.number === undefined) return words.inInbox
  const isLifted = happenings.some(({ what }) => what.is === 'done' && what.event.type === 'escalated')
  const said = happenings.filter(({ what }) => !(isLifted && what.is === 'done' && what.event.type === 'moved' && what.event.to === 'escalated'))
  // What is said twice is said where it happened last.
  const each = [...new Set(said.map((one) => wordsOf(one, said, named)).reverse())].reverse()
  const [left, told] = [each.slice(0, -most), each.slice(-most)]
  return [...told, ...left.length > 0 ? [words.more(left.length)] : []].join(' · ')
}

function wordsOf({ what }: Happening, all: readonly Happening[], named: Named): string {
  const { news, cases } = named.texts
  const count = all.filter((one) => one.what.is === what.is).length
  switch (what.is) {
    case 'question': return news.question(count)
    case 'reported': return news.report
    case 'replied': return news.replied(count)
    case 'outcome': return reportEventWords(what.event, cases.events)
    case 'still': return news.still[what.answer]
    case 'due': return news[what.when](named.bodies.get(what.body) ?? what.body, formatDate(what.due, named.language))
    case 'done': return doneWords(what.event, named)
  }
}

function doneWords(event: ObstacleEvent, { texts: { casework, news }, bodies, language }: Named): string {
  const words = casework.log
  const body = bodies.get(event.body ?? '') ?? event.body ?? ''
  switch (event.type) {
    case 'created': return words.created
    case 'edited': return news.edited
    case 'moved': return casework.status[event.to!]
    case 'followed-up': return event.way === 'svar' && event.body !== undefined ? words.answer(body) : casework.way[event.way!]
    case 'published': return event.published ? words.published : words.unpublished
    case 'escalated': return words.escalated((event.bodies ?? []).map(({ name }) => name))
    case 'deadline': return event.due ? words.deadline(body, formatDate(event.due, language)) : words.noDeadline(body)
    case 'merged': return words.merged(event.into ?? '')
    case 'parted': return words.parted
    case 'asked': return words.asked
    case 'redacted': return words.redacted
  }
}
