import { inPlace, type CarriedFile, type PageFile } from './files.ts'
import { isReached, type OutboxEntry, type Reached } from './outbox.ts'

/** A row that tells of a file. One that was moved a moment ago may be in both places it can be in. */
export interface CarriedRow { id: string; rev: number; data: CarriedFile }

/** The files of every page as this device's user sees them: as the server has them, the newer of two, with what they have done since laid over. */
export function layFiles(rows: readonly CarriedRow[], entries: readonly OutboxEntry[], copies: readonly (Reached | undefined)[]): PageFile[] {
  const newest = new Map<string, CarriedRow>()
  for (const row of rows) if ((newest.get(row.id)?.rev ?? -1) < row.rev) newest.set(row.id, row)
  const files = new Map<string, PageFile>([...newest.values()].map(({ id, data }) => [id, { ...data, id }]))
  for (const entry of entries) if (!isReached(entry, copies)) layOn(files, entry)
  return inPlace([...files.values()])
}

function layOn(files: Map<string, PageFile>, entry: OutboxEntry): void {
  const needsHelp = entry.delivery.state === 'needs-help'
  if (entry.kind === 'file.add') {
    const { id, ref, title, name, type, bytes, sha256, open } = entry.payload
    // The server puts it last; until it has, it stands last here.
    const place = Math.max(0, ...[...files.values()].flatMap((file) => (file.ref === ref ? [file.place] : []))) + 1
    if (!files.has(id)) files.set(id, { id, ref, title, name, type, bytes, sha256, open, place, unsent: needsHelp ? 'needs-help' : 'waiting' })
    return
  }
  if (needsHelp || (entry.kind !== 'file.edit' && entry.kind !== 'file.open' && entry.kind !== 'file.remove')) return
  const file = files.get(entry.payload.file)
  if (!file) return
  if (entry.kind === 'file.remove') files.delete(file.id)
  else if (entry.kind === 'file.open') files.set(file.id, { ...file, open: true })
  else files.set(file.id, { ...file, title: entry.payload.title ?? file.title, place: entry.payload.place ?? file.place, unsent: file.unsent ?? 'waiting' })
}
