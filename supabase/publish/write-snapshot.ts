import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Client } from 'pg'

/** The part of a pull's answer that a snapshot carries on. */
interface Page { epoch: string; rows: { rev: number }[]; next: number; has_more: boolean }

const pageSize = 1000
/** So many snapshots that are no longer the latest stay, for devices in the middle of one. */
const kept = 2

/**
 * Writes the library as one file of lines, for the first fill: a line of what it is (`stream`, `epoch`, `rev`), then its
 * rows in the order of their revisions, as a pull answers them. The file is named by its content, so it may be kept for
 * ever; `latest.json` names the file of the day. Returns how many rows it holds.
 */
export async function writeSnapshot(client: Client, releaseFolder: string): Promise<number> {
  const stream = 'library'
  const rows: Page['rows'] = []
  let page: Page | undefined
  do {
    const answer = await client.query<{ page: Page }>('select public.pull($1, $2, $3, $4) as page', [stream, page?.epoch ?? null, page?.next ?? 0, pageSize])
    page = answer.rows[0]!.page
    rows.push(...page.rows)
  } while (page.has_more)
  const { epoch, next: rev } = page
  const text = [{ stream, epoch, rev, rows: rows.length }, ...rows].map((line) => `${JSON.stringify(line)}\n`).join('')
  const file = `${stream}-${createHash('sha256').update(text).digest('hex').slice(0, 16)}.ndjson`
  const folder = join(releaseFolder, 'snapshots')
  mkdirSync(folder, { recursive: true })
  const older = readdirSync(folder).filter((name) => name.endsWith('.ndjson') && name !== file)
    .map((name) => ({ name, written: statSync(join(folder, name)).mtimeMs })).sort((a, b) => b.written - a.written)
  for (const { name } of older.slice(kept)) rmSync(join(folder, name))
  writeFileSync(join(folder, file), text)
  writeFileSync(join(folder, 'latest.json'), `${JSON.stringify({ [stream]: { epoch, rev, file } })}\n`)
  return rows.length
}
