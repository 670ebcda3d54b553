import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { digitsOf, identityNumbersIn, isDufNumber, isIdentityNumber } from './identity-numbers.ts'
import { aroundNumbers, layouts, madeNumbers } from './test-set/arbitraries.ts'
import { laidOut } from './test-set/marked.ts'
import { madeNumber, withoutDate, withWrongControl } from './test-set/made-numbers.ts'

const seed = fc.nat(1_000_000)
const spans = (text: string, allowed?: string[]) => identityNumbersIn(text, allowed).map(({ from, to }) => text.slice(from, to))

describe('a made number', () => {
  test('is found in every layout, with exactly its span', () => {
    fc.assert(fc.property(madeNumbers, layouts, aroundNumbers, aroundNumbers, ({ number }, layout, before, after) => {
      const written = layout(number)
      const text = before + written + after
      expect(identityNumbersIn(text)).toMatchObject([{ from: before.length, to: before.length + written.length, digits: number }])
    }), { numRuns: 2000 })
  })

  test.each([
    ['fnr', '###### #####'], ['fnr', '## ## ## ### ##'], ['fnr', '##.##.##-#####'], ['fnr', '######\r\n#####'], ['fnr', '######\u2009#####'], ['fnr', '###\u200b###\ufeff#####'],
    ['fnr', '######–#####'], ['fnr', '######/#####'], ['fnr', '###### - #####'], ['fnr', '# # # # # # # # # # #'], ['fnr2032', '###########'], ['dnr', '###########'],
    ['hnr', '###########'], ['tenor', '###########'], ['dolly', '###########'], ['helsenett', '###########'], ['dtenor', '###########'], ['ddolly', '###########'],
    ['dhelsenett', '###########'], ['duf', '############'], ['duf', '#### ###### ##'], ['fnr', '##.##.#### #####'],
  ] as const)('%s as %s', (kind, layout) => {
    for (let seed = 0; seed < 50; seed++) {
      const written = laidOut(madeNumber(kind, seed), layout)
      expect(spans(`Gjelder ${written}.`)).toEqual([written])
    }
  })

  test('is found in the digits of other scripts', () => {
    const number = madeNumber('tenor', 5)
    for (const zero of [0xff10, 0x660, 0x966, 0x1d7ce]) {
      const written = Array.from(number, (digit) => String.fromCodePoint(zero + Number(digit))).join('')
      expect(identityNumbersIn(`x ${written} x`)).toEqual([{ from: 2, to: 2 + written.length, kind: 'identity-number', digits: number }])
    }
  })

  test('is none within a longer run, and none once it is allowed', () => {
    fc.assert(fc.property(madeNumbers, layouts, fc.integer({ min: 0, max: 9 }), ({ number }, layout, digit) => {
      expect(spans(`Nei: ${layout(number)}`, [number])).toEqual([])
      expect(spans(`Nei: ${layout(number)}`, [layout(number)])).toEqual([])
      expect(identityNumbersIn(`${digit}${digit}${digit}${number}`)).toEqual([])
    }))
  })
})

describe('no identity number', () => {
  test('is what has no date, or wrong controls under the old rule and the new', () => {
    fc.assert(fc.property(seed, layouts, (seed, layout) => {
      expect(spans(layout(withoutDate(seed)))).toEqual([])
      expect(spans(layout(withWrongControl(seed)))).toEqual([])
    }))
  })

  test('is but one in fifty of any eleven digits', () => {
    const samples = fc.sample(fc.integer({ min: 0, max: 99_999_999_999 }), { numRuns: 20_000, seed: 1 })
    expect(samples.filter((number) => isIdentityNumber(String(number).padStart(11, '0'))).length / samples.length).toBeLessThan(0.02)
  })

  test.each(['01.01.2024 12.03.2024', '22 22 22 22', '974 778 807', '12:30 14:45 16:00', '1 2 3 4 5 6 7 8 9 10 11 12', '0983 Oslo', '2022 2023 2024'])('%s', (text) => {
    expect(spans(text)).toEqual([])
  })
})

test('both well-known samples of the DUF number hold', () => {
  expect(['200205705502', '200900595509', '200205705503', '300205705502'].map(isDufNumber)).toEqual([true, true, false, false])
})

test('every digit that the language knows is known', () => {
  for (let code = 0; code <= 0x10ffff; code++) {
    const character = code >= 0xd800 && code <= 0xdfff ? '' : String.fromCodePoint(code)
    if (/\p{Nd}/u.test(character)) expect(digitsOf(character), code.toString(16)).toMatch(/^\d$/)
  }
})
