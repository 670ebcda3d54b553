import { rightsOf, type Rights } from '../domain/roles.ts'
import { inUser } from './databases.ts'
import { ofKind } from './user-database.ts'

/** What the device's present user may do, by what the server last told. For `useLive`. */
export async function findRights(): Promise<Rights> {
  const rows = await inUser((db) => db.mine.where('[kind+slug]').between(...ofKind('role')).toArray())
  return rightsOf((rows ?? []).flatMap((row) => (row.kind === 'role' ? [row.data] : [])))
}
