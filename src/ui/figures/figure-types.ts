/** A figure as rows of text and numbers, so that each kind can be read aloud, and shown as a table. */
export type FigureTableRows = { columns: readonly string[]; rows: readonly (readonly (string | number)[])[] }
interface Common { id: string; caption: string; note?: string }

export type ShownFigure =
  /** `shaded`: the greater a number, the darker its cell. */
  | Common & FigureTableRows & { kind: 'table'; unit?: string; shaded?: boolean }
  /** `whole` is the table, where that tells more than the bars. */
  | Common & { kind: 'bars'; columns: readonly string[]; rows: readonly (readonly [string, ...number[]])[]; unit?: string; whole?: FigureTableRows }
  /** Two parts of a whole; `sum` is what the whole is called. */
  | Common & { kind: 'stacks'; columns: readonly string[]; rows: readonly (readonly [string, ...number[]])[]; sum: string; unit?: string; whole?: FigureTableRows }
  | Common & { kind: 'chain'; steps: readonly { title: string; text?: string }[] }
  | Common & { kind: 'groups'; groups: readonly { title: string; items: readonly string[] }[] }

/** The words and the way of writing numbers that the figures are given from outside. */
export interface FigureWords {
  asTable: string
  asBars: string
  unit: string
  /** Said of a table that may be wider than the screen. */
  scroll: string
  /** Said between the steps of a chain. */
  then: string
  number: (value: number, decimals: number) => string
}
