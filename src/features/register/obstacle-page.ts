import { findEntry, listBodies, listEventsOf, listPointingTo } from '../../data/casework-repository.ts'
import { findReferences } from '../../data/library-repository.ts'
import type { StoredDocument } from '../../data/public-database.ts'
import { findAnnexRow, type AnnexRowRow } from '../../data/register-repository.ts'
import { findRights } from '../../data/role-repository.ts'
import type { Body } from '../../domain/documents.ts'
import { refsTo } from '../../domain/references.ts'
import type { RegisterEntry, ToldEvent } from '../../domain/register-changes.ts'
import type { Rights } from '../../domain/roles.ts'

/** An obstacle with what its page shows beside it, as far as who looks may see it. */
export interface ObstaclePageData {
  entry: RegisterEntry; events: ToldEvent[]; bodies: Body[]; rights: Rights
  annexRow?: AnnexRowRow; sameRow: RegisterEntry[]; merged: RegisterEntry[]; into?: RegisterEntry; linked: StoredDocument[]
}

/** By its number or, as long as it has none, its id. */
export async function findObstaclePage(number: string): Promise<ObstaclePageData | undefined> {
  const entry = await findEntry(number)
  if (!entry) return undefined
  const { number: own, annexRow: key, models, projects, insights, mergedInto } = entry.data
  const [events, bodies, rights, annexRow, beside, into, linked] = await Promise.all([
    listEventsOf(entry), listBodies(), findRights(),
    key === undefined ? undefined : findAnnexRow(key),
    listPointingTo([...refsTo('annexRow', key === undefined ? [] : [key]), ...refsTo('obstacle', own === '' ? [] : [own])]),
    mergedInto === undefined ? undefined : findEntry(mergedInto),
    findReferences([...refsTo('model', models), ...refsTo('project', projects), ...refsTo('insight', insights)]),
  ])
  return {
    entry, events, bodies, rights, annexRow, into, linked,
    sameRow: beside.filter(({ id, data }) => id !== entry.id && key !== undefined && data.annexRow === key),
    merged: beside.filter(({ data }) => own !== '' && data.mergedInto === own),
  }
}
