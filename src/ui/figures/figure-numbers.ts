/** How many decimals a column of numbers needs so that all of it can be read down the line; at most two. */
export function decimalsOf(values: readonly (string | number)[]): number {
  const numbers = values.filter((value) => typeof value === 'number')
  return Math.min(2, Math.max(0, ...numbers.map((value) => (String(value).split('.')[1] ?? '').length)))
}

/** Whether a column holds numbers and is set to the right; an empty cell or a dash among them is one too. */
export function isNumeric(values: readonly (string | number)[]): boolean {
  return values.some((value) => typeof value === 'number') && values.every((value) => typeof value === 'number' || value === '' || value === '–')
}

/** Whether a column holds more than names: it then needs room, or its rows grow tall. */
export function wordinessOf(values: readonly (string | number)[]): 'phrases' | 'sentences' | undefined {
  const longest = Math.max(0, ...values.map((value) => String(value).length))
  return longest > 120 ? 'sentences' : longest > 24 ? 'phrases' : undefined
}

/** Each column of the rows by itself. */
export function columnsOf(rows: readonly (readonly (string | number)[])[], count: number): (string | number)[][] {
  return Array.from({ length: count }, (_, column) => rows.map((row) => row[column] ?? ''))
}

/** A bar's length, 0 to 1 of the longest of all series; a negative number has none. */
export function lengthOf(value: number, rows: readonly (readonly [string, ...number[]])[]): number {
  const longest = Math.max(0, ...rows.flatMap(([, ...values]) => values))
  return longest > 0 ? Math.max(0, value) / longest : 0
}

/** All the numbers of a row together. */
export const sumOf = ([, ...values]: readonly [string, ...number[]]): number => values.reduce((sum, value) => sum + value, 0)

/** How dark a cell is, 0 to 1 of the greatest number among the rows; text and nothing are not. */
export function shadeOf(value: string | number, rows: readonly (readonly (string | number)[])[]): number {
  const greatest = Math.max(0, ...rows.flatMap((row) => row.filter((cell) => typeof cell === 'number')))
  return typeof value === 'number' && greatest > 0 ? Math.max(0, value) / greatest : 0
}
