import type { Body } from '../documents.ts'
import { askedOf } from '../responsibility.ts'
import { reportsOf } from './obstacle-sheet.ts'
import type { Block, Paper } from './paper.ts'
import { paragraphsOf } from './paragraphs.ts'
import { chosen, type HeldObstacle, type RegisterView } from './register-view.ts'
import type { PaperWords } from './words.ts'

/** What one body is asked about: every open obstacle that is addressed to it. */
export const addressedTo = (view: RegisterView, body: string): HeldObstacle[] =>
  chosen(view, { onlyOpen: true }).filter(({ data }) => data.addressedTo?.includes(body))

/** The bodies that something open is addressed to, as they are called. */
export function addressees(view: RegisterView, bodies: readonly Body[]): Body[] {
  const ids = new Set(chosen(view, { onlyOpen: true }).flatMap(({ data }) => data.addressedTo ?? []))
  return [...ids].map((id) => bodies.find((body) => body.id === id) ?? { id, name: id, level: 'not-assessed' as const }).sort((a, b) => a.name.localeCompare(b.name, 'nb'))
}

/** The letter to one body, with what it is asked about each obstacle, since when, and by when it should answer. */
export function letterPaper(view: RegisterView, body: Body, words: PaperWords): Paper {
  const obstacles = addressedTo(view, body.id)
  const { letter } = words
  return {
    title: letter.title(body.name), kicker: letter.kicker(words.date(view.day)),
    blocks: [
      { kind: 'paragraph', text: letter.opening(body.name, obstacles.length) }, { kind: 'paragraph', text: letter.question },
      ...obstacles.flatMap((obstacle) => partOf(obstacle, view, body, words)),
      { kind: 'paragraph', text: letter.closing }, { kind: 'paragraph', text: letter.from },
    ],
  }
}

function partOf(obstacle: HeldObstacle, view: RegisterView, body: Body, words: PaperWords): Block[] {
  const { data } = obstacle
  const { letter, columns } = words
  const events = view.events.get(data.number) ?? []
  const asked = askedOf(events, view.day).find((one) => one.body.id === body.id)
  const said = paragraphsOf(events.findLast(({ type, bodies }) => type === 'escalated' && bodies?.some(({ id }) => id === body.id))?.text ?? '')
  const facts: [string, string[]][] = [
    [letter.asked, said.length > 0 ? said : [letter.defaultAsk]],
    [letter.since, [asked ? words.date(asked.since) : words.none]],
    [letter.due, [asked?.due ? words.date(asked.due) : letter.noDue]],
    ...asked?.answered ? [[letter.answered, [words.date(asked.answered)]] as [string, string[]]] : [],
    [letter.reports, [reportsOf(obstacle, view, words)]],
  ]
  return [
    { kind: 'heading', level: 2, text: `${data.number || words.unnumbered} ${data.title}` },
    ...paragraphsOf(data.description).map((text): Block => ({ kind: 'paragraph', text })),
    {
      kind: 'table', name: data.number || data.title, columns: [{ title: columns.what, share: 30 }, { title: columns.told, share: 70 }],
      rows: facts.map(([what, text]) => ({ cells: [[what], text] })),
    },
  ]
}
