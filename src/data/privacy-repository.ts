import { toOwnFile } from '../domain/own-export.ts'
import { inDevice } from './databases.ts'
import { listDrafts } from './draft-repository.ts'
import { listMemberships } from './membership-repository.ts'
import { Outbox } from './outbox.ts'
import { findPlace, listReports } from './report-repository.ts'

/** All that this device holds of its present user, and what it keeps for whoever uses it, as a text to take along; also without a network. */
export async function exportOwn(now: number = Date.now()): Promise<string> {
  const [reports, memberships, drafts, place] = await Promise.all([listReports(), listMemberships(), listDrafts(), findPlace()])
  const device = await inDevice(async (db) => {
    const [account, entries, bookmarks, follows, notes, ticks, positions, views] = await Promise.all([
      db.fact('account'), new Outbox(db).visible(), db.bookmarks.toArray(), db.follows.toArray(), db.notes.toArray(), db.ticks.toArray(), db.positions.toArray(), db.views.toArray(),
    ])
    return { account, entries, bookmarks, follows, notes, ticks, positions, views }
  })
  return toOwnFile({ reports, memberships, drafts, place, ...device }, now)
}
