import { expect, test } from 'vitest'
import type { FormVersion } from '../domain/forms.ts'
import { writtenIn } from './form-words.ts'

const label = { nb: 'x', nn: 'x' }
const version = { version: 1, steps: [{ id: 's', questions: [
  { id: 'hva', kind: 'longText', label, maxLength: 10 }, { id: 'slag', kind: 'oneOf', label, options: [] }, { id: 'mer', kind: 'shortText', label, maxLength: 10 },
] }] } as FormVersion

test('what is written is the answers in words, in the order of the questions', () => {
  expect(writtenIn(version, { mer: ' Og mer ', slag: 'annet', hva: 'Først' })).toBe('Først\n\nOg mer')
  expect(writtenIn(version, { slag: 'annet', mer: '  ' })).toBe('')
})
