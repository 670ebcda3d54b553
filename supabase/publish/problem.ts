import type * as v from 'valibot'

/** Something in a content file that must be mended; `field` is empty when it concerns the whole file. */
export interface Problem { file: string; field: string; problem: string }

export function formatProblem({ file, field, problem }: Problem): string {
  return field ? `${file}: ${field}: ${problem}` : `${file}: ${problem}`
}

/** The problems valibot found in a file, in words for the person who wrote it. */
export function schemaProblems(file: string, issues: v.BaseIssue<unknown>[]): Problem[] {
  return issues.flatMap((issue) =>
    issue.type === 'union' && issue.issues?.length
      ? schemaProblems(file, issue.issues)
      : [{ file, field: fieldOf(issue), problem: problemText(issue) }],
  )
}

function fieldOf(issue: v.BaseIssue<unknown>): string {
  return (issue.path ?? []).map((item) => (item.type === 'array' ? Number(item.key) + 1 : String(item.key))).join('.')
}

function problemText(issue: v.BaseIssue<unknown>): string {
  if (issue.kind === 'validation') return issue.message
  if (issue.expected === 'never') return 'feltet finnes ikke i formatet (se docs/content.md)'
  if (issue.received === 'undefined') return 'mangler'
  return `skal være ${expectedText(issue)}, men er ${receivedText(issue)}`
}

const typeNames: Record<string, string> = {
  string: 'en tekst', number: 'et tall', boolean: 'true eller false',
  array: 'en liste', strict_object: 'felter med verdier', record: 'felter med verdier', strict_tuple: 'en rad',
}

function expectedText(issue: v.BaseIssue<unknown>): string {
  return typeNames[issue.type] ?? `én av ${(issue.expected ?? '').replace(/^\(|\)$/g, '').replaceAll('"', '').replaceAll(' | ', ', ')}`
}

function receivedText(issue: v.BaseIssue<unknown>): string {
  if (issue.input === null) return 'tom'
  if (Array.isArray(issue.input)) return 'en liste'
  if (typeof issue.input === 'object') return 'felter med verdier'
  return `«${String(issue.input)}»`
}
