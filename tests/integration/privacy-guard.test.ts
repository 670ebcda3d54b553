import fc from 'fast-check'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { digitsOf, identityNumbersIn } from '../../src/domain/privacy-guard/identity-numbers.ts'
import { aroundNumbers, layouts, madeNumbers } from '../../src/domain/privacy-guard/test-set/arbitraries.ts'
import { hits, misses } from '../../src/domain/privacy-guard/test-set/cases.ts'
import { heldOutHits, heldOutMisses } from '../../src/domain/privacy-guard/test-set/held-out.ts'
import { readCase } from '../../src/domain/privacy-guard/test-set/marked.ts'
import { startTestDatabase, type TestDatabase } from '../support/database.ts'

let database: TestDatabase
let client: Client

beforeAll(async () => {
  database = await startTestDatabase()
  client = new Client({ connectionString: database.url })
  await client.connect()
})
afterAll(async () => {
  await client?.end()
  await database?.stop()
})

async function stopped(texts: readonly string[], allowed: readonly string[] = []): Promise<string[][]> {
  const { rows } = await client.query<{ found: string[] }>(
    `select array(select private.identity_numbers_in(written, $2)) as found from unnest($1::text[]) with ordinality t (written, place) order by place`,
    [texts, allowed])
  return rows.map(({ found }) => found)
}

async function expectSame(texts: readonly string[], allowed: readonly string[] = []): Promise<void> {
  expect(await stopped(texts, allowed)).toEqual(texts.map((text) => identityNumbersIn(text, allowed).map(({ digits }) => digits)))
}

/** What Postgres can hold: no zero character, and no half of one (the door for pushes puts U+FFFD in their place). */
const storable = (text: string) => text.replaceAll('\0', '\ufffd').toWellFormed()
const digitsAndGaps = fc.string({ unit: fc.constantFrom(...'0123456789012345678901234567890123456789 ..-/\n\u00a0\u200b\uff11\u0665a,'), maxLength: 80 })

test('the server stops in the whole test set what the app stops, and nothing else', async () => {
  await expectSame([...hits, ...misses, ...heldOutHits, ...heldOutMisses].map((marked, place) => readCase(marked, place).text))
})

test('they agree about made numbers in every layout, and about those allowed', async () => {
  const numbers = fc.record({ made: madeNumbers, layout: layouts, before: aroundNumbers, after: aroundNumbers })
  const samples = fc.sample(fc.array(numbers, { minLength: 1, maxLength: 3 }), 1500)
  const texts = samples.map((parts) => storable(parts.map(({ made, layout, before, after }) => before + layout(made.number) + after).join(' ')))
  await expectSame(texts)
  await expectSame(texts, samples.filter((_, place) => place % 2).flatMap((parts) => parts.map(({ made }) => made.number)))
})

test('they agree about any text of digits, and about any text at all', async () => {
  await expectSame(fc.sample(digitsAndGaps, 4000))
  await expectSame(fc.sample(fc.string({ unit: 'binary', maxLength: 200 }), 1000).map(storable))
})

test('they see the same digits and gaps in every character there is', async () => {
  const [head, tail] = ['290544', '64876']
  const isSeen = (character: string) => digitsOf(character) !== '' || identityNumbersIn(head + character + tail).length > 0
  const seen: number[] = []
  for (let code = 1; code <= 0x10ffff; code++) if ((code < 0xd800 || code > 0xdfff) && isSeen(String.fromCodePoint(code))) seen.push(code)
  // A letter stays what it is, between any digits: only the others need the whole rule.
  const { rows } = await client.query<{ seen: number[] }>(
    `with characters as (select code, private.plain_digits(chr(code)) as plain from generate_series(1, 1114111) code where code not between 55296 and 57343)
     select array_agg(code order by code) as seen from characters
     where plain ~ '^[0-9]$' or plain is distinct from chr(code) and exists (select private.identity_numbers_in($1 || chr(code) || $2)) or chr(code) in (' ', '-')`, [head, tail])
  expect(rows[0]?.seen).toEqual(seen)
}, 120_000)

test('a quarter of a million characters of numbers are read at all: what is not linear takes longer than any test has', async () => {
  for (const text of ['29 05 44 64 87 '.repeat(16_000), '1 '.repeat(128_000), '1'.repeat(256_000), '-'.repeat(256_000), '1 - '.repeat(64_000), 'Ordinær tekst. '.repeat(16_000)]) {
    await expectSame([text])
  }
})
