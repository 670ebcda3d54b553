import type { Judgement } from '../domain/operations.ts'
import type { Texts } from './nb/index.ts'

/** What has been decided about a report, in words. */
export function judgementWords({ status, obstacle, reason }: Judgement, words: Texts['sending']['judgement']): string {
  if (status === 'connected') return words.connected(obstacle ?? '')
  return status === 'declined' ? words.declined(reason ?? '') : words[status]
}
