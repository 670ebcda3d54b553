import type { Pool } from 'pg'

/**
 * Lets a pool outlive its connections, as when the database restarts: an idle one is replaced at the next request, and
 * one in use fails the question put to it. Without a listener the loss of the latter would end the whole process.
 */
export function outliveConnections(pool: Pool): void {
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
}
