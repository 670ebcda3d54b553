/** Texts of a project's page. */
export const project = {
  ung: 'Merket UNG i årsrapporten',
  period: 'Periode',
  from: (month: string) => `fra ${month}`,
  until: (month: string) => `til ${month}`,
  between: (from: string, to: string) => `${from} – ${to}`,
  owner: 'Eier',
  coOwners: 'Medeiere',
  phase: 'Fase',
  implementation: 'Innføring',
  status: 'Status',
  result: 'Resultat',
  economy: 'Økonomi i 2024',
  economyHint: 'Tall i hele kroner.',
  amounts: {
    transferredIn: 'Overført fra 2023', granted: 'Nye midler i 2024', reallocated: 'Omdisponert', budget: 'Budsjett i 2024',
    accounts: 'Regnskap for 2024', transferredOut: 'Overført til 2025',
  },
  amount: 'Beløp',
  line: 'Post',
  to: (recipient: string) => `Mottaker: ${recipient}`,
}
