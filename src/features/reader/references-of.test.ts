import { expect, test } from 'vitest'
import { referencesOf } from './references-of.ts'

test('a number may have several works and several addresses', () => {
  expect(referencesOf([['v', 'Ett verk\nEt annet verk', 'https://a.example\nhttps://b.example'], ['vi', 'Et verk', '']])).toEqual([
    { number: 'v', works: ['Ett verk', 'Et annet verk'], urls: ['https://a.example', 'https://b.example'] },
    { number: 'vi', works: ['Et verk'], urls: [] },
  ])
})

test('an address in the work\'s own words is not given twice', () => {
  expect(referencesOf([['vii', 'Hovedtall: https://a.example/tall (lest i mars)', 'https://a.example/tall']])[0]?.urls).toEqual([])
})
