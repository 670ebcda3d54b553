import type { ReportCount } from '../domain/documents.ts'
import { countCells } from '../domain/small-counts.ts'
import { inPublic, inUser } from './databases.ts'
import { findRights } from './role-repository.ts'
import { ofKind } from './user-database.ts'

/** How many have reported where district and service meet, as everyone is told. For `useLive`. */
export async function listReportCounts(): Promise<ReportCount[]> {
  const rows = await inPublic((db) => db.register.where('[kind+slug]').between(...ofKind('reportCount')).toArray())
  return rows.flatMap((row) => (row.kind === 'reportCount' ? [row.data] : []))
}

/** How many reports there are in the office's own inbox, also where they are few; nothing for who is not of the office. For `useLive`. */
export async function countInbox(): Promise<ReportCount[] | undefined> {
  if (!(await findRights()).isOffice) return undefined
  return countCells((await inUser((db) => db.inbox.toArray()) ?? []).map(({ data }) => data))
}
