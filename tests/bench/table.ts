import type { BenchRow } from './bench-row.ts'

const head = ['', 'hva', 'målt', 'spredning', 'n', 'referanse', '', 'forhold', 'mål', '']

/** The rows as lines that stand under each other. */
export function table(rows: readonly BenchRow[]): string {
  const lines = [head, ...rows.map(cells)]
  const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)))
  return lines.map((line) => line.map((cell, column) => cell.padEnd(widths[column]!)).join('  ').trimEnd()).join('\n')
}

function cells({ id, what, median, spread, n, unit, reference, referenceMedian, ratio, target, ok }: BenchRow): string[] {
  const verdict = ok === undefined ? '' : ok ? 'ja' : 'NEI'
  return [
    id, what, figure(median, unit), figure(spread, unit), `${n}`,
    reference, referenceMedian === undefined ? '' : figure(referenceMedian, unit), ratio === undefined ? '' : `${ratio.toFixed(2)}x`, target, verdict,
  ]
}

/** A count of bytes in kB, a time whole, what is small with the digits that tell it apart. */
function figure(value: number, unit: string): string {
  if (unit === 'B') return `${(value / 1000).toFixed(1)} kB`
  return `${Math.abs(value) < 10 ? Number(value.toFixed(3)) : Math.round(value)}${unit && ` ${unit}`}`
}
