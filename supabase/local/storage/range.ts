import { StorageRefusal } from './refusal.ts'

/** A part of a file, by the bytes it begins and ends with (both in it). */
export interface ByteRange {
  from: number
  to: number
}

/**
 * The part that a `Range` header asks for of a file of `size` bytes, as Storage reads it: one range, `bytes=0-9`, `bytes=10-`
 * or the last so many, `bytes=-10`. Throws a refusal (416) for everything else, also when nothing of the file is in it.
 */
export function byteRange(header: string, size: number): ByteRange {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header) ?? []
  const from = first === '' ? size - Number(last || 0) : Number(first)
  const to = first === '' || last === '' ? size - 1 : Number(last)
  if ((first === '' && last === '') || size === 0 || from >= size || from > to) {
    throw new StorageRefusal(416, 'InvalidRange', 'invalid_range', 'invalid range provided')
  }
  return { from: Math.max(from, 0), to: Math.min(to, size - 1) }
}
