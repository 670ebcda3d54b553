import { expect, test } from 'vitest'
import type { Counted } from '../../domain/register-overview.ts'
import { casework } from '../../texts/nb/casework.ts'
import { lists } from '../../texts/nb/lists.ts'
import { overview } from '../../texts/nb/overview.ts'
import { register } from '../../texts/nb/register.ts'
import { topics } from '../../texts/nb/topics.ts'
import { answerFigure, matrixFigure, monthFigure, statusFigure, timeFigure, type Told } from './overview-figures.ts'

const told: Told = { today: '2026-06-30', lates: 'all', language: 'nb', texts: { casework, lists, overview, register, topics } }
const one = (more: Partial<Counted> = {}): Counted => ({ data: { levels: ['state'], themes: ['sprak'], districts: ['BAL'], status: 'registered' }, late: false, ...more })
const entered = (created: string) => one({ course: { created, resolved: [], waiting: [], stays: [] } })

test('deadlines make a series of their own only for those who may know of them', () => {
  const figure = (lates: Told['lates']) => answerFigure([one()], { ...told, lates })
  expect(figure('none')).toMatchObject({ caption: 'Én åpen, etter hvem som må svare', columns: ['Nivå', 'Åpne'], rows: [['Virksomhet', 0], ['Kommune', 0], ['Stat', 0], ['Ikke løftet', 1]] })
  expect(figure('all')).toMatchObject({ columns: ['Nivå', 'Innen fristen eller uten frist', 'Over fristen'] })
  expect(figure('own').note).toContain('Frister ses bare for hindringer du arbeider med.')
})

test('the bars of the status have two parts, and the table every status', () => {
  const figure = statusFigure([one(), one({ data: { levels: ['state'], themes: [], districts: [], status: 'closed' } })], told)
  expect(figure).toMatchObject({ rows: [['Virksomhet', 0, 0], ['Kommune', 0, 0], ['Stat', 1, 1]], whole: { columns: ['Nivå', 'Registrert', 'Vurdert', 'Løftet', 'Under oppfølging', 'Løst', 'Lukket uten løsning'] } })
})

test('the graph of the months shows the last of them, the table all, and what has no date is said', () => {
  const figure = monthFigure([entered('2025-01-10'), entered('2026-03-10'), one()], told)
  expect(figure).toMatchObject({ rows: { length: 12, 0: ['mars 2026', 1, 0] }, whole: { rows: { length: 15, 14: ['januar 2025', 1, 0] } } })
  expect(figure.note).toContain('Én av hindringene er hentet fra en kilde.')
  expect(monthFigure([one()], told)).toMatchObject({ rows: [], note: expect.stringContaining('Ingen av dem har fått en dato ennå.') })
})

test('where nothing has been lifted, that is what the time at each level says', () => {
  expect(timeFigure([one()], told)).toMatchObject({ rows: [], note: 'Ingen av dem er løftet ennå.' })
  const stays = [{ level: 'state' as const, from: '2026-06-20', bodies: [] }]
  expect(timeFigure([one({ course: { resolved: [], waiting: [], stays } })], told)).toMatchObject({ rows: [['Stat', 10]], whole: { rows: [['Stat', 10, 1, 1]] } })
})

test('the matrix has a row for each theme and a column for each district', () => {
  expect(matrixFigure([one(), one()], told)).toMatchObject({ columns: ['Tema', 'Bydel Alna'], rows: [['Språk', 2]] })
})
