import type { BenchRow } from './bench-row.ts'

/** The figures of repeated measurements: the middle one, and how far the middle half of them lies apart. */
export function figures(samples: readonly number[]): Pick<BenchRow, 'median' | 'spread' | 'n'> {
  const sorted = [...samples].sort((a, b) => a - b)
  return { median: quantile(sorted, 0.5), spread: quantile(sorted, 0.75) - quantile(sorted, 0.25), n: sorted.length }
}

/** Between two samples the value lies on the line between them. `sorted` holds at least one. */
function quantile(sorted: readonly number[], part: number): number {
  const at = (sorted.length - 1) * part
  const below = sorted[Math.floor(at)]!
  return below + (sorted[Math.ceil(at)]! - below) * (at % 1)
}

/** A row that holds samples against those of a reference taken in the same run. */
export function against(
  row: Pick<BenchRow, 'id' | 'what' | 'reference' | 'unit'>, samples: readonly number[], reference: readonly number[], atMost?: number,
): BenchRow {
  const own = figures(samples)
  const referenceMedian = figures(reference).median
  const ratio = own.median / referenceMedian
  return { ...row, ...own, referenceMedian, ratio, target: atMost === undefined ? '' : `≤ ${atMost}x`, ok: atMost === undefined ? undefined : ratio <= atMost }
}
