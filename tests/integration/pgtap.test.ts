import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { QueryResult } from 'pg'
import { describe, expect, test } from 'vitest'
import { startTestDatabase, withClient, type TestDatabase } from '../support/database.ts'
import { pgtapSql } from '../support/pgtap.ts'

/** What a file of database tests said: its TAP lines, or the error that stopped it. */
type Outcome = { file: string; lines: string[] } | { file: string; error: Error }

const folder = join(import.meta.dirname, '../../supabase/tests')

async function runFile(database: TestDatabase, file: string): Promise<Outcome> {
  try {
    const results = await withClient(database.url, (client) => client.query(readFileSync(join(folder, file), 'utf8')))
    const lines = [results as QueryResult | QueryResult[]].flat().flatMap(({ rows }) => rows).flatMap((row) => Object.values(row as object))
    return { file, lines: lines.map(String).flatMap((text) => text.split('\n')) }
  } catch (error) {
    return { file, error: error as Error }
  }
}

async function runFiles(): Promise<Outcome[]> {
  const database = await startTestDatabase()
  try {
    await withClient(database.adminUrl, (client) => client.query(`set search_path to extensions; ${pgtapSql()}`))
    const outcomes: Outcome[] = []
    for (const file of readdirSync(folder).filter((name) => name.endsWith('.sql')).sort()) outcomes.push(await runFile(database, file))
    return outcomes
  } finally {
    await database.stop()
  }
}

/** The TAP lines that are results, each with the comment lines that follow it. */
function resultsOf(lines: string[]): { name: string; passed: boolean; why: string }[] {
  return lines.flatMap((line, index) => {
    const [matched, not, name] = /^(not )?ok \d+(?: - (.*))?$/.exec(line) ?? []
    if (!matched) return []
    const after = lines.slice(index + 1)
    const end = after.findIndex((next) => !next.startsWith('#'))
    return [{ name: name ?? matched, passed: !not, why: after.slice(0, end < 0 ? undefined : end).join('\n') }]
  })
}

const outcomes = await runFiles()

test('there are database tests to run', () => {
  expect(outcomes.length).toBeGreaterThan(0)
})

for (const outcome of outcomes) describe(outcome.file, () => {
  if ('error' in outcome) return test('runs to its end', () => { throw outcome.error })
  const results = resultsOf(outcome.lines)
  test('runs as many tests as it planned', () => {
    expect(outcome.lines.filter((line) => /^1\.\.\d+$/.test(line))).toEqual([`1..${results.length}`])
  })
  for (const { name, passed, why } of results) test(name, () => expect(passed, why).toBe(true))
})
