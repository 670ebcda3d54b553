import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { browserFlags } from '../support/browser.ts'
import { benchPages } from './bench-pages.ts'
import type { BenchRow } from './bench-row.ts'
import type { BenchSite } from './bench-site.ts'

const version = '13.5.0'
const pages = [...benchPages.map(({ name, path }) => ({ name, path })), { name: 'søk', path: '/sok?q=ppt' }]
const categories = { accessibility: 'tilgjengelighet', 'best-practices': 'god praksis', seo: 'søkemotorer', performance: 'ytelse' } as const

interface Report {
  categories: Record<string, { score: number | null; auditRefs: { id: string; weight: number }[] }>
  audits: Record<string, { score: number | null; title: string }>
}

const run = promisify(execFile)

/** P4: what Lighthouse says. Without access to npm it says nothing, and the run tells so. */
export async function benchLighthouse(executablePath: string, site: BenchSite, say: (line: string) => void): Promise<BenchRow[]> {
  const npx = (args: string[]) => run('npx', ['--yes', `lighthouse@${version}`, ...args], { env: { ...process.env, CHROME_PATH: executablePath }, timeout: 180_000 })
  try {
    await npx(['--version'])
  } catch {
    say(`P4 er hoppet over: npx fikk ikke hentet lighthouse@${version}.`)
    return []
  }
  const folder = mkdtempSync(join(tmpdir(), 'feltboka-bench-'))
  const rows: BenchRow[] = []
  try {
    for (const { name, path } of pages) {
      const file = join(folder, 'report.json')
      await npx([
        site.url + path, '--quiet', '--output=json', `--output-path=${file}`, `--only-categories=${Object.keys(categories).join(',')}`,
        `--chrome-flags=${['--headless=new', ...browserFlags].join(' ')}`,
      ])
      rows.push(...rowsOf(name, JSON.parse(readFileSync(file, 'utf8')) as Report, say))
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  return rows
}

function rowsOf(page: string, report: Report, say: (line: string) => void): BenchRow[] {
  return Object.entries(categories).map(([id, name]) => {
    const { score, auditRefs } = report.categories[id]!
    const points = Math.round((score ?? 0) * 100)
    const must = id !== 'performance'
    for (const audit of auditRefs) {
      const { score: part, title } = report.audits[audit.id]!
      if (must && audit.weight > 0 && part !== null && part < 1) say(`  ${page}, ${name}: ${title} (${audit.id})`)
    }
    return {
      id: 'P4', what: `Lighthouse, ${page}: ${name}`, reference: '', unit: '', median: points, spread: 0, n: 1,
      target: must ? '100' : '', ok: must ? points === 100 : undefined,
    }
  })
}
