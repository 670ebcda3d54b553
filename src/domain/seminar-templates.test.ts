import fc from 'fast-check'
import { expect, test } from 'vitest'
import { placeProgramme } from './seminars.ts'
import { endOf, programmeOf, seminarTemplates, type LineKind } from './seminar-templates.ts'

const words = Object.fromEntries(['arrival', 'welcome', 'talk', 'experience', 'groups', 'plenary', 'questions', 'break', 'lunch', 'closing'].map((kind) => [kind, kind])) as Record<LineKind, string>

test('the templates last as long as their names say', () => {
  expect(seminarTemplates.map((one) => [one.id, one.starts, endOf(one, one.starts)])).toEqual([['morning', '09:00', '12:00'], ['webinar', '12:00', '14:00'], ['day', '09:00', '15:00'], ['empty', '09:00', '09:00']])
})

test('whenever it begins, each line begins where the one before it ends, and something is on at every moment', () => {
  fc.assert(fc.property(fc.constantFrom(...seminarTemplates.filter(({ lines }) => lines.length > 0)), fc.nat(23), fc.nat(59), fc.nat(24 * 60 - 1), (template, hour, minute, moment) => {
    const clock = (h: number, m: number) => `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`
    const starts = clock(hour, minute)
    const end = endOf(template, starts)
    fc.pre(end !== undefined)
    const programme = programmeOf(template, starts, words)
    expect([programme[0]!.from, ...programme.map(({ to }) => to)]).toEqual([...programme.map(({ from }) => from), end])
    expect(new Set(programme.map(({ id }) => id)).size).toBe(programme.length)
    const time = clock(Math.floor(moment / 60), moment % 60)
    const on = placeProgramme({ date: '2026-12-04', programme }, { day: '2026-12-04', time }).filter(({ when }) => when === 'now')
    expect(on.length).toBe(time >= starts && time < end! ? 1 : 0)
  }))
})

test('one that would go past midnight does not fit', () => {
  expect(endOf(seminarTemplates[0]!, '21:00')).toBeUndefined()
  expect(endOf(seminarTemplates[0]!, '20:59')).toBe('23:59')
})
