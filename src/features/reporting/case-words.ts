import { firstText, sameHereForm, titleOf, type OwnReport } from '../../domain/own-reports.ts'
import { momentText } from '../../texts/moment.ts'
import type { Texts } from '../../texts/nb/index.ts'
import type { Language } from '../../texts/use-texts.ts'

/**
 * What a case is called: by the obstacle its writer said was theirs too, else by their first words. `titles` are those of the
 * obstacles that the device holds, by number.
 */
export function caseTitle(report: OwnReport, written: ReadonlySet<string>, titles: ReadonlyMap<string, string>, { untitled, sameHere }: Texts['cases']): string {
  const { form, obstacle } = report
  if (form === sameHereForm && obstacle) return titles.get(obstacle) ?? sameHere(obstacle)
  return titleOf(firstText(report, written)) || untitled
}

/** How it stands with a case, in a word or two; «mottatt» only by the server's word. */
export function caseStatus({ where, status, obstacle, withdrawn }: OwnReport, { status: words }: Texts['cases']): string {
  if (withdrawn) return words.withdrawn
  if (where.at === 'needs-help') return words.help
  if (where.at === 'device') return words.device
  return status === 'connected' ? words.connected(obstacle ?? '') : words[status ?? 'received']
}

/** When it was written or sent, and what it is called. */
export function caseMeta({ where, number, sentAt }: OwnReport, t: Texts, language: Language): string {
  const moment = (time: number) => momentText(time, Date.now(), t, language)
  const when = sentAt ? t.cases.sentOn(moment(Date.parse(sentAt))) : where.at === 'fetched' ? '' : t.cases.writtenOn(moment(where.writtenAt))
  return [when, number].filter(Boolean).join(' · ')
}
