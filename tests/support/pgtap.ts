import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { gunzipSync } from 'node:zlib'

const script = 'share/postgresql/extension/pgtap--1.3.5.sql'

/** pgTAP as plain SQL, without the lines that only psql understands. */
export function pgtapSql(): string {
  const entry = createRequire(import.meta.url).resolve('@electric-sql/pglite-pgtap')
  const archive = gunzipSync(readFileSync(join(dirname(entry), 'pgtap.tar.gz')))
  return fileInTar(archive, script).replace(/^\\echo.*$/gm, '')
}

/** A file of a tar archive: headers of 512 bytes, each followed by the content rounded up to 512. */
function fileInTar(archive: Buffer, name: string): string {
  for (let start = 0; start + 512 <= archive.length; ) {
    const text = (from: number, length: number) => archive.toString('utf8', start + from, start + from + length).split('\0', 1)[0] ?? ''
    const size = Number.parseInt(text(124, 12), 8) || 0
    if (text(0, 100).replace(/^\.\//, '') === name) return archive.toString('utf8', start + 512, start + 512 + size)
    start += 512 + Math.ceil(size / 512) * 512
  }
  throw new Error(`${name} is not in pgTAP's archive`)
}
