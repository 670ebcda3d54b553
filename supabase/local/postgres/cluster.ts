import { spawn } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { OperatorProblem } from '../operator.ts'
import type { Binaries } from './binaries.ts'
import type { Unprivileged } from './unprivileged.ts'

/** The cluster's superuser, as on Supabase; migrations never run as it. */
export const superuser = 'supabase_admin'

export interface ClusterPlan {
  folder: string
  binaries: Binaries
  user: Unprivileged | undefined
  password: string
  /** False skips flushing to disk: for throw-away databases of tests. */
  durable: boolean
}

function run(command: string, args: string[], user: Unprivileged | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      ...user,
      cwd: '/',
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, LC_ALL: 'C' },
    })
    let said = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
    child.on('error', reject)
    child.on('close', (code) => {
      if (code === 0) resolve()
      else reject(new OperatorProblem(`Kunne ikke lage databasen: ${said.trim().split('\n').pop() ?? `kode ${code}`}`))
    })
  })
}

/**
 * Makes an empty database folder: UTF-8, ordered by code point on every machine, page checksums, password always asked.
 * It gets its name only when it is whole, so that a start killed here leaves nothing half-made behind.
 */
export async function createCluster({ folder, binaries, user, password, durable }: ClusterPlan): Promise<void> {
  const part = `${folder}.part`
  rmSync(part, { recursive: true, force: true })
  mkdirSync(part, { mode: 0o700, recursive: true })
  const secretFolder = mkdtempSync(join(tmpdir(), 'feltboka-'))
  const passwordFile = join(secretFolder, 'password')
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (user) for (const path of [part, secretFolder, passwordFile]) chownSync(path, user.uid, user.gid)
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
  const access = [`--username=${superuser}`, `--pwfile=${passwordFile}`, '--auth=scram-sha-256']
  try {
    await run(
      binaries.initdb,
      ['-D', part, ...locale, ...access, '--data-checksums', ...(durable ? [] : ['--no-sync'])],
      user,
    )
  } finally {
    rmSync(secretFolder, { recursive: true, force: true })
  }
  renameSync(part, folder)
}

/** What is wrong with a database folder that can be seen before it is started; undefined when nothing is. */
export function visibleDamage(folder: string): string | undefined {
  for (const file of ['PG_VERSION', 'global/pg_control', 'postgresql.conf', 'base']) {
    if (!existsSync(join(folder, file))) return `${file} mangler`
  }
  const version = readFileSync(join(folder, 'PG_VERSION'), 'utf8').trim()
  return version === '17' ? undefined : `den er laget av Postgres «${version}», ikke 17`
}

/** The message for a database that cannot be used, with the way out. */
export function damaged(folder: string, reason: string): OperatorProblem {
  return new OperatorProblem(
    `Databasen i ${folder} er skadet og kan ikke brukes (${reason}).\n` +
      `Kjør «npm start -- --nullstill» for å begynne på nytt: alt i ${dirname(folder)} flyttes til side først, ingenting slettes.`,
  )
}
