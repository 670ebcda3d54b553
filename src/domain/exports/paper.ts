/**
 * A document before it has a format: the preview and the Word file are made of the same one. Tables are plain, a header row and
 * cells that are not merged, so that whoever reads by ear or by finger knows where they are.
 */
export interface Paper {
  title: string
  /** What stands above the title, such as whose it is and of when. */
  kicker: string
  blocks: Block[]
}

export type Block =
  | { kind: 'heading'; level: 2 | 3; text: string }
  | { kind: 'paragraph'; text: string }
  | { kind: 'table'; name: string; columns: Column[]; rows: Row[] }
/** `share` of the page's width, in hundredths. */
export interface Column { title: string; share: number }
/** A cell is its paragraphs; the first of a row says what the row is. `lacks` is the column in which something is missing. */
export interface Row { cells: string[][]; lacks?: number }

/** The same content as a list for reckoning: one row each, numbers as numbers. */
export interface Sheet { name: string; columns: string[]; rows: (string | number)[][] }

/** All that can be read in a document, for who is to look it through. */
export const textsOf = ({ title, kicker, blocks }: Paper): string[] =>
  [title, kicker, ...blocks.flatMap((block) => (block.kind === 'table' ? block.rows.flatMap(({ cells }) => cells.flat()) : [block.text]))]

/** About how many lines of a page a row takes: its longest cell, by the share of 95 letters that its column is wide. */
const linesOf = ({ cells }: Row, columns: readonly Column[]): number =>
  Math.max(...cells.map((cell, at) => cell.reduce((lines, text) => lines + Math.max(1, Math.ceil(text.length / (columns[at]!.share * 0.95))), 0)))

/** The document in parts of about a page each, tables parted between rows; every part begins with its table's header. */
export function partsOf({ blocks }: Pick<Paper, 'blocks'>, linesEach = 40): Block[][] {
  const parts: Block[][] = [[]]
  let room = linesEach
  const make = (lines: number) => {
    if (lines > room && parts.at(-1)!.length > 0) {
      parts.push([])
      room = linesEach
    }
    room -= lines
  }
  for (const block of blocks) {
    if (block.kind !== 'table') {
      // A heading is not left alone at the foot of a page.
      make(block.kind === 'heading' ? (room < 10 ? room + 1 : 2) : Math.ceil(block.text.length / 95) + 1)
      parts.at(-1)!.push(block)
      continue
    }
    for (const row of block.rows) {
      make(linesOf(row, block.columns))
      const last = parts.at(-1)!.at(-1)
      if (last?.kind === 'table' && last.name === block.name) last.rows.push(row)
      else parts.at(-1)!.push({ ...block, rows: [row] })
    }
  }
  return parts
}
