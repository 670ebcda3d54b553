import { firstText, sameHereForm, titleOf } from '../domain/own-reports.ts'
import type { Texts } from './nb/index.ts'

/**
 * What a case is called: by the obstacle its writer said was theirs too, else by their first words. `titles` are those of the
 * obstacles that the device holds, by number.
 */
export function caseTitle(
  report: { form: string; answers: Record<string, unknown>; obstacle?: string }, written: ReadonlySet<string>, titles: ReadonlyMap<string, string>, { untitled, sameHere }: Texts['cases'],
): string {
  const { form, obstacle } = report
  if (form === sameHereForm && obstacle) return titles.get(obstacle) ?? sameHere(obstacle)
  return titleOf(firstText(report, written)) || untitled
}
