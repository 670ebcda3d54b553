import { Client } from 'pg'

const everyTenMinutes = 10 * 60_000

/**
 * Has the database do its chores now and every ten minutes, as pg_cron does on Supabase. What goes wrong is told, and tried
 * again the next time. Answers how to stop; what is under way ends first.
 */
export function keepChores(databaseUrl: string, every = everyTenMinutes): () => Promise<void> {
  let underWay = doChores(databaseUrl)
  const timer = setInterval(() => {
    underWay = underWay.then(() => doChores(databaseUrl))
  }, every)
  return () => {
    clearInterval(timer)
    return underWay
  }
}

async function doChores(databaseUrl: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl })
  // A database that ends takes its connections with it; whoever waits for the database says so.
  client.on('error', () => {})
  try {
    await client.connect()
    await client.query('select private.run_chores()')
  } catch (error) {
    console.error(`Databasens faste oppgaver feilet: ${error instanceof Error ? error.message : String(error)}`)
  } finally {
    await client.end().catch(() => {})
  }
}
