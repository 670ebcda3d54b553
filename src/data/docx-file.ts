import {
  AlignmentType, Document, Footer, HeadingLevel, Packer, PageNumber, Paragraph, ShadingType, Table, TableCell, TableLayoutType, TableRow, TextRun, WidthType,
} from 'docx'
import type { Block, Paper } from '../domain/exports/paper.ts'
import { printable } from '../domain/exports/printable.ts'

/** The municipality's dark blue; the type is one that Word has. */
const ink = '2A2859'
const face = 'Arial'
/** An A4 page with margins of 2 cm, in twentieths of a point. */
const page = { width: 11906, height: 16838, margin: 1134 }
const room = page.width - 2 * page.margin
/** The letters of a cell, and the rows of a table, that are few enough to be kept on one page. */
const shortCell = 500
const smallTable = 6
const levels = { 2: HeadingLevel.HEADING_2, 3: HeadingLevel.HEADING_3 }

/** A document as a Word file: real headings, tables whose header row comes again on each page, page numbers, title and language set. */
export function docxOf(paper: Paper, pageOf: (current: string, total: string) => string): Promise<Blob> {
  const title = printable(paper.title)
  const [before = '', between = '', after = ''] = pageOf('\0', '\0').split('\0')
  const document = new Document({
    title, creator: 'Feltboka', lastModifiedBy: 'Feltboka', description: printable(paper.kicker),
    styles: {
      default: {
        document: { run: { font: face, size: 21, language: { value: 'nb-NO' } }, paragraph: { spacing: { after: 120, line: 276 } } },
        heading1: { run: { font: face, size: 36, bold: true, color: ink }, paragraph: { spacing: { before: 0, after: 240 }, keepNext: true } },
        heading2: { run: { font: face, size: 27, bold: true, color: ink }, paragraph: { spacing: { before: 360, after: 120 }, keepNext: true } },
        heading3: { run: { font: face, size: 23, bold: true, color: ink }, paragraph: { spacing: { before: 240, after: 120 }, keepNext: true } },
      },
    },
    sections: [{
      properties: { page: { size: { width: page.width, height: page.height }, margin: { top: page.margin, bottom: page.margin, left: page.margin, right: page.margin } } },
      footers: { default: new Footer({ children: [new Paragraph({ alignment: AlignmentType.RIGHT, children: [new TextRun({ size: 18, children: [before, PageNumber.CURRENT, between, PageNumber.TOTAL_PAGES, after] })] })] }) },
      children: [
        new Paragraph({ children: [new TextRun({ text: printable(paper.kicker), size: 19, color: '4D4D4D' })] }),
        new Paragraph({ heading: HeadingLevel.HEADING_1, text: title }),
        ...paper.blocks.flatMap(partsOf),
      ],
    }],
  })
  return Packer.toBlob(document)
}

function partsOf(block: Block): (Paragraph | Table)[] {
  if (block.kind === 'heading') return [new Paragraph({ heading: levels[block.level], text: printable(block.text) })]
  if (block.kind === 'paragraph') return [new Paragraph(printable(block.text))]
  const widths = block.columns.map(({ share }) => Math.floor((room * share) / 100))
  const cellOf = (at: number, children: Paragraph[], shading?: { type: typeof ShadingType.CLEAR; fill: string; color: string }) =>
    new TableCell({ children, width: { size: widths[at]!, type: WidthType.DXA }, margins: { top: 80, bottom: 80, left: 90, right: 90 }, shading })
  const header = new TableRow({
    tableHeader: true, cantSplit: true,
    children: block.columns.map(({ title }, at) => cellOf(at, [new Paragraph({ spacing: { after: 0 }, keepNext: true, children: [new TextRun({ text: printable(title), bold: true, color: 'FFFFFF', size: 20 })] })], { type: ShadingType.CLEAR, fill: ink, color: 'auto' })),
  })
  const rows = block.rows.map(({ cells }, line) => new TableRow({
    // A long row may go on to the next page: one that holds half a dozen obstacles would else leave most of a page empty.
    cantSplit: cells.every((cell) => cell.join(' ').length < shortCell),
    // A small table is not parted.
    children: cells.map((cell, at) => cellOf(at, cell.map((text) => new Paragraph({ spacing: { after: 60 }, keepNext: block.rows.length <= smallTable && line < block.rows.length - 1, children: [new TextRun({ text: printable(text), bold: at === 0, size: 20 })] })))),
  }))
  const table = new Table({ rows: [header, ...rows], columnWidths: widths, width: { size: room, type: WidthType.DXA }, layout: TableLayoutType.FIXED })
  // Word joins two tables that follow each other, and wants a paragraph at the end.
  return [table, new Paragraph({ spacing: { after: 0 }, text: '' })]
}
