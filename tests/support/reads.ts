import type { Client } from 'pg'

export interface Reads { sequential: number; fetched: number }

/** What was read of each table of the streams, of those that hold rows together, and which tables were read from end to end. */
export interface AllReads { all: number; sequential: string[]; of: Record<string, Reads> }

const rowTables = ['documents', 'obstacles', 'obstacle_events', 'reports']

/** What is read of each table while the work is done, counted by the database itself. What the work writes is not kept. */
export async function readsOf(reader: Client, work: () => Promise<unknown>): Promise<AllReads> {
  await reader.query('begin')
  try {
    // The connection's counts may still hold what it did before.
    const before = await counts(reader)
    await work()
    const of = Object.fromEntries(Object.entries(await counts(reader)).map(([table, { sequential, fetched }]) =>
      [table, { sequential: sequential - (before[table]?.sequential ?? 0), fetched: fetched - (before[table]?.fetched ?? 0) }]))
    return {
      all: rowTables.reduce((sum, table) => sum + (of[table]?.fetched ?? 0), 0),
      sequential: Object.keys(of).filter((table) => of[table]!.sequential > 0),
      of,
    }
  } finally {
    await reader.query('rollback')
  }
}

async function counts(reader: Client): Promise<Record<string, Reads>> {
  const { rows } = await reader.query<{ relname: string; sequential: string; fetched: string }>(`
    select relname, coalesce(seq_scan, 0) as sequential, coalesce(idx_tup_fetch, 0) + coalesce(seq_tup_read, 0) as fetched
    from pg_stat_xact_user_tables where relname = any ($1)`, [[...rowTables, 'stream_partitions']])
  return Object.fromEntries(rows.map(({ relname, sequential, fetched }) => [relname, { sequential: Number(sequential), fetched: Number(fetched) }]))
}
