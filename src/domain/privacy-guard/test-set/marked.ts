import type { FindingKind } from '../finding.ts'
import { kinds, madeAccount, madeNumber, withoutDate, withWrongControl, type MadeKind } from './made-numbers.ts'

export interface Expected { from: number; to: number; kind: FindingKind }
export interface Case { text: string; expected: Expected[] }

/**
 * Reads a sentence with its marks: `[name:Amina]` is text that must be found, as that kind; `{fnr ###### #####}` becomes a
 * made number in that layout, and must be found too; `{wrong …}` and `{no-date …}` become numbers that must not be.
 * Sentences of different places get different numbers.
 */
export function readCase(marked: string, place: number): Case {
  const expected: Expected[] = []
  let text = ''
  for (const [part, kind, content, number, layout] of marked.matchAll(/\[([a-z-]+):([^\]]+)\]|\{([a-z0-9-]+) ([^}]+)\}|[^[{]+|[[{]/g)) {
    const from = text.length
    text += content ?? (number && layout ? laidOut(digitsOf(number, place * 13 + from), layout) : part)
    const found = kind ?? (number && kindOf(number))
    if (found) expected.push({ from, to: text.length, kind: found as FindingKind })
  }
  return { text, expected }
}

function digitsOf(number: string, seed: number): string {
  if (number === 'account') return madeAccount(seed)
  if (number === 'no-date') return withoutDate(seed)
  if (number === 'wrong') return withWrongControl(seed)
  if (!(kinds as readonly string[]).includes(number)) throw new Error(`No numbers are made of ${number}`)
  return madeNumber(number as MadeKind, seed)
}

function kindOf(number: string): FindingKind | undefined {
  if (number === 'wrong' || number === 'no-date') return undefined
  return number === 'account' ? 'account' : number === 'duf' ? 'duf-number' : 'identity-number'
}

/** The digits in the places of the layout's number signs. With two places too many, the year gets its century. */
export function laidOut(digits: string, layout: string): string {
  const places = layout.replaceAll(/[^#]/g, '').length
  const all = places === digits.length + 2 ? `${digits.slice(0, 4)}19${digits.slice(4)}` : digits
  if (places !== all.length) throw new Error(`${layout} is no layout for ${all.length} digits`)
  let next = 0
  return layout.replaceAll('#', () => all[next++]!)
}
