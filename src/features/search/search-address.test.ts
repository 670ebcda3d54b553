import { expect, test } from 'vitest'
import { readAddress, writeAddress } from './search-address.ts'

test.each([
  { text: '', literal: false },
  { text: 'ppt henvisninger', literal: false },
  { text: 'ppt', group: 'obstacle' as const, literal: true },
])('$text is read from the address as it was written to it', (address) => expect(readAddress(writeAddress(address) as never)).toEqual(address))

test('what the address cannot mean is left out', () => {
  expect(readAddress({ q: ['a', 'b'], type: 'noe', ord: '1' })).toEqual({ text: '', literal: false })
})
