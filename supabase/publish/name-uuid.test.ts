import { expect, test } from 'vitest'
import { itemId } from './name-uuid.ts'

test('an item keeps the same id in every database, as any UUID v5 library gives it', () => {
  expect(itemId('model', 'sprakstart')).toBe('96417b08-b0ec-5d21-8ef4-25aa7b22fed1')
  expect(itemId('chapter', 'slik-utvikler-og-implementerer-vi/fasene')).toBe('64a419cb-966f-550c-b778-88fd93ebdf82')
})
