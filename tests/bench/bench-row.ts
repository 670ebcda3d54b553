/** One line of the table that `npm run bench` prints and keeps. Every figure is measured in the same run as its reference. */
export interface BenchRow {
  /** The measure's number in `docs/performance.md`. */
  id: string
  what: string
  /** What it is measured against; empty for a count or a score that stands alone. */
  reference: string
  unit: string
  median: number
  /** How far the middle half of the samples lies apart. */
  spread: number
  n: number
  referenceMedian?: number
  /** The median as a part of the reference's. */
  ratio?: number
  /** What the ratio, or the median when there is none, is held against; empty when it is only shown. */
  target: string
  /** Undefined when there is nothing to hold it against. */
  ok?: boolean
}
