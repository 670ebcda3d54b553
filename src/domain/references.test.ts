import { expect, test } from 'vitest'
import { pathOfRef } from './references.ts'

test.each([
  ['model:sprakstart', '/modeller/sprakstart'], ['chapter:boka/start', '/handboker/boka/start'], ['obstacle:H-2024-2', '/hindringer/H-2024-2'],
  ['form:hindring', undefined], ['constructor:a', undefined], ['model:', undefined], ['model', undefined], ['', undefined],
  ['model:../../x', undefined], ['model:a b', undefined], [`model:${'a'.repeat(300)}`, undefined],
])('%s is at %s', (ref, path) => {
  expect(pathOfRef(ref)).toBe(path)
})
