import { loadContent } from '../../supabase/publish/load-content.ts'
import { startStandIn } from '../../supabase/local/stand-in.ts'

/** One stand-in with the real content for all browser tests; the tests that change it start their own. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const standIn = await startStandIn({ siteFolder: 'dist', prepare: async (databaseUrl) => { await loadContent({ databaseUrl, contentDir: 'supabase/content' }) } })
  process.env.FELTBOKA_URL = standIn.url
  return () => standIn.stop()
}
