import { createHash } from 'node:crypto'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  lstatSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bootstrap, bootstrapFile } from './bootstrap.ts'
import { applyMigrations, readMigrations } from './migrations.ts'
import { startPostgres, superuser } from './postgres.ts'
import type { Binaries } from './postgres/binaries.ts'
import type { Unprivileged } from './postgres/unprivileged.ts'

/** The password of throw-away databases, which are told apart from kept ones by it. */
export const testPassword = 'postgres'

const prefix = 'feltboka-template-'
const hourMs = 60 * 60 * 1000

function templateName(binaries: Binaries, migrationsFolder: string): string {
  const hash = createHash('sha256').update(binaries.version).update(readFileSync(bootstrapFile))
  for (const { version, name, sql } of readMigrations(migrationsFolder)) hash.update(`\0${version}_${name}\0${sql}`)
  return `${prefix}${process.getuid?.() ?? 'user'}-${hash.digest('hex').slice(0, 16)}`
}

/** Removes templates that no start has made or used for an hour. */
function removeOld(): void {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(prefix))) {
    const path = join(tmpdir(), name)
    const age = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now())
    if (age > hourMs) rmSync(path, { recursive: true, force: true })
  }
}

/** A template is trusted only when it is ours: the folder for temporary files is open to everyone. */
function isOurs(path: string): boolean {
  const info = lstatSync(path, { throwIfNoEntry: false })
  return info?.isDirectory() === true && (process.getuid === undefined || info.uid === process.getuid())
}

/**
 * A stopped database with roles, schemas and these migrations, made once per version of them and kept among the
 * system's temporary files, so that a test's own database is a copy of it. Returns its folder.
 */
export async function testTemplate(
  binaries: Binaries,
  user: Unprivileged | undefined,
  migrationsFolder: string,
): Promise<string> {
  const home = join(tmpdir(), templateName(binaries, migrationsFolder))
  if (isOurs(home)) {
    utimesSync(home, new Date(), new Date())
    return join(home, 'database')
  }
  removeOld()
  const part = mkdtempSync(join(tmpdir(), `${prefix}part-`))
  if (user) chmodSync(part, 0o711)
  await fill(part, binaries, user, migrationsFolder)
  return join(settle(part, home), 'database')
}

/** Gives the finished template its name, unless another test file was faster with the same one. */
function settle(part: string, home: string): string {
  try {
    renameSync(part, home)
    return home
  } catch {
    if (!isOurs(home)) return part
    rmSync(part, { recursive: true, force: true })
    return home
  }
}

async function fill(
  home: string,
  binaries: Binaries,
  user: Unprivileged | undefined,
  migrationsFolder: string,
): Promise<void> {
  const plan = {
    folder: join(home, 'database'),
    logFile: join(home, 'log'),
    binaries,
    user,
    password: testPassword,
    durable: false,
  }
  const server = await startPostgres(plan)
  try {
    await bootstrap(server.address(superuser), testPassword)
    await applyMigrations(server.address('postgres'), migrationsFolder)
  } finally {
    await server.stop()
  }
}

/** Copies a template with owners and rights as they are. */
export async function copyTemplate(template: string, folder: string): Promise<void> {
  const copy = spawn('cp', ['-Rp', template, folder], { stdio: 'ignore' })
  const [code] = (await once(copy, 'exit')) as [number | null]
  if (code !== 0) throw new Error(`could not copy ${template} to ${folder}`)
}
