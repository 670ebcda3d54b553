import type { EconomyLine, Figure } from '../../src/domain/documents.ts'

export interface Economy { lines: EconomyLine[] }
export interface Reference { number: string; text: string; url?: string }

/** Every line of the accounts as one table, also those that belong to no project, kept in the order of their groups. */
export function detailedAccounts({ lines }: Economy): Figure {
  const groups = [...new Set(lines.map(({ group }) => group))]
  return {
    id: 'regnskap-detaljert',
    kind: 'table',
    caption: 'Alle linjer i regnskapet for 2024',
    columns: [
      'Gruppe', 'Tiltak', 'Mottaker', 'Overført fra 2023', 'Bevilget 2024', 'Omdisponert', 'Budsjett 2024', 'Regnskap 2024',
      'Overført til 2025', 'Merknad',
    ],
    rows: groups.flatMap((group) => lines.filter((line) => line.group === group).map((line) => [
      group, line.label, line.recipient, line.transferredIn ?? '', line.granted ?? '', line.reallocated ?? '',
      line.budget ?? '', line.accounts ?? '', line.transferredOut ?? '', line.remark ?? '',
    ])),
    unit: 'kroner',
  }
}

/** The annual report's references as a table that other pages' `[^iv]` lead to. */
export function referenceTable(references: Reference[]): Figure {
  return {
    id: 'referanser',
    kind: 'table',
    caption: 'Referanser i årsrapporten for 2024',
    columns: ['Nr.', 'Verk', 'Lenke'],
    rows: references.map(({ number, text, url }) => [number, text, url ?? '']),
  }
}
