import type { Sheet } from './paper.ts'
import { printable } from './printable.ts'

/** What a spreadsheet would take for a formula, behind space of any kind too; the wide signs are read as the narrow ones in some. */
const formula = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/

/** A text that no spreadsheet reckons with: what would begin a formula begins with an apostrophe instead. */
export const harmless = (text: string): string => (formula.test(text) ? `'${text}` : text)

/**
 * A sheet as CSV the way a Norwegian Excel opens it: a mark that it is UTF-8, semicolons, a decimal comma, CRLF. Every text is
 * made harmless; numbers are ours and stay numbers.
 */
export function toCsv({ columns, rows }: Sheet): string {
  return `\uFEFF${[columns, ...rows].map((row) => row.map(cell).join(';')).join('\r\n')}\r\n`
}

function cell(value: string | number): string {
  if (typeof value === 'number') return String(value).replace('.', ',')
  const text = harmless(printable(value))
  return /[;"\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
