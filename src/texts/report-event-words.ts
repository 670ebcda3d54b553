import type { ReportEvent } from '../domain/own-records.ts'
import type { Texts } from './nb/index.ts'

/** What has become of a report, in one line. */
export function reportEventWords({ type, obstacle = '', reason = '', bodies = [], body = '' }: Omit<ReportEvent, 'report'>, words: Texts['cases']['events']): string {
  switch (type) {
    case 'connected': return words.connected(obstacle)
    case 'declined': return words.declined(reason)
    case 'escalated': return words.escalated(bodies)
    case 'answered': return words.answered(body)
    case 'merged': return words.merged(obstacle)
    case 'parted': return words.parted(obstacle)
    default: return words[type]
  }
}
