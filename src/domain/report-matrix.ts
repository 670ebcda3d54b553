import type { ReportCount } from './documents.ts'
import { districts, services, type District, type Service } from './vocabulary.ts'

/** A year's counts as a table: every district, and the services that any of them has a number of; nothing where there is none. */
export interface ReportMatrix { services: Service[]; rows: { district: District; numbers: (number | undefined)[] }[] }

export function matrixOf(counts: readonly ReportCount[], year: number): ReportMatrix {
  const own = counts.filter((count) => count.year === year)
  const shown = services.filter((service) => own.some((count) => count.service === service))
  return {
    services: shown,
    rows: districts.map((district) => ({ district, numbers: shown.map((service) => own.find((count) => count.district === district && count.service === service)?.reports) })),
  }
}

/** The years that something is told of and this one, the latest first. */
export const yearsOf = (counts: readonly ReportCount[], thisYear: number): number[] => [...new Set([thisYear, ...counts.map(({ year }) => year)])].sort((a, b) => b - a)
