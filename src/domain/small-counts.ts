/**
 * How many have reported, where district and service meet, and what of it is told to everyone. The server tells it
 * (`private.refresh_report_counts`); these are the same rules. Why they are so: docs/decisions/small-counts.md.
 */
import type { ReportCount } from './documents.ts'
import type { ReportPlace } from './operations.ts'
import { districts, services } from './vocabulary.ts'

/** The fewest that anything is told of, and the fewest that one number may differ from the one told before it. */
export const fewest = 5

/** Where a report counts. */
export type Cell = Omit<ReportCount, 'reports'>
export const keyOf = ({ year, district, service }: Cell): string => `${year}/${district}/${service}`

interface Numbered { number: string; form: string; place?: ReportPlace }

/** Where a report of what stops the work counts, by the year of its number; nowhere when it names no district and service of the lists. */
export function cellOf({ number, form, place }: Numbered): Cell | undefined {
  if (form !== 'hindring' && form !== 'gjelder-oss-ogsa') return undefined
  const named: readonly unknown[] = [place?.district, place?.organisation]
  const district = districts.find((one) => one === named[0]) ?? districts.find((one) => one === named[1])
  const service = services.find((one) => one === place?.service)
  return district && service && { year: Number(number.split('-')[1]), district, service }
}

/** A report as the server has it. */
export type WrittenReport = Numbered & { owner: string; status: string; hidePlace: boolean }

/** How many have written, each once, by cell; without what was taken back and without those who keep the place to themselves. */
export function countWriters(reports: readonly WrittenReport[]): ReportCount[] {
  const seen = new Set<string>()
  return countCells(reports.filter((report) => {
    const cell = report.status !== 'withdrawn' && !report.hidePlace ? cellOf(report) : undefined
    const once = cell && `${keyOf(cell)} ${report.owner}`
    return once !== undefined && !seen.has(once) && seen.add(once)
  }))
}

/** How many reports there are, by cell: what the office counts of its own inbox, where nothing tells who has written. */
export function countCells(reports: readonly Numbered[]): ReportCount[] {
  const counts = new Map<string, ReportCount>()
  for (const cell of reports.map(cellOf)) {
    if (cell) counts.set(keyOf(cell), { ...cell, reports: (counts.get(keyOf(cell))?.reports ?? 0) + 1 })
  }
  return [...counts.values()]
}

/** What is told once this has been counted: a number stays until five more have written, also when some are taken back. */
export function tellNext(told: readonly ReportCount[], counted: readonly ReportCount[]): ReportCount[] {
  const next = new Map(told.map((cell) => [keyOf(cell), cell]))
  for (const cell of counted) if (cell.reports >= (next.get(keyOf(cell))?.reports ?? 0) + fewest) next.set(keyOf(cell), cell)
  return [...next.values()]
}
