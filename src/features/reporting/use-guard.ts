import { computed, ref, type ComputedRef, type Ref } from 'vue'
import type { Finding } from '../../domain/privacy-guard/finding.ts'
import { guardText, maskStopped, removeFinding } from '../../domain/privacy-guard/guard.ts'
import { digitsOf } from '../../domain/privacy-guard/identity-numbers.ts'
import type { ReportDraft } from './use-report-draft.ts'

export interface Guarded { text: string; findings: Finding[] }

const textsIn = (answers: Record<string, unknown>) => Object.entries(answers).filter((entry): entry is [string, string] => typeof entry[1] === 'string')
const foundIn = (text: string, { cleared, dismissed = [] }: ReportDraft): Finding[] =>
  guardText(text, { allowed: cleared }).filter(({ severity, from, to }) => severity === 'stop' || !dismissed.includes(text.slice(from, to)))

/** What the privacy guard has to say about each answer of a draft, and what a person answers it. The text changes by their word alone. */
export function useGuard(draft: ReportDraft): {
  guarded: ComputedRef<Map<string, Guarded>>
  stopped: (question: string) => boolean
  remove: (question: string, finding: Finding) => void
  clear: (question: string, finding: Finding) => void
} {
  const guarded = computed(() => new Map(textsIn({ ...draft.answers }).map(([id, text]) => [id, { text, findings: foundIn(text, draft) }])))
  return {
    guarded,
    stopped: (question) => guarded.value.get(question)?.findings.some(({ severity }) => severity === 'stop') ?? false,
    remove(question, finding) { draft.answers[question] = removeFinding(guarded.value.get(question)!.text, finding) },
    clear(question, finding) {
      const words = guarded.value.get(question)!.text.slice(finding.from, finding.to)
      if (finding.severity === 'stop') draft.cleared = [...draft.cleared ?? [], digitsOf(words)]
      else draft.dismissed = [...draft.dismissed ?? [], words]
    },
  }
}

/** The same for one text that is no draft. */
export function useWordGuard(text: Ref<string>): { findings: ComputedRef<Finding[]>; cleared: Ref<string[]>; stopped: ComputedRef<boolean>; remove: (finding: Finding) => void; clear: (finding: Finding) => void } {
  const cleared = ref<string[]>([])
  const dismissed = ref<string[]>([])
  const findings = computed(() => guardText(text.value, { allowed: cleared.value })
    .filter(({ severity, from, to }) => severity === 'stop' || !dismissed.value.includes(text.value.slice(from, to))))
  return {
    findings,
    cleared,
    stopped: computed(() => findings.value.some(({ severity }) => severity === 'stop')),
    remove(finding) { text.value = removeFinding(text.value, finding) },
    clear({ severity, from, to }) {
      const words = text.value.slice(from, to)
      if (severity === 'stop') cleared.value.push(digitsOf(words))
      else dismissed.value.push(words)
    },
  }
}

/** The draft as it is kept on the device: without the digits of a number that stops it. */
export function concealed(draft: ReportDraft): ReportDraft {
  const answers = textsIn(draft.answers).map(([id, text]) => [id, maskStopped(text, foundIn(text, draft))] as const)
  return { ...draft, answers: { ...draft.answers, ...Object.fromEntries(answers) } }
}
