import { loadContent } from '../../supabase/publish/load-content.ts'
import { writeRelease } from '../../supabase/publish/write-release.ts'
import { startStandIn } from '../../supabase/local/stand-in.ts'

async function prepare(databaseUrl: string, { releaseFolder }: { releaseFolder: string }): Promise<void> {
  await loadContent({ databaseUrl, contentDir: 'supabase/content' })
  await writeRelease({ databaseUrl, siteFolder: 'dist', releaseFolder })
}

/** One stand-in with the real content for all browser tests; the tests that change it start their own. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const standIn = await startStandIn({ siteFolder: 'dist', prepare })
  process.env.FELTBOKA_URL = standIn.url
  process.env.FELTBOKA_DATABASE = standIn.databaseUrl
  return () => standIn.stop()
}
