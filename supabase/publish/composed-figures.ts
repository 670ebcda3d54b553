import type { Figure, Section } from '../../src/domain/documents.ts'
import type { EconomyFile, Reference } from './content-schema.ts'

/** A figure made from a data file, and the section it gets when the text of its page does not place it. */
export interface ComposedFigure { figure: Figure; section: Section }

const groupTitles: Record<EconomyFile['lines'][number]['group'], string> = {
  programkontoret: 'Programkontoret',
  utviklere: 'Prosjektutviklere',
  pagaende: 'Pågående prosjekter',
  avsluttede: 'Avsluttede prosjekter',
  'barnehageprogrammet-og-pa-vei-til-voksen': 'Barnehageprogrammet og På vei til voksen',
  total: 'Summer',
}

/** Every line of the accounts as one table, also those that belong to no project. */
export function detailedAccounts({ lines, notes }: Pick<EconomyFile, 'lines' | 'notes'>): ComposedFigure {
  return composed('Alle linjer i regnskapet', {
    id: 'regnskap-detaljert',
    kind: 'table',
    caption: 'Alle linjer i regnskapet for 2024',
    columns: [
      'Tiltak', 'Gruppe', 'Mottaker', 'Overført fra 2023', 'Nye midler 2024', 'Omdisponering', 'Totalt budsjett 2024',
      'Regnskapsførte kostnader 2024', 'Overføres til 2025', 'Merknad',
    ],
    rows: lines.map((line) => [
      line.label, groupTitles[line.group], line.recipient, line.transferredIn ?? '', line.granted ?? '', line.reallocated ?? '',
      line.budget ?? '', line.accounts ?? '', line.transferredOut ?? '', line.remark ?? '',
    ]),
    unit: 'kroner',
    ...(notes.length > 0 && { note: notes.join('\n\n') }),
  })
}

/** The annual report's references as a table that other pages' `[^iv]` lead to. */
export function referenceTable(references: Reference[]): ComposedFigure {
  return composed('Listen', {
    id: 'referanser',
    kind: 'table',
    caption: 'Referanser i årsrapporten for 2024',
    columns: ['Nr.', 'Verk', 'Lenke'],
    rows: references.map(({ number, text, urls }) => [number, text, urls.join('\n')]),
  })
}

function composed(title: string, figure: Figure): ComposedFigure {
  return { figure, section: { id: figure.id, title, body: `{{figure:${figure.id}}}` } }
}
