import { computed, type ComputedRef } from 'vue'
import type { Finding } from '../domain/privacy-guard/finding.ts'
import { guardText, maskStopped, removeFinding } from '../domain/privacy-guard/guard.ts'
import { digitsOf } from '../domain/privacy-guard/identity-numbers.ts'
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

/** What of a place is told in words. */
export const placeWords = ['workplace', 'organisation', 'function'] as const
/** The names of those texts of a draft, which are no answers. No question can have such a name. */
const prefix = 'place.'
export const nameInPlace = (field: string): string => prefix + field
/** Which field of the place has this name; undefined for an answer's. */
export const fieldInPlace = (name: string): string | undefined => (name.startsWith(prefix) ? name.slice(prefix.length) : undefined)

/** What somebody has written in a draft: the answers by question, and what they say of where they work. */
export function textsOf({ answers, place }: ReportDraft): Record<string, string> {
  const all = Object.entries({ ...answers, ...Object.fromEntries(placeWords.map((field) => [nameInPlace(field), place?.[field]])) })
  return Object.fromEntries(all.filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
}

/** A draft with another text in one of these places. */
export function withText(draft: ReportDraft, name: string, text: string): ReportDraft {
  const field = fieldInPlace(name)
  return field !== undefined ? { ...draft, place: { ...draft.place, [field]: text } } : { ...draft, answers: { ...draft.answers, [name]: text } }
}

/** The draft as it is kept on the device: without the digits of a number that stops it. */
export const concealed = (draft: ReportDraft): ReportDraft =>
  Object.entries(textsOf(draft)).reduce((kept, [name, text]) => withText(kept, name, maskStopped(text, foundIn(text, draft))), draft)
