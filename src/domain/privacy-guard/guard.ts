import type { Finding } from './finding.ts'
import { coverDigits, identityNumbersIn } from './identity-numbers.ts'
import { namesIn } from './names.ts'
import { questionsIn } from './questions.ts'

/**
 * The places of a text that may tell who someone is, in order and apart. Identity numbers stop; what else looks like a
 * person's is for the writer to judge. `allowed` are numbers that the writer has said are none, compared by their digits.
 */
export function guardText(text: string, { allowed = [] }: { allowed?: readonly string[] } = {}): Finding[] {
  const stops = identityNumbersIn(text, allowed).map(({ from, to, kind }): Finding => ({ from, to, kind, severity: 'stop' }))
  const questions = [...questionsIn(text), ...namesIn(text)].map((question): Finding => ({ ...question, severity: 'ask' }))
  return apart([...stops, ...questions], text.length).sort((a, b) => a.from - b.from)
}

/** Without those that touch a place which an earlier one has taken. */
function apart(findings: readonly Finding[], length: number): Finding[] {
  const taken = new Uint8Array(length)
  return findings.filter(({ from, to }) => {
    if (taken.subarray(from, to).includes(1)) return false
    taken.fill(1, from, to)
    return true
  })
}

/** The text with a dot for every digit of what stops, and otherwise as it was: of the same length, and with nothing left to stop. */
export function maskStopped(text: string, findings: readonly Finding[]): string {
  let masked = ''
  let done = 0
  for (const { from, to } of findings.filter(({ severity }) => severity === 'stop')) {
    masked += text.slice(done, from) + coverDigits(text.slice(from, to), '•')
    done = to
  }
  return masked + text.slice(done)
}

/** The text without what was found, and without the space, the brackets or the comma that stood there for it alone. */
export function removeFinding(text: string, { from, to }: Finding): string {
  let before = text.slice(0, from)
  let after = text.slice(to)
  const opening = /[([«"“][ \t]*$/.exec(before)
  const closing = /^[ \t]*[)\]»"”]/.exec(after)
  if (opening && closing) {
    before = before.slice(0, opening.index)
    after = after.slice(closing[0].length)
  }
  if (/^[ \t]*(?:[.,;:!?]|\r?\n|$)/.test(after)) before = before.replace(/[ \t]*[,:]?[ \t]*$/, '')
  else if (/(?:^|[\s([«])$/.test(before)) after = after.replace(/^[ \t]+/, '')
  return before + after
}
