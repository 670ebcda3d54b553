import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { atOslo, codeState, codeToShow, evaluationState, hoursOf, osloMoment, placeProgramme, readSeminarCode } from './seminars.ts'

const item = (id: string, from?: string, to?: string, day?: string) => ({ id, title: id, ...from && { from }, ...to && { to }, ...day && { day } })
const programme = [item('velkommen', '09:00', '09:15'), item('foredrag', '09:15'), item('pause', '10:30', '10:45'), item('mingling'), item('slutt', '11:00'), item('dag-to', '09:00', '10:00', '2026-12-05')]
const seminar = { date: '2026-12-04', programme }
const at = (time: string, day = '2026-12-04') => placeProgramme(seminar, { day, time }).map(({ when }) => when)

describe('the programme', () => {
  test('tells what is on', () => {
    expect(at('08:59')).toEqual(['later', 'later', 'later', 'untimed', 'later', 'later'])
    expect(at('09:00')).toEqual(['now', 'later', 'later', 'untimed', 'later', 'later'])
    expect(at('09:15')).toEqual(['over', 'now', 'later', 'untimed', 'later', 'later'])
    expect(at('10:50')).toEqual(['over', 'over', 'over', 'untimed', 'later', 'later'])
    expect(at('11:59')).toEqual(['over', 'over', 'over', 'untimed', 'now', 'later'])
    expect(at('12:00')).toEqual(['over', 'over', 'over', 'untimed', 'over', 'later'])
    expect(at('09:30', '2026-12-05')).toEqual(['over', 'over', 'over', 'untimed', 'over', 'now'])
  })
  test('and how much is left of it', () => {
    expect(placeProgramme(seminar, { day: '2026-12-04', time: '10:15' })[1]).toMatchObject({ left: 15, share: 60 / 75 })
  })
  test('never has two things on at once where each begins when the one before ends', () => {
    const time = (minute: number) => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
    fc.assert(fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 1379 }), { minLength: 1, maxLength: 12 }), fc.integer({ min: 0, max: 1439 }), (starts, now) => {
      const items = starts.sort((a, b) => a - b).map((start, i) => item(`i${i}`, time(start)))
      const placed = placeProgramme({ date: '2026-12-04', programme: items }, { day: '2026-12-04', time: time(now) })
      const on = placed.filter(({ when }) => when === 'now')
      expect(on.length).toBeLessThanOrEqual(1)
      for (const { left, share } of on) {
        expect(left).toBeGreaterThan(0)
        expect(share).toBeGreaterThanOrEqual(0)
        expect(share).toBeLessThan(1)
      }
      // What is over stands before what is to come.
      expect(placed.map(({ when }) => ['over', 'now', 'later'].indexOf(when))).toEqual(placed.map(({ when }) => ['over', 'now', 'later'].indexOf(when)).sort())
    }))
  })
})

test('the moment is that of Oslo, in summer and winter', () => {
  expect(osloMoment(Date.UTC(2026, 11, 4, 23, 30))).toEqual({ day: '2026-12-05', time: '00:30' })
  expect(osloMoment(Date.UTC(2026, 6, 1, 7, 5))).toEqual({ day: '2026-07-01', time: '09:05' })
})

test('a moment in Oslo is found again, all year, but in the hour that the clocks leap over', () => {
  const minutes = fc.integer({ min: Date.UTC(2026, 0, 1) / 60_000, max: Date.UTC(2028, 0, 1) / 60_000 })
  fc.assert(fc.property(minutes, (minute) => {
    const there = osloMoment(minute * 60_000)
    expect(osloMoment(atOslo(there))).toEqual(there)
  }))
  expect(atOslo({ day: '2026-12-04', time: '09:00' })).toBe(Date.UTC(2026, 11, 4, 8))
  expect(osloMoment(atOslo({ day: '2026-03-29', time: '02:30' }))).toEqual({ day: '2026-03-29', time: '03:30' })
})

describe('codes', () => {
  const now = Date.UTC(2026, 11, 4, 8)
  const past = '2026-12-04T07:00:00Z'
  const soon = '2026-12-04T09:00:00Z'
  const later = '2026-12-04T10:00:00+00:00'
  test('open, close, and are closed', () => {
    expect(codeState({ code: 'A', opens: past }, now)).toBe('open')
    expect(codeState({ code: 'A', opens: past, closes: soon }, now)).toBe('open')
    expect(codeState({ code: 'A', opens: soon }, now)).toBe('early')
    expect(codeState({ code: 'A', opens: past, closes: past }, now)).toBe('closed')
    expect(codeState({ code: 'A', opens: soon, closedAt: past }, now)).toBe('closed')
  })
  test('of which the one that is open is shown, or else the next to open', () => {
    const [first, second, open, closed] = [{ code: 'FIRST', opens: soon }, { code: 'SECOND', opens: later }, { code: 'OPEN', opens: past }, { code: 'CLOSED', opens: past, closes: past }]
    expect(codeToShow([closed, second, first, open], now)).toBe(open)
    expect(codeToShow([closed, second, first], now)).toBe(first)
    expect(codeToShow([closed], now)).toBeUndefined()
  })
})

test('the hours of the first day are told as far as the programme tells them', () => {
  expect(hoursOf(seminar)).toEqual({ from: '09:00', to: undefined })
  expect(hoursOf({ date: '2026-12-04', programme: [item('a', '09:00'), item('b', '10:00', '12:00'), item('c', '08:00', '09:00', '2026-12-05')] })).toEqual({ from: '09:00', to: '12:00' })
  expect(hoursOf({ date: '2026-12-04', programme: [item('mingling')] })).toEqual({ from: undefined, to: undefined })
})

test('a code is read however it is written, and from the address that is scanned', () => {
  for (const typed of ['UNG-1942', 'ung1942', ' ung 1942 ', 'https://feltboka.example/s/UNG-1942', 'feltboka.no/s/ung-1942?x=1']) expect(readSeminarCode(typed)).toBe('UNG-1942')
  for (const typed of ['', 'UNG-194', 'UNGE-1942', '1942-UNG', 'https://feltboka.example/s/']) expect(readSeminarCode(typed)).toBeUndefined()
})

test('one may say what one thought of it from the day it begins until the day that is set', () => {
  const closing = { date: '2026-12-04', evaluationCloses: '2026-12-11' }
  expect(['2026-12-03', '2026-12-04', '2026-12-11', '2026-12-12'].map((day) => evaluationState(closing, { day }))).toEqual(['early', 'open', 'open', 'closed'])
  expect(evaluationState({ date: '2024-01-01' }, { day: '2026-12-12' })).toBe('open')
})
