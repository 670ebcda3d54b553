import writeExcelFile from 'write-excel-file/browser'
import type { Sheet } from '../domain/exports/paper.ts'
import { printable } from '../domain/exports/printable.ts'

/** What a cell may hold at most, by Excel's own measure. */
const longest = 32_767

/** A sheet as an Excel file. Every text is written as a text, so nothing in it is reckoned with; the header row stays in sight. */
export async function xlsxOf({ name, columns, rows }: Sheet): Promise<Blob> {
  const header = columns.map((value) => ({ value, type: String, fontWeight: 'bold' as const, wrap: true }))
  const cells = rows.map((row) => row.map((value) => (typeof value === 'number'
    ? { value, type: Number, alignVertical: 'top' as const }
    : { value: printable(value).slice(0, longest), type: String, wrap: true, alignVertical: 'top' as const })))
  return writeExcelFile([header, ...cells], {
    sheet: name.replace(/[\\/?*[\]:\s]+/g, ' ').slice(0, 31).trim(), stickyRowsCount: 1,
    columns: columns.map((_, at) => ({ width: Math.min(60, Math.max(10, ...rows.slice(0, 200).map((row) => Math.ceil(String(row[at]).length / 3)))) })),
  }).toBlob()
}
