import { toOwnFile } from '../domain/own-export.ts'
import { isVisibleTo } from '../domain/shared-device.ts'
import { inDevice } from './databases.ts'
import { listMemberships } from './membership-repository.ts'
import { Outbox } from './outbox.ts'
import { findPlace, listReports } from './report-repository.ts'

/** All that this device holds of its present user, and what it keeps for whoever uses it, as a text to take along; also without a network. */
export async function exportOwn(now: number = Date.now()): Promise<string> {
  const [reports, memberships, place] = await Promise.all([listReports(), listMemberships(), findPlace()])
  const device = await inDevice(async (db) => {
    const isVisible = isVisibleTo(await db.present())
    const [account, entries, drafts, bookmarks, follows, notes, ticks, positions, views] = await Promise.all([
      db.fact('account'), new Outbox(db).visible(), db.drafts.filter(isVisible).toArray(), db.bookmarks.toArray(), db.follows.toArray(), db.notes.toArray(), db.ticks.toArray(), db.positions.toArray(), db.views.toArray(),
    ])
    return { account, entries, drafts, bookmarks, follows, notes, ticks, positions, views }
  })
  return toOwnFile({ reports, memberships, place, ...device }, now)
}
