/**
 * `npm test`: lint, types, unit, database and browser tests, one after the other, and one closing line with the count.
 * Every part runs even when one before it failed, so that one run tells all there is to mend.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureBrowser } from './support/browser.ts'

const reports = mkdtempSync(join(tmpdir(), 'feltboka-test-'))
let passed = 0
let failed = 0

function run(name: string, command: string, args: string[], env: Record<string, string> = {}): boolean {
  const started = performance.now()
  console.log(`\n── ${name}`)
  const { status } = spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, ...env } })
  console.log(`── ${name}: ${status === 0 ? 'i orden' : 'FEIL'} (${((performance.now() - started) / 1000).toFixed(1)} s)`)
  return status === 0
}

/** A part that is one check: it counts as one. */
function check(name: string, command: string, args: string[]): void {
  if (run(name, command, args)) passed++
  else failed++
}

/** A part that counts its own tests in a report. A report that is missing, or a failure it does not show, is a failure. */
function suite(name: string, command: string, args: string[], env: Record<string, string>, file: string, count: (report: never) => [number, number]): void {
  const ok = run(name, command, args, env)
  let [good, bad] = [0, 0]
  try {
    [good, bad] = count(JSON.parse(readFileSync(file, 'utf8')) as never)
  } catch (error) {
    console.error(`Fant ikke resultatet av «${name}»: ${(error as Error).message}`)
  }
  passed += good
  failed += ok && good > 0 ? bad : Math.max(bad, 1)
}

check('lint', 'npm', ['run', '--silent', 'lint'])
check('typer', 'npm', ['run', '--silent', 'types'])

const vitestReport = join(reports, 'vitest.json')
suite('enhets- og databasetester', 'vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${vitestReport}`], {}, vitestReport,
  (report: { numPassedTests: number; numFailedTests: number }) => [report.numPassedTests, report.numFailedTests])

try {
  const browser = ensureBrowser()
  if (run('bygg', 'npm', ['run', '--silent', 'build'])) {
    const playwrightReport = join(reports, 'playwright.json')
    suite('nettlesertester', 'playwright', ['test', '--config', 'tests/e2e/playwright.config.ts', '--reporter=list,json'],
      { CHROME_PATH: browser, PLAYWRIGHT_JSON_OUTPUT_NAME: playwrightReport }, playwrightReport,
      (report: { stats: { expected: number; unexpected: number; flaky: number } }) => [report.stats.expected, report.stats.unexpected + report.stats.flaky])
  } else failed++
} catch (error) {
  console.error((error as Error).message)
  failed++
}

rmSync(reports, { recursive: true, force: true })
console.log(`\n${passed} passed, ${failed} failed`)
process.exit(failed > 0 ? 1 : 0)
