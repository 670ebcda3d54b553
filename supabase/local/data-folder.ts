import { createHash } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { lockFolder } from './folder-lock.ts'
import { OperatorProblem, systemErrorCode, type Progress } from './operator.ts'
import { canEnter, databaseUser, type Unprivileged } from './postgres/unprivileged.ts'

/** The folder that one running stand-in holds, and what lies where in it. */
export interface DataFolder {
  path: string
  database: string
  databaseLog: string
  secrets: string
  mailbox: string
  files: string
  /** What is written of the content for static hosts. */
  releaseFolder: string
  running: string
  contentMark: string
  user: Unprivileged | undefined
  release: () => void
}

const reasons: Record<string, string> = {
  EACCES: 'ingen tilgang',
  EPERM: 'ingen tilgang',
  EROFS: 'disken kan bare leses',
  ENOTDIR: 'en del av stien er en fil',
  EEXIST: 'det ligger en fil der',
  ENOSPC: 'disken er full',
  ENOENT: 'stien finnes ikke',
}

function unwritable(path: string, error: unknown): OperatorProblem {
  const code = systemErrorCode(error)
  const reason = code ? (reasons[code] ?? code) : String(error)
  return new OperatorProblem(`Kan ikke skrive i datamappen ${path} (${reason}). Velg en annen med FELTBOKA_DATA=…`)
}

/** Where root keeps the data when the wished-for folder lies behind a door that Postgres' user cannot open. */
const reachableInstead = (wished: string) =>
  join(
    '/var/lib/feltboka',
    `${basename(resolve(wished, '..'))}-${createHash('sha256').update(wished).digest('hex').slice(0, 8)}`,
  )

/** Makes a folder and those above it; false when it was there. Node's own recursive way never ends where none can be made (`/proc`). */
function makeFolder(path: string): boolean {
  const above = dirname(path)
  if (!existsSync(above)) makeFolder(above)
  try {
    mkdirSync(path)
    return true
  } catch (error) {
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return false
    throw error
  }
}

/** The folder really used for a wished-for one; the two differ only for root. */
function placeFor(wished: string): { path: string; user: Unprivileged | undefined } {
  const make = (path: string) => {
    const isNew = makeFolder(path)
    const user = databaseUser(join(path, 'database'))
    // Others need to pass through to the database when its user is not ours, but not to look around.
    if (isNew) chmodSync(path, user ? 0o711 : 0o700)
    return { path, user }
  }
  const first = make(wished)
  return canEnter(first.path, first.user) ? first : make(reachableInstead(wished))
}

/** Makes and locks the data folder; the caller releases it. */
export function openDataFolder(wished: string, progress: Progress): DataFolder {
  const asked = resolve(wished)
  try {
    const { path, user } = placeFor(asked)
    if (path !== asked) progress.note(`Postgres' bruker kommer ikke inn i ${asked}. Bruker ${path} i stedet.`)
    return { ...layout(path), user, release: lockFolder(path) }
  } catch (error) {
    if (error instanceof OperatorProblem) throw error
    throw unwritable(asked, error)
  }
}

const layout = (path: string) => ({
  path,
  database: join(path, 'database'),
  databaseLog: join(path, 'database.log'),
  secrets: join(path, 'secrets.json'),
  mailbox: join(path, 'mailbox.ndjson'),
  files: join(path, 'files'),
  releaseFolder: join(path, 'release'),
  running: join(path, 'running.json'),
  contentMark: join(path, 'content.sha256'),
})

/** The places where a data folder asked for by this name may lie; for commands that only look for a running stand-in. */
export function possiblePlaces(wished: string): string[] {
  const asked = resolve(wished)
  return [asked, reachableInstead(asked)]
}

/** Moves all that is ours in the folder to a dated folder inside it and returns that folder; nothing is deleted. */
export function moveAside(folder: DataFolder, now: Date): string {
  const aside = join(folder.path, `til-side-${now.toISOString().replaceAll(/[:.]/g, '-')}`)
  mkdirSync(aside)
  for (const path of Object.values(layout(folder.path))) {
    if (path !== folder.path && existsSync(path)) renameSync(path, join(aside, basename(path)))
  }
  return aside
}
