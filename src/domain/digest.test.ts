import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDigest, rowDigest, subtractDigest } from './digest.ts'

const modulus = 2_147_483_647n
const rev = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER })
const part = fc.integer({ min: 0, max: 2_147_483_646 })

test('a row is digested from the halves of the last twelve digits of its id', () => {
  expect(rowDigest('6ba7b811-9dad-11d1-80b4-00c04fd430c8', 1)).toBe(0x00c04f + 0xd430c8)
  expect(rowDigest('00000000-0000-0000-0000-000002000003', 7)).toBe(2 * 7 + 3)
  // Near the largest product: (0xffffff * 16777212 + 0xffffff) mod (2^31 - 1).
  expect(rowDigest('ffffffff-ffff-ffff-ffff-ffffffffffff', 16_777_212)).toBe(2_080_505_858)
  expect(rowDigest('ffffffff-ffff-ffff-ffff-ffffffffffff', 16_777_213)).toBe(0xffffff)
})

test('plain numbers compute it exactly, whatever the id and the revision', () => {
  fc.assert(fc.property(fc.uuid(), rev, (id, rev) => {
    const tail = id.slice(-12)
    const exact = (BigInt(`0x${tail.slice(0, 6)}`) * (BigInt(rev) % 16_777_213n) + BigInt(`0x${tail.slice(6)}`)) % modulus
    expect(rowDigest(id, rev)).toBe(Number(exact))
  }))
})

test('what was added can be taken out again, in any order', () => {
  fc.assert(fc.property(part, fc.array(part), (start, parts) => {
    const full = parts.reduce(addDigest, start)
    expect(full).toBeGreaterThanOrEqual(0)
    expect(parts.toReversed().reduce(addDigest, start)).toBe(full)
    expect(parts.reduce(subtractDigest, full)).toBe(start)
  }))
})
