import { describe, expect, test } from 'vitest'
import type { Body } from '../../domain/documents.ts'
import { breakable, ladderOf } from './ladder.ts'

const bsn: Body = { id: 'BSN', name: 'Bydel Søndre Nordstrand', level: 'organisation' }
const nav: Body = { id: 'nav', name: 'NAV', level: 'state' }
const everyone: Body = { id: 'alle', name: 'Alle involverte tjenester', level: 'not-assessed' }
const states = (ladder: ReturnType<typeof ladderOf>) => ladder.steps.map(({ state }) => state)

describe('the ladder', () => {
  test('always has its three steps, from the nearest to the farthest', () => {
    expect(ladderOf({ levels: [], bodies: [] }).steps.map(({ level }) => level)).toEqual(['organisation', 'municipality', 'state'])
  })

  test('says that nothing is assessed where no level is', () => {
    expect(states(ladderOf({ levels: [], bodies: [] }))).toEqual(['not-assessed', 'not-assessed', 'not-assessed'])
  })

  test('points only to the levels the sources point to', () => {
    expect(states(ladderOf({ levels: ['state'], bodies: [nav] }))).toEqual(['not-pointed', 'not-pointed', 'pointed'])
  })

  test('points to a level without a body as well', () => {
    expect(ladderOf({ levels: ['organisation', 'state'], bodies: [bsn] }).steps[2]).toEqual({ level: 'state', state: 'pointed', bodies: [] })
  })

  test('does not make a level out of a body that is only named', () => {
    expect(states(ladderOf({ levels: [], bodies: [nav] }))).toEqual(['not-assessed', 'not-assessed', 'named'])
  })

  test('keeps bodies that belong to several levels beside the steps', () => {
    expect(ladderOf({ levels: [], bodies: [everyone] }).elsewhere).toEqual([everyone])
  })
})

test('long names may be parted where their words meet, and short ones are left alone', () => {
  expect(breakable('Kriminalomsorgen')).toBe('Kriminal\u00ADomsorgen')
  expect(breakable('Byrådsavdeling for helse')).toBe('Byråds\u00ADavdeling for helse')
  expect(breakable('NAV')).toBe('NAV')
})
