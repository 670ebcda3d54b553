import { sinceConnected } from '../../domain/case-steps.ts'
import type { OwnReport } from '../../domain/own-reports.ts'
import { momentText } from '../../texts/moment.ts'
import { reportEventWords } from '../../texts/report-event-words.ts'
import type { Texts } from '../../texts/nb/index.ts'
import type { Language } from '../../texts/use-texts.ts'

/** How it stands with a case, in a word or two; «mottatt» only by the server's word. */
export function caseStatus({ where, status, obstacle, withdrawn, events }: OwnReport, { status: words, events: eventWords }: Texts['cases']): string {
  if (withdrawn) return words.withdrawn
  if (where.at === 'needs-help') return words.help
  if (where.at === 'device') return words.device
  const last = status === 'connected' ? sinceConnected(events).at(-1) : undefined
  if (last) return reportEventWords(last, eventWords)
  return status === 'connected' ? words.connected(obstacle ?? '') : words[status ?? 'received']
}

/** When it was written or sent, and what it is called. */
export function caseMeta({ where, number, sentAt }: OwnReport, t: Texts, language: Language): string {
  const moment = (time: number) => momentText(time, Date.now(), t, language)
  const when = sentAt ? t.cases.sentOn(moment(Date.parse(sentAt))) : where.at === 'fetched' ? '' : t.cases.writtenOn(moment(where.writtenAt))
  return [when, number].filter(Boolean).join(' · ')
}
