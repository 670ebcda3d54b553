import type { FrozenRow, RegisterRow, Snapshot } from '../domain/documents.ts'
import type { NamedProject } from '../domain/exports/annex.ts'
import type { HeldEvent, HeldObstacle, RegisterView } from '../domain/exports/register-view.ts'
import { isReached } from '../domain/outbox.ts'
import type { InternalRow } from '../domain/own-records.ts'
import { whereIs, type Whereabouts } from '../domain/own-reports.ts'
import { failure, success, type Result } from '../domain/result.ts'
import { listRegister } from './casework-repository.ts'
import { inDevice, inPublic, inUser } from './databases.ts'
import { Outbox } from './outbox.ts'
import { onThisDevice, type Writing } from './random-id.ts'
import { stored } from './storage-failure.ts'

/** A snapshot that there is, or that one has asked for; `isHere` when what is in it is on the device. */
export interface KnownSnapshot extends Partial<Pick<Snapshot, 'takenAt' | 'obstacles'>> { id: string; name: string; isHere: boolean; where: Whereabouts }

/** Freezes the register: as it is when the server gets this. Answers the snapshot's id. */
export async function freezeRegister(name: string, writing: Writing = onThisDevice): Promise<Result<string>> {
  const id = writing.newId()
  const written = await stored(() => inDevice((db) => new Outbox(db).add([{ kind: 'register.freeze', payload: { id, name } }], writing)))
  return written.ok ? success(id) : written
}

/** The snapshots the device's user may see, and those they have asked for; the latest first. For `useLive`. */
export async function listSnapshots(): Promise<KnownSnapshot[]> {
  const published = await inPublic((db) => db.register.where('[kind+slug]').between(['snapshot', ''], ['snapshot', '\uffff']).toArray())
  const own = await inUser(async (db) => ({
    rows: await db.internal.where('[kind+slug]').between(['snapshot', ''], ['snapshot', '\uffff']).toArray(),
    here: new Map((await db.snapshots.toArray()).map(({ id, rev }) => [id, rev])),
    cursor: await db.cursors.get('internal'),
  }))
  const rows = [...published, ...own?.rows ?? []] as (RegisterRow<'snapshot'> | InternalRow<'snapshot'>)[]
  const known = rows.map(({ id, rev, data }): KnownSnapshot => ({ id, ...data, isHere: own?.here.get(id) === rev, where: { at: 'fetched' } }))
  const asked = (await inDevice((db) => new Outbox(db).visible())).flatMap((entry): KnownSnapshot[] =>
    (entry.kind === 'register.freeze' && !isReached(entry, [own?.cursor]) && !known.some(({ id }) => id === entry.payload.id)
      ? [{ id: entry.payload.id, name: entry.payload.name, isHere: false, where: whereIs(entry) }] : []))
  return [...asked, ...known.sort((a, b) => b.takenAt!.localeCompare(a.takenAt!))]
}

/** Keeps what is in a snapshot for this user. `signed-out` when that is no longer the device's. */
export async function keepSnapshot(uid: string, id: string, rows: FrozenRow[]): Promise<Result<void>> {
  const rev = await revOf(id)
  const kept = await stored(() => inUser(async (db) => db.uid === uid && (await db.snapshots.put({ id, rows, rev })) !== undefined))
  return kept.ok ? kept.value ? success(undefined) : failure('signed-out') : kept
}

/** The register as a snapshot has it; undefined when what is in it is not on the device, or words have been taken out of it since. For `useLive`. */
export async function findFrozen(id: string, day: string): Promise<RegisterView | undefined> {
  const found = await inUser((db) => db.snapshots.get(id))
  return found && found.rev === await revOf(id) ? viewOf(found.rows, day) : undefined
}

/** At which revision the device holds the row of a snapshot. */
const revOf = async (id: string): Promise<number | undefined> => (await inUser((db) => db.internal.get(id)))?.rev ?? (await inPublic((db) => db.register.get(id)))?.rev

/** The register as a snapshot's rows have it, on that snapshot's day. */
export function viewOf(rows: readonly FrozenRow[], day: string): RegisterView {
  const ofKind = <K extends FrozenRow['kind']>(kind: K) => rows.filter((row) => row.kind === kind) as FrozenRow<K>[]
  return {
    day,
    obstacles: inOrder(ofKind('obstacle')),
    annexRows: ofKind('annexRow').map(({ data }) => data),
    events: byObstacle(ofKind('event')),
    reports: new Map(ofKind('tally').map(({ data }) => [data.ref.slice('obstacle:'.length), data.reports])),
  }
}

/** The register as it is now on the device, with what one has done laid over the obstacles. For `useLive`. */
export async function findRegisterNow(day: string): Promise<RegisterView> {
  const rows = await inPublic((db) => db.register.where('kind').anyOf('annexRow', 'event', 'tally').toArray())
  const internal = (await inUser((db) => db.internal.toArray())) ?? []
  const published = <K extends 'annexRow' | 'event' | 'tally'>(kind: K) => rows.filter((row) => row.kind === kind) as unknown as RegisterRow<K>[]
  return {
    day,
    obstacles: inOrder(await listRegister()),
    annexRows: published('annexRow').map(({ data }) => data),
    events: byObstacle([
      ...published('event').map((row) => ({ ...row, published: true })),
      ...internal.flatMap((row) => (row.kind === 'event' ? [{ ...row, published: false }] : [])),
    ]),
    reports: new Map(published('tally').flatMap(({ data: { ref, section, reports } }) => (section === undefined && ref.startsWith('obstacle:') ? [[ref.slice('obstacle:'.length), reports]] : []))),
  }
}

/** The projects by the names that a document gives them. For `useLive`. */
export async function listNamedProjects(): Promise<NamedProject[]> {
  const rows = await inPublic((db) => db.documents.where('[kind+slug]').between(['project', ''], ['project', '\uffff']).toArray())
  return rows.flatMap((row) => (row.kind === 'project' ? [{ slug: row.slug, title: row.data.title, ownerText: row.data.ownerText }] : []))
}

const inOrder = (obstacles: readonly HeldObstacle[]): HeldObstacle[] =>
  obstacles.map(({ id, published, data }) => ({ id, published, data })).sort((a, b) => a.data.number.localeCompare(b.data.number, 'nb', { numeric: true }))

/** An event may be in both parts of the register for a moment: it is told once, as its later row has it. */
function byObstacle(rows: readonly { id: string; rev: number; published: boolean; data: FrozenRow<'event'>['data'] }[]): Map<string, HeldEvent[]> {
  const latest = new Map<string, (typeof rows)[number]>()
  for (const row of rows) if ((latest.get(row.id)?.rev ?? -1) < row.rev) latest.set(row.id, row)
  const all = new Map<string, HeldEvent[]>()
  for (const { id, published, data } of [...latest.values()].sort((a, b) => a.data.at.localeCompare(b.data.at) || a.rev - b.rev)) {
    all.set(data.obstacle, [...all.get(data.obstacle) ?? [], { ...data, id, published }])
  }
  return all
}
