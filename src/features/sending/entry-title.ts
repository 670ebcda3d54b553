import type { OutboxEntry } from '../../domain/outbox.ts'
import type { Texts } from '../../texts/nb/index.ts'

const longest = 80

/** What a person knows an entry by: the first words they wrote in it, else what it does. */
export function entryTitle(entry: OutboxEntry, texts: Texts['sending']): string {
  const words = writtenIn(entry)?.split('\n')[0]!.trim()
  if (!words) return texts.kinds[entry.kind]
  return words.length <= longest ? words : `${words.slice(0, words.lastIndexOf(' ', longest) || longest)} …`
}

function writtenIn(entry: OutboxEntry): string | undefined {
  switch (entry.kind) {
    case 'report.submit': return Object.values(entry.payload.answers).find((answer): answer is string => typeof answer === 'string' && answer.trim() !== '')
    case 'report.message':
    case 'obstacle.follow-up': return entry.payload.text
    case 'obstacle.create': return entry.payload.title
    default: return undefined
  }
}
