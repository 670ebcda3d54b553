import { describe, expect, it } from 'vitest'
import { byteRange } from './range.ts'
import { StorageRefusal } from './refusal.ts'

describe('byteRange', () => {
  it.each([
    ['bytes=0-0', 0, 0],
    ['bytes=2-5', 2, 5],
    ['bytes=7-', 7, 9],
    ['bytes=-5', 5, 9],
    ['bytes=8-99', 8, 9],
    ['bytes=-99', 0, 9],
  ])('reads %s of ten bytes', (header, from, to) => {
    expect(byteRange(header, 10)).toEqual({ from, to })
  })
  it.each(['bytes=-0', 'bytes=10-12', 'bytes=8-4', 'bytes=-', 'bytes=a-b', 'items=0-1', 'bytes=0-1,3-4'])('refuses %s', (header) => {
    expect(() => byteRange(header, 10)).toThrow(StorageRefusal)
  })
  it('finds nothing in an empty file', () => {
    for (const header of ['bytes=0-', 'bytes=-1', 'bytes=0-0']) expect(() => byteRange(header, 0)).toThrow(StorageRefusal)
  })
})
