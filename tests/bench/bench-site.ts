import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import { startStandIn } from '../../supabase/local/stand-in.ts'
import { contentFolder, projectFolder } from '../../supabase/local/settings.ts'
import { loadContent } from '../../supabase/publish/load-content.ts'
import { writeRelease } from '../../supabase/publish/write-release.ts'

/** A fresh build of the app with the real content behind it, served as in production, on an address of its own. */
export interface BenchSite {
  url: string
  databaseUrl: string
  /** The built files; what is put here is served. */
  folder: string
  stop(): Promise<void>
}

export async function startBenchSite(): Promise<BenchSite> {
  const home = mkdtempSync(join(tmpdir(), 'feltboka-bench-'))
  const folder = join(home, 'site')
  try {
    await build({ root: projectFolder, logLevel: 'error', build: { outDir: folder, emptyOutDir: true } })
    const standIn = await startStandIn({
      siteFolder: folder,
      prepare: async (databaseUrl, { releaseFolder }) => {
        await loadContent({ databaseUrl, contentDir: contentFolder })
        await writeRelease({ databaseUrl, siteFolder: folder, releaseFolder })
      },
    })
    return {
      url: standIn.url,
      databaseUrl: standIn.databaseUrl,
      folder,
      async stop() {
        await standIn.stop()
        rmSync(home, { recursive: true, force: true })
      },
    }
  } catch (error) {
    rmSync(home, { recursive: true, force: true })
    throw error
  }
}

/** Serves a file beside the app; what style it holds is let through the app's own security headers. Returns its path. */
export function addFile(site: BenchSite, name: string, text: string): string {
  mkdirSync(join(site.folder, 'reference'), { recursive: true })
  writeFileSync(join(site.folder, 'reference', name), text)
  const file = join(site.folder, 'headers.json')
  const headers = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>
  const hashes = [...text.matchAll(/<style>([\s\S]*?)<\/style>/g)]
    .map(([, style]) => `'sha256-${createHash('sha256').update(style!).digest('base64')}'`).join(' ')
  headers['Content-Security-Policy'] = headers['Content-Security-Policy']!.replace('style-src ', `style-src ${hashes} `)
  writeFileSync(file, JSON.stringify(headers))
  return `/reference/${name}`
}
