import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ObstacleStatus } from '../../src/domain/documents.ts'
import { nextStates } from '../../src/domain/obstacle-states.ts'
import { districts, levels, organisations, services, themes } from '../../src/domain/vocabulary.ts'
import { startTestDatabase, withClient, type TestDatabase } from '../support/database.ts'

let database: TestDatabase

beforeAll(async () => { database = await startTestDatabase() })
afterAll(async () => { await database?.stop() })

test.each([
  ['obstacles', 'services', services],
  ['obstacles', 'districts', districts],
  ['obstacles', 'themes', themes],
  ['obstacles', 'levels', levels],
  ['annex_rows', 'owners', organisations],
  ['obstacles', 'organisations', organisations],
  ['role_assignments', 'organisation', organisations],
  ['bodies', 'level', [...levels, 'not-assessed']],
  ['obstacles', 'kind', ['structural', 'organisational', 'not-assessed']],
  ['obstacles', 'status', ['registered', 'assessed', 'escalated', 'following-up', 'resolved', 'closed']],
  ['documents', 'kind', ['model', 'handbook', 'chapter', 'seminar', 'project', 'insight', 'form']],
])('%s.%s takes the values of the vocabulary and no others', async (table, column, values) => {
  const { rows } = await withClient(database.url, (client) => client.query<{ definition: string }>(
    `select pg_get_constraintdef(c.oid) as definition from pg_constraint c
     join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any (c.conkey)
     where c.contype = 'c' and c.conrelid = ('public.' || $1)::regclass and a.attname = $2 and cardinality(c.conkey) = 1`, [table, column]))
  const allowed = [...(rows[0]?.definition ?? '').matchAll(/'([^']+)'/g)].map((match) => match[1])
  expect(allowed.sort()).toEqual([...values].sort())
})

test('an obstacle is moved as the app has it, and no other way', async () => {
  const { rows } = await withClient(database.url, (client) => client.query<{ from: ObstacleStatus; to: ObstacleStatus; may: boolean }>(
    `select a as "from", b as "to", private.may_move(a, b) as may from unnest($1::text[]) a, unnest($1::text[]) b`, [Object.keys(nextStates)]))
  expect(rows).toHaveLength(36)
  for (const { from, to, may } of rows) expect(nextStates[from].includes(to), `${from} → ${to}`).toBe(may)
})
