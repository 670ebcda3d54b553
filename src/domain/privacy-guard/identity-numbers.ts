import type { StopKind } from './finding.ts'

/** A number in a text that is built as someone's identity number is. */
export interface IdentityNumber {
  from: number
  to: number
  kind: StopKind
  /** What it is without its layout, as plain digits. */
  digits: string
}

/** Digits that stand together, or with nothing to be seen between them. */
interface Group {
  from: number
  to: number
  digits: string
  /** Whether no more than spaces and one mark part it from the group before. */
  joined: boolean
}

/** The zero of every row of decimal digits in Unicode 17: the other nine follow it. */
const zeros = (
  '30 660 6f0 7c0 966 9e6 a66 ae6 b66 be6 c66 ce6 d66 de6 e50 ed0 f20 1040 1090 17e0 1810 1946 19d0 1a80 1a90 1b50 1bb0 1c40 1c50 ' +
  'a620 a8d0 a900 a9d0 a9f0 aa50 abf0 ff10 104a0 10d30 10d40 11066 110f0 11136 111d0 112f0 11450 114d0 11650 116c0 116d0 116da ' +
  '11730 118e0 11950 11bf0 11c50 11d50 11da0 11de0 11f50 16130 16a60 16ac0 16b50 16d70 1ccf0 1d7ce 1d7d8 1d7e2 1d7ec 1d7f6 ' +
  '1e140 1e2f0 1e4f0 1e5f1 1e950 1fbf0'
).split(' ').map((zero) => Number.parseInt(zero, 16))

type Role = 'space' | 'mark' | 'unseen'
const roles = new Map<string, string | Role>([
  ...zeros.flatMap((zero) => Array.from({ length: 10 }, (_, digit) => [String.fromCodePoint(zero + digit), String(digit)] as const)),
  ...Array.from('\t\n\v\f\r \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000', (c) => [c, 'space'] as const),
  ...Array.from('.-/_\u00b7\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uff0d\uff0e\uff0f', (c) => [c, 'mark'] as const),
  ...Array.from('\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufe0e\ufe0f\ufeff', (c) => [c, 'unseen'] as const),
])
const digitOf = (role: string | undefined): string | undefined => (role?.length === 1 ? role : undefined)

const plainDigit = (character: string) => digitOf(roles.get(character))
/** Every decimal digit of a text, of whatever script, as a plain one. */
export const digitsOf = (text: string): string => Array.from(text, (character) => plainDigit(character) ?? '').join('')
/** The text with something in the place of each of its digits, and of the same length. */
export const coverDigits = (text: string, cover: string): string =>
  Array.from(text, (character) => (plainDigit(character) ? cover.repeat(character.length) : character)).join('')

function groupsIn(text: string): Group[] {
  const groups: Group[] = []
  let open: Group | undefined
  /** What stands between the last digit and here may part the groups of one number. */
  let joining = false
  let marks = 0
  let place = 0
  for (const character of text) {
    const role = roles.get(character)
    const digit = digitOf(role)
    const next = place + character.length
    if (digit && open) {
      open.digits += digit
      open.to = next
    } else if (digit) {
      open = { from: place, to: next, digits: digit, joined: joining }
      groups.push(open)
      joining = true
      marks = 0
    } else if (role !== 'unseen') {
      open = undefined
      marks += Number(role === 'mark')
      if (role === undefined || marks > 1) joining = false
    }
    place = next
  }
  return groups
}

const sum = (digits: string, weights: readonly number[]) => weights.reduce((total, weight, place) => total + weight * Number(digits[place]), 0)
const daysIn = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** Day plus 40 in a D-number; month plus 40 in a help number or NAV's made ones, plus 65 in Norsk helsenett's, plus 80 in Skatteetaten's. */
function beginsWithDate(digits: string): boolean {
  const [day, month] = [Number(digits.slice(0, 2)), Number(digits.slice(2, 4))]
  const days = Math.max(...[0, 40, 65, 80].map((offset) => daysIn[month - offset - 1] ?? 0))
  return [day, day - 40].some((day) => day >= 1 && day <= days)
}

/**
 * Fødselsnummer, D-number, help number, and the synthetic ones. Numbers given out from 2032 on may leave 0, 1, 2 or 3 in
 * the first control, and tell no century, so 29 February is any year's:
 * https://skatteetaten.github.io/folkeregisteret-api-dokumentasjon/nytt-fodselsnummer-fra-2032/
 */
export const isIdentityNumber = (digits: string): boolean =>
  digits.length === 11 && beginsWithDate(digits) &&
  sum(digits, [3, 7, 6, 1, 8, 9, 4, 5, 2, 1]) % 11 <= 3 && sum(digits, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0

/**
 * UDI's number of a case: a year, six digits, and what their weighted sum leaves by 11, in two digits. UDI does not publish
 * the rule; this is how the numbers in use are built (https://github.com/tonneask/norsk-nummer-validering).
 */
export const isDufNumber = (digits: string): boolean =>
  digits.length === 12 && /^(19|20)/.test(digits) && sum(digits, [4, 6, 3, 2, 4, 6, 3, 2, 7, 5]) % 11 === Number(digits.slice(10))

function kindOf(digits: string): StopKind | undefined {
  if (isDufNumber(digits)) return 'duf-number'
  // A birth date is often written with its century, and the other five digits after it.
  const eleven = digits.length === 13 && /^.{4}(18|19|20)/.test(digits) ? digits.slice(0, 4) + digits.slice(6) : digits
  return isIdentityNumber(eleven) ? 'identity-number' : undefined
}

/** The longest number that these groups begin with. Single digits make one only among themselves, or every table would hold some. */
function numberAt(groups: readonly Group[], first: number): { number: IdentityNumber; last: number } | undefined {
  const { from, digits: { length } } = groups[first]!
  let found: ReturnType<typeof numberAt>
  let digits = ''
  for (let last = first; last < groups.length; last++) {
    const group = groups[last]!
    if (last > first && (!group.joined || (group.digits.length === 1) !== (length === 1))) break
    digits += group.digits
    if (digits.length > 13) break
    const kind = kindOf(digits)
    if (kind) found = { number: { from, to: group.to, kind, digits }, last }
  }
  return found
}

/**
 * The identity numbers in a text, in order and apart, whether written together or with spaces, dots, hyphens, slashes,
 * line breaks or unseen characters between, in the digits of any script. A number is whole groups of digits: what is part of
 * a longer run is none. Those allowed, by their digits, are passed over whole. The server's twin is private.identity_numbers_in: change both.
 */
export function identityNumbersIn(text: string, allowed: readonly string[] = []): IdentityNumber[] {
  const groups = groupsIn(text)
  const known = new Set(allowed.map(digitsOf))
  const numbers: IdentityNumber[] = []
  for (let first = 0; first < groups.length; first++) {
    const found = numberAt(groups, first)
    if (!found) continue
    if (!known.has(found.number.digits)) numbers.push(found.number)
    first = found.last
  }
  return numbers
}
