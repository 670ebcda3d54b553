import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Client } from 'pg'
import { pathOf } from '../../src/domain/references.ts'
import { pageHtml, type PageRecord } from './page-html.ts'

/** What has a page of its own; the rest of what everyone may read is shown on these. */
const kinds = ['model', 'handbook', 'chapter', 'seminar', 'project', 'insight', 'obstacle']

/** The folders that hold pages, and nothing but pages. */
const folders = ['modeller', 'handboker', 'seminarer', 'prosjekter', 'kunnskap', 'hindringer']

/**
 * Writes a page for everything that everyone may read, and takes away those of what no longer is. A first visit then reads
 * before any code has come, a link shared elsewhere shows its title, and a search engine finds the text. A page that has
 * grown old is put right by the app as soon as it has asked the server. Returns how many there are.
 */
export async function writePages(client: Client, siteFolder: string, releaseFolder: string): Promise<number> {
  const frame = readFileSync(join(siteFolder, 'index.html'), 'utf8')
  const pages = new Map<string, string>()
  const { rows } = await client.query<PageRecord>(
    `select r.kind, r.slug, public.page(r.kind, r.slug) as answer from public.stream_rows r where r.published and r.kind = any ($1) order by r.kind, r.slug`, [kinds],
  )
  for (const { kind, slug, answer } of rows) {
    pages.set(join(releaseFolder, `${pathOf(kind, slug)}.html`), await pageHtml(frame, kind, slug, answer))
  }
  for (const file of folders.flatMap((folder) => pagesIn(join(releaseFolder, folder)))) if (!pages.has(file)) rmSync(file)
  for (const [file, html] of pages) {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, html)
  }
  return pages.size
}

function pagesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.html')).map((name) => join(folder, name))
  } catch {
    // No page of that kind was ever written there.
    return []
  }
}
