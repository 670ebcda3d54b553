import { ref, type ComputedRef, type Ref } from 'vue'
import { discardDraft } from './draft-repository.ts'
import { concealed, textsOf, useGuard, type Guard } from './use-guard.ts'
import { useReportDraft, type DraftState, type ReportDraft } from './use-report-draft.ts'

export interface Words extends Pick<Guard, 'guarded' | 'remove' | 'clear'> {
  draft: ReportDraft
  state: Ref<DraftState>
  /** The field that must be filled in first. */
  needed: Ref<string | undefined>
  stopped: ComputedRef<string[]>
  wordsOf: (name: string) => string
  write: (name: string, text: string) => void
  ready: () => Promise<ReportDraft | undefined>
  keep: () => Promise<void>
  done: () => void
  discard: () => Promise<void>
}

/**
 * Words that keep themselves as a draft until they are sent or deleted, guarded like a report's own. `ready` answers the draft to
 * send, or nothing where `needed` or the guard stands in the way: then it has moved focus to the field at `idOf(name)`.
 */
export function useWords(begun: ReportDraft, names: () => readonly string[], idOf: (name: string) => string): Words {
  const { draft, state, keep, done } = useReportDraft(begun, concealed)
  const write = (name: string, text: string) => { draft.answers[name] = text }
  const { guarded, stopped, remove, clear } = useGuard(() => textsOf(draft), write, draft)
  const wordsOf = (name: string) => (typeof draft.answers[name] === 'string' ? draft.answers[name] : '')
  const needed = ref<string>()
  return {
    draft, state, needed, guarded, stopped, remove, clear, wordsOf, write, keep, done,
    async ready() {
      needed.value = names().find((name) => !wordsOf(name).trim())
      const wrong = needed.value ?? stopped.value[0]
      if (wrong !== undefined) document.getElementById(idOf(wrong))?.focus()
      if (wrong !== undefined) return undefined
      await keep()
      return JSON.parse(JSON.stringify(draft)) as ReportDraft
    },
    async discard() {
      done()
      await discardDraft(draft.id)
    },
  }
}
