import { isUndecided, isUnread, turnIn, type OpenCase } from '../../domain/casework.ts'

/** The three heaps, by their names in the address. */
export const tabs = ['nye', 'venter', 'ferdige'] as const
export type Tab = (typeof tabs)[number]

export const tabOf = (about: OpenCase): Tab => (!isUndecided(about) ? 'ferdige' : isUnread(about) ? 'nye' : 'venter')

/**
 * What stands under a tab. Among the new ones those in `kept` stay in their place, which have been opened since one came there: nothing
 * moves under the eyes. Of those that wait the answered come first, and last those whose writer has the turn.
 */
export function rowsIn(cases: readonly OpenCase[], tab: Tab, kept: ReadonlySet<string>): OpenCase[] {
  if (tab === 'nye') return cases.filter((one) => isUnread(one) || (kept.has(one.report) && isUndecided(one))).sort((a, b) => a.sentAt.localeCompare(b.sentAt))
  const rows = cases.filter((one) => tabOf(one) === tab)
  return tab === 'venter' ? rows.sort((a, b) => turns.indexOf(turnIn(a)) - turns.indexOf(turnIn(b))) : rows
}
const turns = ['answered', undefined, 'asked']

/** The one before or after; where one stands at none of them, the first. */
export function neighbour(rows: readonly OpenCase[], report: string | undefined, step: 1 | -1): OpenCase | undefined {
  const at = rows.findIndex((one) => one.report === report)
  return at < 0 ? rows[0] : rows[at + step]
}

/** What comes up when one is done with a report: the next, or at the end the one before; nothing when it was the last. */
export const nextAfter = (rows: readonly OpenCase[], report: string): OpenCase | undefined =>
  neighbour(rows, report, 1) ?? rows.slice(0, -1).at(-1)
