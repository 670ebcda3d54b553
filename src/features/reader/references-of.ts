export interface Reference { number: string; works: string[]; urls: string[] }

/**
 * The rows of the reference table (number, works, addresses; several on a line each). An address that already stands in
 * a work's own words is not given twice.
 */
export function referencesOf(rows: readonly (readonly (string | number)[])[]): Reference[] {
  return rows.map(([number, works, urls]) => ({
    number: String(number),
    works: lines(works),
    urls: lines(urls).filter((url) => !String(works).includes(url)),
  }))
}

const lines = (cell: string | number | undefined): string[] => String(cell ?? '').split('\n').map((line) => line.trim()).filter(Boolean)
