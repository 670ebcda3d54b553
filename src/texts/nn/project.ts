import type { Texts } from '../nb/index.ts'

export const project: Texts['project'] = {
  ung: 'Merkt UNG i årsrapporten',
  period: 'Periode',
  from: (month) => `frå ${month}`,
  until: (month) => `til ${month}`,
  between: (from, to) => `${from} – ${to}`,
  owner: 'Eigar',
  coOwners: 'Medeigarar',
  phase: 'Fase',
  implementation: 'Innføring',
  status: 'Status',
  result: 'Resultat',
  economy: 'Økonomi i 2024',
  economyHint: 'Tal i heile kroner.',
  amounts: {
    transferredIn: 'Overført frå 2023', granted: 'Nye midlar i 2024', reallocated: 'Omdisponert', budget: 'Budsjett i 2024',
    accounts: 'Rekneskap for 2024', transferredOut: 'Overført til 2025',
  },
  amount: 'Beløp',
  line: 'Post',
  to: (recipient) => `Mottakar: ${recipient}`,
}
