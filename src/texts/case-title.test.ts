import { expect, test } from 'vitest'
import { caseTitle } from './case-title.ts'
import { cases } from './nb/cases.ts'

const report = { form: 'hindring', answers: { hva: 'Ingen tolk\nnoen steder' } }
const same = { form: 'gjelder-oss-ogsa', answers: { hvordan: 'Som hos dem' }, obstacle: 'H-2024-1' }
const title = (one: Parameters<typeof caseTitle>[0], titles = new Map([['H-2024-1', 'Det mangler tolk']])) => caseTitle(one, new Set(['hindring.hva', 'gjelder-oss-ogsa.hvordan']), titles, cases)

test('a case is called by what its writer wrote first, or by the obstacle they said was theirs too', () => {
  expect(title(report)).toBe('Ingen tolk')
  expect(title({ ...report, obstacle: 'H-2024-1' }), 'another connected it').toBe('Ingen tolk')
  expect(title({ ...report, answers: {} })).toBe('Melding')
  expect(title(same)).toBe('Det mangler tolk')
  expect(title(same, new Map())).toBe('Gjelder oss også: H-2024-1')
})
