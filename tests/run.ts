/**
 * `npm test`: lint, types, unit, database and browser tests, one after the other, and one closing line with the count.
 * Every part runs even when one before it failed, so that one run tells all there is to mend.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { ensureBrowser } from './support/browser.ts'

const reports = mkdtempSync(join(tmpdir(), 'feltboka-test-'))
let passed = 0
/** What failed, and the first words of why: told last, where it is found also when the output is cut. */
const failures: string[] = []

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
  else failures.push(name)
}

/** A part that counts its own tests in a report. A report that is missing, or a failure it does not show, is a failure. */
function suite<Report>(name: string, command: string, args: string[], env: Record<string, string>, file: string, count: (report: Report) => { passed: number; failed: string[] }): void {
  const ok = run(name, command, args, env)
  let told: { passed: number; failed: string[] } = { passed: 0, failed: [] }
  try {
    told = count(JSON.parse(readFileSync(file, 'utf8')) as Report)
  } catch (error) {
    console.error(`Fant ikke resultatet av «${name}»: ${(error as Error).message}`)
  }
  passed += told.passed
  failures.push(...told.failed)
  if (told.failed.length === 0 && !(ok && told.passed > 0)) failures.push(name)
}

/** One line of a failure: where, which, and the first words of why, without colours. */
function failure(file: string, name: string, why = ''): string {
  return `${relative(process.cwd(), file)} › ${name}: ${stripVTControlCharacters(why).split('\n').slice(0, 3).join(' ').slice(0, 400)}`
}

interface VitestReport { numPassedTests: number; testResults: { name: string; status: string; message: string; assertionResults: { status: string; fullName: string; failureMessages: string[] }[] }[] }

function ofVitest({ numPassedTests, testResults }: VitestReport): { passed: number; failed: string[] } {
  const failed = testResults.flatMap((file) => {
    const tests = file.assertionResults.filter(({ status }) => status === 'failed').map((test) => failure(file.name, test.fullName, test.failureMessages[0]))
    return tests.length > 0 || file.status !== 'failed' ? tests : [failure(file.name, 'hele fila', file.message)]
  })
  return { passed: numPassedTests, failed }
}

interface PlaywrightSuite { file: string; suites?: PlaywrightSuite[]; specs: { title: string; tests: { status: string; results: { errors: { message?: string }[] }[] }[] }[] }
interface PlaywrightReport { stats: { expected: number }; suites: PlaywrightSuite[] }

function ofPlaywright({ stats, suites }: PlaywrightReport): { passed: number; failed: string[] } {
  const failedIn = ({ file, suites = [], specs }: PlaywrightSuite): string[] => [
    ...specs.flatMap(({ title, tests }) => tests.filter(({ status }) => status === 'unexpected' || status === 'flaky')
      .map(({ results }) => failure(join('tests/e2e', file), title, results.flatMap(({ errors }) => errors)[0]?.message))),
    ...suites.flatMap(failedIn),
  ]
  return { passed: stats.expected, failed: suites.flatMap(failedIn) }
}

check('lint', 'npm', ['run', '--silent', 'lint'])
check('typer', 'npm', ['run', '--silent', 'types'])

const vitestReport = join(reports, 'vitest.json')
suite('enhets- og databasetester', 'vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${vitestReport}`], {}, vitestReport, ofVitest)

try {
  const browser = ensureBrowser()
  if (run('bygg', 'npm', ['run', '--silent', 'build'])) {
    const playwrightReport = join(reports, 'playwright.json')
    suite('nettlesertester', 'playwright', ['test', '--config', 'tests/e2e/playwright.config.ts', '--reporter=list,json'],
      { CHROME_PATH: browser, PLAYWRIGHT_JSON_OUTPUT_NAME: playwrightReport }, playwrightReport, ofPlaywright)
  } else failures.push('bygg')
} catch (error) {
  failures.push((error as Error).message)
}

rmSync(reports, { recursive: true, force: true })
for (const told of failures) console.log(`\n✗ ${told}`)
console.log(`\n${passed} passed, ${failures.length} failed`)
process.exit(failures.length > 0 ? 1 : 0)
