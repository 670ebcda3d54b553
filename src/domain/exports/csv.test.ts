import fc from 'fast-check'
import { expect, test } from 'vitest'
import { harmless, toCsv } from './csv.ts'
import { printable } from './printable.ts'

/** Reads CSV as RFC 4180 has it, with semicolons. */
function parse(csv: string): string[][] {
  const rows: string[][] = [[]]
  let cell = ''
  let quoted = false
  for (let at = 0; at < csv.length; at++) {
    const sign = csv[at]!
    if (quoted && sign === '"' && csv[at + 1] === '"') { cell += '"'; at++ }
    else if (sign === '"') quoted = !quoted
    else if (!quoted && sign === ';') { rows.at(-1)!.push(cell); cell = '' }
    else if (!quoted && sign === '\r' && csv[at + 1] === '\n') { rows.at(-1)!.push(cell); rows.push([]); cell = ''; at++ }
    else cell += sign
  }
  return rows.slice(0, -1)
}

const nasty = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.stringMatching(/^[ \t\r\n]{0,2}[=+\-@;"',\t\r\n][a-z;"=\r\n]{0,9}$/),
  fc.constantFrom('=HYPERLINK("http://x";"y")', '+4722222222', '-1+2', '@SUM(A1)', '\t=1', '\r=1', '\n=1', ' =1', '＝1', '"=1"', '', 'Språk; ærlig "talt"\r\nto linjer'),
)

test('what is written as CSV is read back as it was, but for what was made harmless', () => {
  fc.assert(fc.property(fc.array(fc.tuple(nasty, nasty, fc.integer()), { minLength: 1, maxLength: 5 }), (rows) => {
    const csv = toCsv({ name: 'x', columns: ['a', 'b', 'c'], rows })
    expect(csv.startsWith('\uFEFF')).toBe(true)
    expect(parse(csv.slice(1))).toEqual([['a', 'b', 'c'], ...rows.map((row) => row.map((value) => (typeof value === 'number' ? String(value) : harmless(printable(value)))))])
  }))
})

test('no text begins a formula', () => {
  fc.assert(fc.property(nasty, (text) => {
    const [[cell]] = parse(toCsv({ name: 'x', columns: [text], rows: [] }).slice(1)) as [[string]]
    expect(cell).not.toMatch(/^[\s]*[=+\-@＝＋－＠]|^[\t\r\n]/)
    expect(cell.replace(/^'/, '')).toBe(printable(text).replace(/^'/, ''))
  }))
})

test('a number has a decimal comma and stays a number', () => {
  expect(toCsv({ name: 'x', columns: ['n'], rows: [[-3], [1.5]] })).toBe('\uFEFFn\r\n-3\r\n1,5\r\n')
})
