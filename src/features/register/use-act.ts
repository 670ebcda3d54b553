import { ref, type Ref } from 'vue'
import { caseDraft, findCaseDraft, type CaseForm } from '../../data/draft-repository.ts'
import type { ReportDraft } from '../../data/use-report-draft.ts'
import type { ErrorCode, Result } from '../../domain/result.ts'

/** Doing something once, however often it is pressed: why it could not be kept, and what to do when it has been. */
export function useAct(done: () => void): { failed: Ref<ErrorCode | undefined>; act: (write: () => Promise<Result<unknown>>) => Promise<void> } {
  const failed = ref<ErrorCode>()
  let busy = false
  return {
    failed,
    async act(write) {
      if (busy) return
      busy = true
      const written = await write()
      busy = false
      failed.value = written.ok ? undefined : written.code
      if (written.ok) done()
    },
  }
}

/** What has been begun of such a kind about an obstacle, or a new draft that begins with these answers. */
export const beginAct = async (form: CaseForm, obstacle: string, answers: Record<string, unknown> = {}): Promise<ReportDraft> =>
  await findCaseDraft(form, obstacle) ?? { ...caseDraft(form, obstacle), answers }

/** What goes along of the numbers that the writer says are no identity numbers. */
export const clearedOf = ({ cleared }: ReportDraft): { cleared?: string[] } => (cleared?.length ? { cleared } : {})
