import fc from 'fast-check'
import { expect, test } from 'vitest'
import { codeBytes, codeOf, readCode, spacedCode } from './follow-up-code.ts'

const alphabet = [...'0123456789ABCDEFGHJKMNPQRSTVWXYZ']
const code = fc.uint8Array({ minLength: codeBytes, maxLength: codeBytes }).map(codeOf)
const place = fc.nat(codeBytes)

test('a code has 85 bits of chance, in characters that are not read as others', () => {
  expect(codeOf(new Uint8Array(codeBytes))).toMatch(/^0{17}.$/)
  expect(spacedCode(codeOf(Uint8Array.from({ length: codeBytes }, (_, n) => n * 15)))).toMatch(/^(\w{3}-){5}\w{3}$/)
  fc.assert(fc.property(code, (one) => { expect(one).toMatch(/^[0-9A-HJKMNP-TV-Z]{18}$/) }))
})

test('different bytes make different codes', () => {
  fc.assert(fc.property(code, code, (a, b) => { expect(a === b).toBe(a.slice(0, -1) === b.slice(0, -1)) }))
})

test('a code is read however it is typed', () => {
  const readAs: Record<string, string[]> = { 0: ['0', 'o', 'O'], 1: ['1', 'i', 'I', 'l', 'L'] }
  const letters = (of: string) => fc.constantFrom(...readAs[of] ?? [of, of.toLowerCase()])
  const between = fc.constantFrom('', '', '-', ' ', '–', '  ', '\u00a0', '\n', ' - ', '·')
  const typed = code.chain((one) => fc.tuple(...[...one].map((character) => fc.tuple(between, letters(character)))).map((parts) => [one, parts.flat().join('')] as const))
  fc.assert(fc.property(typed, ([one, text]) => { expect(readCode(text)).toBe(one) }))
})

test('one wrong character is always noticed', () => {
  fc.assert(fc.property(code, place, fc.constantFrom(...alphabet), (one, at, wrong) => {
    expect(readCode(one.slice(0, at) + wrong + one.slice(at + 1))).toBe(one[at] === wrong ? one : undefined)
  }))
})

test('two characters that changed places are always noticed', () => {
  fc.assert(fc.property(code, place, place, (one, a, b) => {
    const swapped = [...one]
    ;[swapped[a], swapped[b]] = [swapped[b]!, swapped[a]!]
    expect(readCode(swapped.join(''))).toBe(one[a] === one[b] ? one : undefined)
  }))
})

test('what is too short, too long or holds something else is none', () => {
  fc.assert(fc.property(code, fc.constantFrom(...alphabet), (one, more) => {
    for (const text of ['', one.slice(1), one.slice(0, -1), one + more, more + one, one.replace(/.$/, 'U'), one.replace(/^./, 'Å')]) expect(readCode(text)).toBeUndefined()
  }))
})
