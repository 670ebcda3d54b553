import type { SameHere } from '../../data/report-repository.ts'
import type { ReportDraft } from '../../data/use-report-draft.ts'
import type { ReportPlace } from '../../domain/operations.ts'
import type { NewReport } from '../../domain/own-reports.ts'

/** A place without what is blank; nothing where all of it is. */
export function placeOf(place: ReportPlace = {}): ReportPlace | undefined {
  const told = Object.entries(place).flatMap(([name, words]: [string, string | undefined]) => (words?.trim() ? [[name, words.trim()] as const] : []))
  return told.length > 0 ? Object.fromEntries(told) : undefined
}

/** A draft as it is sent: plain, and with no more in it than was told. */
export function reportOf(draft: ReportDraft, formVersion: number, answers: Record<string, unknown>): NewReport {
  const { form, context, obstacle, hidePlace = false, cleared = [] } = draft
  const place = placeOf(draft.place)
  return {
    form, formVersion, answers, hidePlace,
    ...context ? { context: { ...context } } : {}, ...obstacle ? { obstacle } : {}, ...place ? { place } : {}, ...cleared.length > 0 ? { cleared: [...cleared] } : {},
  }
}

/** What of a draft goes with the word that a known obstacle is the same; `hvordan` is what was written, where that goes along. */
export function sameHereOf(draft: ReportDraft, hvordan?: string): SameHere {
  const { context, place, hidePlace, cleared } = reportOf(draft, 1, {})
  return {
    ...hvordan ? { answers: { hvordan } } : {}, ...context ? { context } : {}, ...place ? { place } : {}, ...cleared ? { cleared } : {},
    ...draft.hidePlace === undefined ? {} : { hidePlace },
  }
}
