import { spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { OperatorProblem } from '../operator.ts'

/** The user that Postgres runs as when we are root, since it refuses to run as root itself. */
export interface Unprivileged {
  uid: number
  gid: number
}

const idOf = (flag: '-u' | '-g', user: string) => {
  const { status, stdout } = spawnSync('id', [flag, user], { encoding: 'utf8' })
  return status === 0 ? Number(stdout.trim()) : undefined
}

/**
 * Who runs Postgres: undefined (ourselves) unless we are root. An existing database keeps its owner, so that a folder
 * made without root also works with it.
 */
export function databaseUser(databaseFolder: string): Unprivileged | undefined {
  if (process.getuid?.() !== 0) return undefined
  const existing = statSync(databaseFolder, { throwIfNoEntry: false })
  if (existing && existing.uid !== 0) return { uid: existing.uid, gid: existing.gid }
  const [uid, gid] = [idOf('-u', 'nobody'), idOf('-g', 'nobody')]
  if (!uid || gid === undefined) {
    throw new OperatorProblem(
      'Postgres kan ikke kjøre som root, og brukeren «nobody» finnes ikke her. Start som en vanlig bruker.',
    )
  }
  return { uid, gid }
}

/** Whether that user may enter the folder (asked of the system itself, so that mounts and access lists count too). */
export function canEnter(folder: string, user: Unprivileged | undefined): boolean {
  return !user || spawnSync('/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder], { ...user, cwd: '/' }).status === 0
}
