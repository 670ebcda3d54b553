import type { Texts } from '../nb/index.ts'

export const project: Texts['project'] = {
  ung: 'Marked UNG in the annual report',
  period: 'Period',
  from: (month) => `from ${month}`,
  until: (month) => `until ${month}`,
  between: (from, to) => `${from} – ${to}`,
  owner: 'Owner',
  coOwners: 'Co-owners',
  phase: 'Phase',
  implementation: 'Implementation',
  status: 'Status',
  result: 'Result',
  economy: 'Finances in 2024',
  economyHint: 'Figures in whole kroner.',
  amounts: {
    transferredIn: 'Carried over from 2023', granted: 'New funds in 2024', reallocated: 'Reallocated', budget: 'Budget for 2024',
    accounts: 'Accounts for 2024', transferredOut: 'Carried over to 2025',
  },
  amount: 'Amount',
  line: 'Item',
  to: (recipient) => `Recipient: ${recipient}`,
}
