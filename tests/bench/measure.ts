import type { BenchRow } from './bench-row.ts'

/** What a ratio is held against: at most this much, or at least. */
export type Bound = number | { atLeast: number }

/** The figures of repeated measurements: the middle one, and how far the middle half of them lies apart. */
export function figures(samples: readonly number[]): Pick<BenchRow, 'median' | 'spread' | 'n'> {
  return { median: quantile(samples, 0.5), spread: quantile(samples, 0.75) - quantile(samples, 0.25), n: samples.length }
}

/** The value that this part of the samples, of which there is at least one, lies below. Between two of them it lies on the line between them. */
export function quantile(samples: readonly number[], part: number): number {
  const sorted = [...samples].sort((a, b) => a - b)
  const at = (sorted.length - 1) * part
  const below = sorted[Math.floor(at)]!
  return below + (sorted[Math.ceil(at)]! - below) * (at % 1)
}

/** A row that holds samples against those of a reference taken in the same run. */
export function against(
  row: Pick<BenchRow, 'id' | 'what' | 'reference' | 'unit'>, samples: readonly number[], reference: readonly number[], bound?: Bound,
): BenchRow {
  const own = figures(samples)
  const referenceMedian = figures(reference).median
  const ratio = own.median / referenceMedian
  return { ...row, ...own, referenceMedian, ratio, ...heldTo(ratio, bound) }
}

function heldTo(ratio: number, bound: Bound | undefined): Pick<BenchRow, 'target' | 'ok'> {
  if (bound === undefined) return { target: '' }
  if (typeof bound === 'number') return { target: `≤ ${bound}x`, ok: ratio <= bound }
  return { target: `≥ ${bound.atLeast}x`, ok: ratio >= bound.atLeast }
}
