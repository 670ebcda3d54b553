import { toCsv } from '../domain/exports/csv.ts'
import type { Paper, Sheet } from '../domain/exports/paper.ts'

/** A sheet as a CSV file. */
export const csvFile = async (sheet: Sheet): Promise<Blob> => new Blob([toCsv(sheet)], { type: 'text/csv;charset=utf-8' })

/** A sheet as an Excel file. What writes it is fetched when it is first needed; the service worker has it for when there is no network. */
export const xlsxFile = async (sheet: Sheet): Promise<Blob> => (await import('./xlsx-file.ts')).xlsxOf(sheet)

/** A document as a Word file, with the page's number at the foot of each. */
export const docxFile = async (paper: Paper, pageOf: (current: string, total: string) => string): Promise<Blob> => (await import('./docx-file.ts')).docxOf(paper, pageOf)
