/**
 * `npm run pages`: writes each published page as HTML with its text in it, beside the built app.
 *
 *   --site=…             the folder of the built app (dist)
 *   --database-url=…     the database (else DATABASE_URL)
 */
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { Client } from 'pg'
import { pathOf } from '../../src/domain/references.ts'
import { OperatorProblem, runCommand } from '../local/operator.ts'
import { siteFolder } from '../local/settings.ts'
import { connectionProblem, connectionTo } from './connection.ts'
import { pageHtml, type PageRecord } from './page-html.ts'

export interface PagesOptions {
  databaseUrl: string
  /** The built app, whose `index.html` every page is made from. */
  siteFolder: string
  /** Where the pages are put; default: beside the app. */
  pagesFolder?: string
}

/** The folders that hold pages, and nothing but pages. */
const folders = ['modeller', 'handboker', 'seminarer', 'prosjekter', 'kunnskap', 'hindringer']

/**
 * Writes a page for everything that everyone may read, and takes away those of what no longer is. A first visit then reads
 * before any code has come, a link shared elsewhere shows its title, and a search engine finds the text. A page that has
 * grown old is put right by the app as soon as it has asked the server. Returns how many there are.
 */
export async function writePages({ databaseUrl, siteFolder, pagesFolder = siteFolder }: PagesOptions): Promise<number> {
  const frame = readFileSync(join(siteFolder, 'index.html'), 'utf8')
  const pages = new Map<string, string>()
  for (const { kind, slug, answer } of await publicPages(databaseUrl)) {
    pages.set(join(pagesFolder, `${pathOf(kind, slug)}.html`), await pageHtml(frame, kind, slug, answer))
  }
  for (const file of folders.flatMap((folder) => pagesIn(join(pagesFolder, folder)))) if (!pages.has(file)) rmSync(file)
  for (const [file, html] of pages) {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, html)
  }
  return pages.size
}

/** What the server would answer for each page. Asked as the public, so that nothing else can come along. */
async function publicPages(databaseUrl: string): Promise<PageRecord[]> {
  const client = new Client(connectionTo(databaseUrl))
  await client.connect()
  try {
    await client.query('begin read only')
    await client.query('set local role anon')
    const { rows } = await client.query<PageRecord>(
      `select r.kind, r.slug, public.page(r.kind, r.slug) as answer from public.stream_rows r where r.published and r.kind <> 'annexRow' order by r.kind, r.slug`,
    )
    return rows
  } finally {
    await client.end()
  }
}

function pagesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.html')).map((name) => join(folder, name))
  } catch {
    // No page of that kind was ever written there.
    return []
  }
}

if (process.argv[1] === import.meta.filename) {
  await runCommand(async () => {
    const { values } = parseArgs({ options: { site: { type: 'string', default: siteFolder }, 'database-url': { type: 'string' } } })
    const databaseUrl = values['database-url'] ?? process.env.DATABASE_URL
    if (!databaseUrl) throw new OperatorProblem('Ingen database å skrive sider fra. Oppgi --database-url=… eller DATABASE_URL.')
    try {
      console.log(`Skrev ${await writePages({ databaseUrl, siteFolder: values.site })} sider i ${values.site}.`)
    } catch (error) {
      throw connectionProblem(error)
    }
  })
}
