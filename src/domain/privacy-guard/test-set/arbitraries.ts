import fc from 'fast-check'
import { kinds, madeNumber } from './made-numbers.ts'

export const madeNumbers = fc.record({ kind: fc.constantFrom(...kinds), seed: fc.nat(1_000_000) }).map(({ kind, seed }) => ({ kind, number: madeNumber(kind, seed) }))

const spaces = ['', ' ', '  ', '\u00a0', '\u2009', '\u202f', '\t', '\n', '\r\n']
const unseen = ['\u200b', '\u00ad', '\u2060', '\ufeff']
const gap = fc.tuple(fc.constantFrom(...spaces), fc.constantFrom('', '', '.', '-', '/', '–', '\u2011'), fc.constantFrom(...spaces))
  .map((parts) => parts.join('') || ' ')

/** Ways to write a number: in groups of two digits and more or one by one, with gaps between them and unseen characters within. */
export const layouts: fc.Arbitrary<(digits: string) => string> = fc.record({
  sizes: fc.oneof(fc.constant([1]), fc.array(fc.integer({ min: 2, max: 6 }), { minLength: 1, maxLength: 6 }), fc.constant([13])),
  gaps: fc.array(gap, { minLength: 1, maxLength: 4 }),
  hidden: fc.constantFrom('', '', ...unseen),
  zero: fc.constantFrom(0x30, 0x30, 0x30, 0xff10, 0x660, 0x1d7ce),
}).map(({ sizes, gaps, hidden, zero }) => (digits) => {
  const write = (group: string) => Array.from(group, (digit) => String.fromCodePoint(zero + Number(digit))).join(hidden)
  let written = ''
  for (let place = 0, group = 0; place < digits.length; group++) {
    const size = sizes[group % sizes.length]!
    // One digit alone at the end belongs to the group before.
    const end = size > 1 && place + size === digits.length - 1 ? digits.length : Math.min(place + size, digits.length)
    written += (place ? gaps[group % gaps.length]! : '') + write(digits.slice(place, end))
    place = end
  }
  return written
})

/** Text that may stand around a number and has no digits of its own. */
export const aroundNumbers = fc.oneof(
  fc.constantFrom('', 'Fødselsnummer: ', '(', ')', '. Så venter vi.', ' og mor', '\n\n', 'fnr', '«', '»', ' - '),
  fc.string({ unit: 'binary', maxLength: 20 }).map((text) => text.replaceAll(/\p{Nd}/gu, '')),
)
