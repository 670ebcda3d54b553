/**
 * The code by which the writer of a report finds it again, on whatever device: 17 characters by chance, 85 bits, and one that
 * tells whether the others were copied right. A plain code has no spaces; `spacedCode` is how people see it.
 */

/** Crockford's: no I, L, O or U, which are read as something else. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const length = 18
const group = 3

/** How many random bytes a code is made of. */
export const codeBytes = length - 1

/**
 * What remains of the characters' places in the alphabet, taken as a polynomial over the field of 32 elements. No two places of
 * a code have the same factor, so one wrong character, or any two that changed places, always leave another remainder.
 */
const remainder = (places: readonly number[]) => places.reduce((sum, place) => doubled(sum) ^ place, 1)
const doubled = (n: number) => (n << 1) ^ (n & 16 ? 0b100101 : 0)

/** A code made of random bytes. */
export function codeOf(bytes: Uint8Array): string {
  const places = [...bytes.slice(0, codeBytes)].map((byte) => byte & 31)
  return [...places, doubled(remainder(places))].map((place) => alphabet[place]).join('')
}

/** What somebody typed as the code they mean; undefined when it is none, which no server need be asked for. */
export function readCode(typed: string): string | undefined {
  const code = typed.toUpperCase().replace(/[\s\p{Pd}\u2212._·]/gu, '').replaceAll('O', '0').replace(/[IL]/g, '1')
  const places = [...code].map((character) => alphabet.indexOf(character))
  return places.length === length && !places.includes(-1) && remainder(places) === 0 ? code : undefined
}

/** A code in groups, to be read, said and written down. */
export const spacedCode = (code: string): string => code.match(new RegExp(`.{1,${group}}`, 'g'))?.join('-') ?? ''

/** What is hashed of a code. The server knows the hash alone, by which nobody can be led to the code. */
export const hashedText = (code: string): string => `feltboka:follow-up:${code}`
