import type { Pool, PoolClient, QueryResult } from 'pg'

/** Simple-protocol text with several statements answers with one result for each. */
export type Results = QueryResult<Record<string, unknown>>[]

/**
 * Lends a connection for one transaction. What `work` leaves open is rolled back, and a connection that is broken is
 * not lent again.
 */
export async function withConnection<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  try {
    const result = await work(client)
    client.release()
    return result
  } catch (error) {
    const broken = await client.query('rollback').then(
      () => false,
      () => true,
    )
    client.release(broken)
    throw error
  }
}

/** Runs statements that are separated by semicolons in one round trip. */
export async function runAll(client: PoolClient, statements: string[]): Promise<Results> {
  const results: unknown = await client.query(statements.join(';'))
  return (Array.isArray(results) ? results : [results]) as Results
}
