import { expect, test } from 'vitest'
import type { Body, Obstacle } from '../../domain/documents.ts'
import { courseOf } from '../../domain/register-overview.ts'
import { noRights } from '../../domain/roles.ts'
import { standingOf } from './list-standing.ts'

const today = '2026-06-30'
const hall: Body = { id: 'byr', name: 'Byrådsavdelingen', level: 'municipality' }
const office = { ...noRights, isOffice: true }
const by = { role: 'office' }
const at = '2026-06-01T08:00:00Z'
const lifted = { type: 'escalated' as const, at, by, bodies: [hall] }
const entry = (data: Partial<Obstacle> = {}) => ({ data: { levels: ['state'], organisations: ['BAL'], ...data } as Obstacle })

test('what waits stands with whom it waits for; that it is late is told only to those who work with it', () => {
  const course = courseOf([lifted, { type: 'deadline', at, by, body: 'byr', due: '2026-06-20' }], today)
  expect(standingOf(entry(), course, office, today)).toEqual({ state: 'waiting', names: ['Byrådsavdelingen'], levels: ['municipality'], bodies: ['byr'], days: 29, late: true })
  expect(standingOf(entry(), course, noRights, today).late).toBe(false)
  expect(standingOf(entry(), course, { ...noRights, develops: ['BAL'] }, today).late).toBe(true)
  expect(standingOf(entry(), course, { ...noRights, develops: ['BBJ'] }, today).late).toBe(false)
  expect(standingOf(entry({ addressedTo: ['byr'] }), course, { ...noRights, answersFor: ['byr'] }, today).late).toBe(true)
})

test('what has been answered stands with who answered, and counts no days', () => {
  const course = courseOf([lifted, { type: 'followed-up', way: 'svar', body: 'byr', at, by }], today)
  expect(standingOf(entry(), course, office, today)).toMatchObject({ state: 'answered', names: ['Byrådsavdelingen'], late: false })
})

test('what is settled, or was never lifted, stands with nobody', () => {
  expect(standingOf(entry({ status: 'closed' }), courseOf([lifted], today), office, today)).toMatchObject({ state: 'settled', names: [] })
  expect(standingOf(entry(), undefined, office, today)).toMatchObject({ state: 'not-lifted', levels: ['state'] })
  expect(standingOf(entry(), courseOf([{ type: 'created', at, by }], today), office, today)).toMatchObject({ state: 'not-lifted' })
})
