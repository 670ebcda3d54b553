import type { OutboxEntry } from '../../domain/outbox.ts'
import { firstText, titleOf } from '../../domain/own-reports.ts'
import type { Texts } from '../../texts/nb/index.ts'

/** What a person knows an entry by: the first words they wrote in it, else what it does. */
export const entryTitle = (entry: OutboxEntry, texts: Texts['sending']): string => titleOf(writtenIn(entry)) || texts.kinds[entry.kind]

function writtenIn(entry: OutboxEntry): string | undefined {
  switch (entry.kind) {
    case 'report.submit': return firstText(entry.payload.answers)
    case 'report.message':
    case 'obstacle.follow-up': return entry.payload.text
    case 'obstacle.create': return entry.payload.title
    default: return undefined
  }
}
