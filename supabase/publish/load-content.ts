/**
 * `npm run content`: checks the content files and loads them into the database.
 *
 *   --check              only checks the files
 *   --database-url=…     the database (else DATABASE_URL, else the stand-in that runs)
 */
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { OperatorProblem, runCommand } from '../local/operator.ts'
import { runningStandIn } from '../local/running.ts'
import { siteFolder } from '../local/settings.ts'
import { Client } from 'pg'
import { connectionProblem, connectionTo } from './connection.ts'
import type { ContentItem, ItemKind } from './content-items.ts'
import type { ContentSnapshot } from './content-snapshots.ts'
import { formatProblem, type Problem } from './problem.ts'
import { readContent } from './read-content.ts'
import { writeRelease } from './write-release.ts'

/** Content that must be mended before any of it is loaded. */
export class ContentProblems extends Error {
  readonly problems: Problem[]

  constructor(problems: Problem[]) {
    super(`${problems.length} feil i innholdet:\n${problems.map((problem) => `  ${formatProblem(problem)}`).join('\n')}`)
    this.name = 'ContentProblems'
    this.problems = problems
  }
}

type Verdict = 'new' | 'changed' | 'unchanged' | 'removed' | 'edited' | 'edited-gone' | 'deleted'

export interface LoadedItem { kind: ItemKind; slug: string; verdict: Verdict }

export interface LoadReport {
  new: number
  changed: number
  unchanged: number
  removed: number
  /** What was left alone because it was edited or deleted in the database. */
  leftAlone: LoadedItem[]
  /** How many snapshots were added; those that were there stay as they are. */
  snapshots: number
}

export interface LoadOptions { databaseUrl: string; contentDir: string; log?: (line: string) => void }

/**
 * Checks the content files and brings the database to what they say, in one transaction, and then adds the snapshots of the
 * register that are not there. Run again it changes nothing. Throws `ContentProblems` before it touches the database.
 */
export async function loadContent({ databaseUrl, contentDir, log = () => {} }: LoadOptions): Promise<LoadReport> {
  const { items, snapshots, problems } = await readContent(contentDir)
  if (problems.length > 0) throw new ContentProblems(problems)
  const report = await loadItems(databaseUrl, items, snapshots)
  for (const line of reportLines(report)) log(line)
  return report
}

/** Loads items that have been checked. They must be all there are: what is missing is taken away from everyone. */
async function loadItems(databaseUrl: string, items: ContentItem[], snapshots: ContentSnapshot[]): Promise<LoadReport> {
  const client = new Client(connectionTo(databaseUrl))
  await client.connect()
  try {
    const given = items.map(({ id, kind, slug, data }) => ({ id, kind, slug, data }))
    const { rows } = await client.query<{ loaded: LoadedItem[] }>('select private.load_content($1) as loaded', [JSON.stringify(given)])
    const { rows: [added] } = await client.query<{ added: number }>('select private.load_snapshots($1) as added', [JSON.stringify(snapshots)])
    return { ...reportOf(rows[0]?.loaded ?? []), snapshots: added?.added ?? 0 }
  } finally {
    await client.end()
  }
}

function reportOf(loaded: LoadedItem[]): Omit<LoadReport, 'snapshots'> {
  const count = (verdict: Verdict) => loaded.filter((item) => item.verdict === verdict).length
  return {
    new: count('new'),
    changed: count('changed'),
    unchanged: count('unchanged'),
    removed: count('removed'),
    leftAlone: loaded.filter(({ verdict }) => verdict.startsWith('edited') || verdict === 'deleted'),
  }
}

const leftAloneTexts: Partial<Record<Verdict, string>> = {
  edited: 'redigert i databasen',
  'edited-gone': 'redigert i databasen; filen er borte',
  deleted: 'slettet i databasen',
}

function reportLines(report: LoadReport): string[] {
  const counts = `Innhold: ${report.new} nye, ${report.changed} endret, ${report.unchanged} uendret, ${report.removed} fjernet.${report.snapshots > 0 ? ` ${report.snapshots} øyeblikksbilder av registeret.` : ''}`
  if (report.leftAlone.length === 0) return [counts]
  return [
    counts,
    `${report.leftAlone.length} er ikke rørt, fordi databasen gjelder for dem:`,
    ...report.leftAlone.map(({ kind, slug, verdict }) => `  ${kind} ${slug} (${leftAloneTexts[verdict]})`),
  ]
}

function readFlags(): { check: boolean; databaseUrl: string | undefined } {
  try {
    const { values } = parseArgs({ options: { check: { type: 'boolean' }, 'database-url': { type: 'string' } } })
    return { check: values.check ?? false, databaseUrl: values['database-url'] ?? process.env.DATABASE_URL }
  } catch (error) {
    throw new OperatorProblem(`${error instanceof Error ? error.message : String(error)}\nKjente valg: --check, --database-url=…`)
  }
}

async function check(contentDir: string): Promise<void> {
  const { items, problems } = await readContent(contentDir)
  if (problems.length > 0) throw new ContentProblems(problems)
  console.log(`Innholdet er i orden: ${items.length} elementer.`)
}

if (process.argv[1] === import.meta.filename) {
  await runCommand(async () => {
    const flags = readFlags()
    const contentDir = join(import.meta.dirname, '../content')
    try {
      if (flags.check) return await check(contentDir)
      const running = runningStandIn()
      const databaseUrl = flags.databaseUrl ?? running?.databaseUrl
      if (!databaseUrl) throw new OperatorProblem('Ingen database å laste inn i. Start med «npm start», eller oppgi --database-url=… eller DATABASE_URL.')
      await loadContent({ databaseUrl, contentDir, log: console.log })
      // The stand-in that runs serves a release of what was; a real project's is written where its app is built.
      if (running && databaseUrl === running.databaseUrl) await writeRelease({ databaseUrl, siteFolder, releaseFolder: running.releaseFolder })
    } catch (error) {
      throw error instanceof ContentProblems ? new OperatorProblem(error.message) : connectionProblem(error)
    }
  })
}
