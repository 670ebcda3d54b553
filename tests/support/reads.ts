import type { Client } from 'pg'

export interface Reads { sequential: number; fetched: number }

/** What a piece of work read: of each table of the streams, of those that hold rows together, and which were read from end to end. */
export interface AllReads { all: number; sequential: string[]; of: Record<string, Reads> }

const rowTables = ['documents', 'obstacles', 'obstacle_events', 'reports']

/** What is read of each table while the work is done, counted by the database itself. Leaves nothing behind of what it does. */
export async function readsOf(reader: Client, work: () => Promise<unknown>): Promise<AllReads> {
  await reader.query('begin')
  try {
    await work()
    const { rows } = await reader.query<{ relname: string; sequential: string; fetched: string }>(`
      select relname, coalesce(seq_scan, 0) as sequential, coalesce(idx_tup_fetch, 0) + coalesce(seq_tup_read, 0) as fetched
      from pg_stat_xact_user_tables where relname = any ($1)`, [[...rowTables, 'stream_partitions']])
    const of = Object.fromEntries(rows.map(({ relname, sequential, fetched }) => [relname, { sequential: Number(sequential), fetched: Number(fetched) }]))
    return {
      all: rowTables.reduce((sum, table) => sum + (of[table]?.fetched ?? 0), 0),
      sequential: Object.keys(of).filter((table) => of[table]!.sequential > 0),
      of,
    }
  } finally {
    await reader.query('rollback')
  }
}
