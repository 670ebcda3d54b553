import { expect, test } from 'vitest'
import { everywhere, type Texts } from '../../texts/nb/index.ts'
import { triage } from '../../texts/nb/triage.ts'
import { agoText, firstSentence, placeText } from './case-words.ts'

const t = { ...everywhere, triage } as Texts
const at = (text: string) => new Date(text).getTime()
const now = at('2026-03-10T14:30')

test('how long ago is told by the clock the same day, and by the day before that', () => {
  const ago = (text: string) => agoText(at(text), now, t, 'nb')
  expect(['2026-03-10T14:29:30', '2026-03-10T14:00', '2026-03-10T13:30', '2026-03-10T08:00', '2026-03-09T23:50', '2026-03-08T23:50', '2026-03-10T15:00'].map(ago))
    .toEqual(['nå nettopp', '30 min siden', '1 time siden', '6 timer siden', 'i går', '8. mars 2026', 'nå nettopp'])
})

test('where it is from is as much as is told', () => {
  expect([placeText({ service: 'helsestasjon', district: 'BAL' }, t), placeText({ district: 'BSR' }, t), placeText({}, t)]).toEqual(['Helsestasjon, Alna', 'Stovner', ''])
})

test('an obstacle is called by the first sentence to begin with', () => {
  expect(['Tolken kommer ikke. Vi venter.', 'Tolken kommer ikke', 'Hvorfor kl. 14.30?\nVi vet ikke', '  ', `${'ord '.repeat(80)}`].map(firstSentence))
    .toEqual(['Tolken kommer ikke', 'Tolken kommer ikke', 'Hvorfor kl', '', 'ord '.repeat(15).trim()])
})
