import type { Form, Words } from '../../src/domain/forms.ts'

export const words = (text: string): Words => ({ nb: text, nn: text })

/** A form of one version that may be answered by texts, or by nothing, under these ids; `longest` limits some of them. */
export function textForm(ids: readonly string[], longest: Readonly<Record<string, number>> = {}): Form {
  const questions = ids.map((id) => ({ id, kind: 'longText' as const, label: words(id), maxLength: longest[id] ?? 100_000 }))
  return { title: words('Prøve'), reviewed: '2026-11-26', versions: [{ version: 1, steps: [{ id: 'alt', title: words('Alt'), questions }] }] }
}

/** What made-up reports answer. */
export const testForm = { slug: 'meld', data: textForm(['hva', 'mer']) }
