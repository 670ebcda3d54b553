import type { OutboxEntry } from '../../domain/outbox.ts'
import { firstText, titleOf } from '../../domain/own-reports.ts'
import type { Texts } from '../../texts/nb/index.ts'

/** What a person knows an entry by: the first words they wrote in it (`written`: `firstText`), else what it does. */
export const entryTitle = (entry: OutboxEntry, written: ReadonlySet<string>, texts: Texts['sending']): string =>
  titleOf(wordsIn(entry, written)) || texts.kinds[entry.kind]

function wordsIn(entry: OutboxEntry, written: ReadonlySet<string>): string | undefined {
  switch (entry.kind) {
    case 'report.submit': return firstText(entry.payload, written)
    case 'report.message':
    case 'case.ask':
    case 'obstacle.follow-up': return entry.payload.text
    case 'obstacle.create':
    case 'seminar.create':
    case 'file.add': return entry.payload.title
    case 'case.decline': return entry.payload.reason
    default: return undefined
  }
}
