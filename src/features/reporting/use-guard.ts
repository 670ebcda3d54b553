import { computed, type ComputedRef } from 'vue'
import type { Finding } from '../../domain/privacy-guard/finding.ts'
import { guardText, maskStopped, removeFinding } from '../../domain/privacy-guard/guard.ts'
import { digitsOf } from '../../domain/privacy-guard/identity-numbers.ts'
import type { ReportDraft } from './use-report-draft.ts'

/** What a person has answered the guard: the digits that are no identity number, and the words that may stand. */
export interface Judged { cleared?: string[]; dismissed?: string[] }
export interface Guarded { text: string; findings: Finding[] }

export interface Guard {
  /** Each text by its name, with what is found in it; texts without a finding are left out. */
  guarded: ComputedRef<Map<string, Guarded>>
  /** The names of the texts that must not be sent as they are, in their order. */
  stopped: ComputedRef<string[]>
  remove: (name: string, finding: Finding) => void
  clear: (name: string, finding: Finding) => void
}

const isStop = ({ severity }: Finding) => severity === 'stop'

function foundIn(text: string, { cleared, dismissed = [] }: Judged): Finding[] {
  return guardText(text, { allowed: cleared }).filter((finding) => isStop(finding) || !dismissed.includes(text.slice(finding.from, finding.to)))
}

/** What the privacy guard has to say about some texts, and what a person answers it. A text changes by their word alone. */
export function useGuard(texts: () => Record<string, string>, write: (name: string, text: string) => void, judged: Judged): Guard {
  const guarded = computed(() => new Map(Object.entries(texts()).flatMap(([name, text]) => {
    const findings = foundIn(text, judged)
    return findings.length > 0 ? [[name, { text, findings }]] : []
  })))
  return {
    guarded,
    stopped: computed(() => [...guarded.value].flatMap(([name, { findings }]) => (findings.some(isStop) ? [name] : []))),
    remove: (name, finding) => write(name, removeFinding(guarded.value.get(name)!.text, finding)),
    clear(name, finding) {
      const words = guarded.value.get(name)!.text.slice(finding.from, finding.to)
      if (isStop(finding)) judged.cleared = [...judged.cleared ?? [], digitsOf(words)]
      else judged.dismissed = [...judged.dismissed ?? [], words]
    },
  }
}

/** The name of the one text of a draft that is no answer. No question can have it. */
export const workplace = 'place.workplace'

/** What somebody has written in a draft: the answers by question, and the workplace. */
export function textsOf({ answers, place }: ReportDraft): Record<string, string> {
  const all = Object.entries({ ...answers, [workplace]: place?.workplace })
  return Object.fromEntries(all.filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
}

/** A draft with another text in one of these places. */
export function withText(draft: ReportDraft, name: string, text: string): ReportDraft {
  return name === workplace ? { ...draft, place: { ...draft.place, workplace: text } } : { ...draft, answers: { ...draft.answers, [name]: text } }
}

/** The draft as it is kept on the device: without the digits of a number that stops it. */
export const concealed = (draft: ReportDraft): ReportDraft =>
  Object.entries(textsOf(draft)).reduce((kept, [name, text]) => withText(kept, name, maskStopped(text, foundIn(text, draft))), draft)
