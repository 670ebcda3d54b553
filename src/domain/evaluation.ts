/** What people think of a seminar, as a form like others, and what of it is a report of its own. */
import type { NewReport, OwnReport } from './own-reports.ts'

export const evaluationForm = 'evaluering'

/** Whether it is what somebody thinks of a seminar: no case, which nobody reads by itself or answers. */
export const isEvaluation = ({ form }: { form?: string }): boolean => form === evaluationForm

/**
 * An evaluation in which its writer says what stops them, and wishes that somebody acts on it, is two reports: what they thought,
 * which nobody treats, and the obstacle. Anything else is the one it is.
 */
export function raisedIn(report: NewReport): NewReport[] {
  const { 'som-melding': wished, hindring, ...answers } = report.answers
  if (report.form !== evaluationForm || wished !== true || typeof hindring !== 'string' || hindring.trim() === '') return [report]
  // The first version of the form, which stays for ever: all that must be answered in it is this.
  return [{ ...report, answers }, { ...report, form: 'hindring', formVersion: 1, answers: { hva: hindring } }]
}

/** Whether one has said what one thought of this seminar. It is said once, also by who takes it back. */
export const hasEvaluated = (reports: readonly Pick<OwnReport, 'form' | 'context'>[], seminar: string): boolean =>
  reports.some(({ form, context }) => form === evaluationForm && context?.ref === `seminar:${seminar}`)
