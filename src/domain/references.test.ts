import { expect, test } from 'vitest'
import { pathOfRef, refOfPath, refsOf } from './references.ts'

test.each([
  ['model:sprakstart', '/modeller/sprakstart'], ['chapter:boka/start', '/handboker/boka/start'], ['obstacle:H-2024-2', '/hindringer/H-2024-2'],
  ['form:hindring', undefined], ['constructor:a', undefined], ['model:', undefined], ['model', undefined], ['', undefined],
  ['model:../../x', undefined], ['model:a b', undefined], [`model:${'a'.repeat(300)}`, undefined],
])('%s is at %s', (ref, path) => {
  expect(pathOfRef(ref)).toBe(path)
  if (path) expect(refOfPath(path)).toBe(ref)
})

test.each(['/', '/modeller', '/modeller/', '/lagring', '/modeller/a/b', '/handboker/a/b/c', '/ukjent/a', '/constructor/a', '/modeller/a b', '/modeller/..%2f'])('%s is no item\'s', (path) => {
  expect(refOfPath(path)).toBeUndefined()
})

test('a tally points to what it is about, and a kind that a newer server sends to nothing', () => {
  expect(refsOf({ kind: 'tally', data: { ref: 'obstacle:H-2024-1', reports: 5 } } as never)).toEqual(['obstacle:H-2024-1'])
  expect(refsOf({ kind: 'nytt', data: { ref: 'obstacle:H-2024-1' } } as never)).toEqual([])
})
