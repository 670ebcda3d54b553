/**
 * Made identity numbers of every kind, none of them anyone's. A plain number has a year from 40 to 53 with an individual
 * number from 500 to 899, a pair that belongs to no century and was never given out; the others are synthetic, or built
 * on the same pair.
 */
export const kinds = ['fnr', 'fnr2032', 'dnr', 'hnr', 'tenor', 'dolly', 'helsenett', 'dtenor', 'ddolly', 'dhelsenett', 'duf'] as const
export type MadeKind = (typeof kinds)[number]

const dayOffset: Partial<Record<MadeKind, number>> = { dnr: 40, dtenor: 40, ddolly: 40, dhelsenett: 40 }
const monthOffset: Partial<Record<MadeKind, number>> = { hnr: 40, dolly: 40, ddolly: 40, tenor: 80, dtenor: 80, helsenett: 65, dhelsenett: 65 }
const daysIn = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

const two = (number: number) => String(number).padStart(2, '0')
const weighted = (digits: string, weights: readonly number[]) => weights.reduce((sum, weight, place) => sum + weight * Number(digits[place]), 0)
/** The digit that makes the weighted sum leave this remainder; 10 when no digit does. */
const control = (digits: string, weights: readonly number[], remainder = 0) => (11 + remainder - (weighted(digits, weights) % 11)) % 11

/** The eleven digits that begin with these nine, if they have control digits. */
export function withControls(nine: string, remainder = 0): string | undefined {
  const first = control(nine, [3, 7, 6, 1, 8, 9, 4, 5, 2], remainder)
  const second = control(`${nine}${first}`, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2])
  return first < 10 && second < 10 ? `${nine}${first}${second}` : undefined
}

/** A number of the kind, another for every seed (a whole number, not negative). */
export function madeNumber(kind: MadeKind, seed: number): string {
  if (kind === 'duf') {
    const ten = `${1990 + (seed % 37)}${String((seed * 7919 + 104_729) % 1_000_000).padStart(6, '0')}`
    return `${ten}${two(weighted(ten, [4, 6, 3, 2, 4, 6, 3, 2, 7, 5]) % 11)}`
  }
  const month = seed % 12
  const date = `${two(1 + (seed * 7) % daysIn[month]! + (dayOffset[kind] ?? 0))}${two(month + 1 + (monthOffset[kind] ?? 0))}${40 + (seed % 14)}`
  for (let individual = 500 + ((seed * 37) % 400); ; individual = 500 + ((individual - 499) % 400)) {
    const number = withControls(`${date}${individual}`, kind === 'fnr2032' ? 1 + (seed % 3) : 0)
    if (number) return number
  }
}

/** Right control digits, and a day that no month has. */
export function withoutDate(seed: number): string {
  const made = withControls(`${32 + (seed % 8)}0${1 + (seed % 9)}${10 + (seed % 80)}${500 + (seed % 400)}`)
  return made ?? withoutDate(seed + 1)
}

/** A right date, and a last digit that is off. */
export const withWrongControl = (seed: number): string => madeNumber('fnr', seed).replace(/\d$/, (last) => String((Number(last) + 1 + (seed % 9)) % 10))

/** An account number of no bank's, which cannot be an identity number: it would have day 98 or 99. */
export function madeAccount(seed: number): string {
  const ten = `98${String((seed * 48_611 + 15_485) % 100_000_000).padStart(8, '0')}`
  const last = control(ten, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2])
  return last < 10 ? `${ten}${last}` : madeAccount(seed + 1)
}
