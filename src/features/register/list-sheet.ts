import type { Sheet } from '../../domain/exports/paper.ts'

/** The sheets of some groups as one, of which there is at least one: with the group's name first in each row, where they have names. */
export function inGroups(groups: readonly { title?: string; sheet: Sheet }[], column: string): Sheet {
  const [first] = groups
  if (groups.every(({ title }) => title === undefined)) return { ...first!.sheet, rows: groups.flatMap(({ sheet }) => sheet.rows) }
  return { ...first!.sheet, columns: [column, ...first!.sheet.columns], rows: groups.flatMap(({ title, sheet }) => sheet.rows.map((row) => [title ?? '', ...row])) }
}
