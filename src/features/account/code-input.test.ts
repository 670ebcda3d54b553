import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { codeIn, codeLasts, isEmail } from './code-input.ts'

test.each([['123456', '123456'], [' 123 456 ', '123456'], ['123\u00A0456', '123456'], ['123-456', '123456'], ['012345', '012345'], ['1 2 3 4 5 6', '123456']])('%j is a code', (typed, code) => {
  expect(codeIn(typed)).toBe(code)
})

test.each(['', '12345', '1234567', '12345a', 'koden er 123456', '１２３４５６'])('%j is none', (typed) => {
  expect(codeIn(typed)).toBeUndefined()
})

test('an address has a name, a place and a country', () => {
  expect(['kari@oslo.kommune.no', ' kari@oslo.no '].every(isEmail)).toBe(true)
  expect(['', 'kari', 'kari@oslo', '@oslo.no', 'kari @oslo.no', 'kari@@oslo.no'].some(isEmail)).toBe(false)
})

test('a code lasts as long as Auth is told', () => {
  const config = readFileSync(join(import.meta.dirname, '../../../supabase/config.toml'), 'utf8')
  expect(codeLasts).toBe(Number(/^otp_expiry = (\d+)$/m.exec(config)![1]) * 1000)
})
