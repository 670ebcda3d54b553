import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseError } from 'pg'
import { bootstrap } from './bootstrap.ts'
import { keepChores } from './chores.ts'
import { openDataFolder, type DataFolder } from './data-folder.ts'
import { startGateway } from './gateway.ts'
import { keepSecrets } from './gateway/secrets.ts'
import { applyMigrations } from './migrations.ts'
import { OperatorProblem, silent, type Progress } from './operator.ts'
import { startPostgres, superuser, type RunningPostgres } from './postgres.ts'
import { usableBinaries } from './postgres/binaries.ts'
import { damaged } from './postgres/cluster.ts'
import { announce } from './running.ts'
import { migrationsFolder, publishableKey, type Address } from './settings.ts'
import { copyTemplate, testPassword, testTemplate } from './test-template.ts'

export interface StandInOptions {
  /** Kept between runs. Without it the stand-in is a throw-away one for tests, gone when stopped. */
  dataFolder?: string
  /** Default: this machine alone, a free port. */
  address?: Address
  /** The built app to serve; without it only the backend answers. */
  siteFolder?: string
  /** Default: the project's own. */
  migrations?: string
  /** Runs when the database is migrated and before anybody is served, for example to load content. */
  prepare?: (databaseUrl: string, folder: DataFolder) => Promise<void>
  /** Runs before the folder's database is touched. */
  beforeStart?: (folder: DataFolder) => Promise<void>
  progress?: Progress
  /** Gives a start up between two of its steps. */
  signal?: AbortSignal
}

export interface StandIn {
  url: string
  /** As role `postgres`, which owns the schemas of the migrations and is no superuser. */
  databaseUrl: string
  /** As the cluster's superuser, for tests that must look anywhere. */
  adminUrl: string
  publishableKey: string
  secretKey: string
  dataFolder: string
  /** Resolves when the database has ended, whoever ended it. */
  databaseEnded: Promise<void>
  stop(): Promise<void>
}

/** What has to be undone when the stand-in stops or a start fails, last thing first. */
class Undo {
  readonly #steps: (() => void | Promise<void>)[] = []

  add(step: () => void | Promise<void>): void {
    this.#steps.push(step)
  }

  /** Takes every step, also after one that failed, and throws the first failure at the end. */
  async run(): Promise<void> {
    const failures: unknown[] = []
    for (let step = this.#steps.pop(); step; step = this.#steps.pop()) {
      try {
        await step()
      } catch (error) {
        failures.push(error)
      }
    }
    if (failures.length > 0) throw failures[0]
  }
}

/** Starts Postgres, migrates it and serves Supabase's interface (and the app, when built) on one address. */
export async function startStandIn(options: StandInOptions = {}): Promise<StandIn> {
  const undo = new Undo()
  try {
    return await start(options, undo)
  } catch (error) {
    await undo.run()
    throw error
  }
}

async function start(options: StandInOptions, undo: Undo): Promise<StandIn> {
  const progress = options.progress ?? silent
  const kept = options.dataFolder !== undefined
  const place = options.dataFolder ?? throwAwayFolder(undo)
  const folder = openDataFolder(place, progress)
  undo.add(folder.release)
  await options.beforeStart?.(folder)
  const secrets = await keepSecrets(folder.secrets, kept ? randomPassword() : testPassword)
  const database = await startDatabase(
    folder,
    kept,
    options.migrations ?? migrationsFolder,
    secrets.databasePassword,
    progress,
  )
  undo.add(() => database.stop())
  options.signal?.throwIfAborted()
  const databaseUrl = database.address('postgres')
  await prepare(folder, database, secrets.databasePassword, options, progress)
  options.signal?.throwIfAborted()
  const gateway = await startGateway({
    databaseAddress: database.address,
    secrets,
    mailboxFile: folder.mailbox,
    filesFolder: folder.files,
    siteFolder: options.siteFolder,
    releaseFolder: folder.releaseFolder,
    address: options.address ?? { host: '127.0.0.1', port: 0 },
  })
  undo.add(() => gateway.close())
  if (kept) undo.add(keepChores(databaseUrl))
  undo.add(announce(folder.running, { url: gateway.url, databaseUrl, releaseFolder: folder.releaseFolder }))
  let stopped: Promise<void> | undefined
  return {
    url: gateway.url,
    databaseUrl,
    adminUrl: database.address(superuser),
    publishableKey,
    secretKey: secrets.secretKey,
    dataFolder: folder.path,
    databaseEnded: database.ended,
    stop: () => (stopped ??= undo.run()),
  }
}

function throwAwayFolder(undo: Undo): string {
  const folder = mkdtempSync(join(tmpdir(), 'feltboka-test-'))
  chmodSync(folder, 0o711)
  undo.add(() => rmSync(folder, { recursive: true, force: true }))
  return join(folder, 'data')
}

const randomPassword = () => crypto.randomUUID().replaceAll('-', '')

function startDatabase(
  folder: DataFolder,
  kept: boolean,
  migrations: string,
  password: string,
  progress: Progress,
): Promise<RunningPostgres> {
  const isNew = !existsSync(folder.database)
  return progress.step(isNew ? 'Lager og starter databasen' : 'Starter databasen', async () => {
    const binaries = usableBinaries(kept ? folder.path : tmpdir(), folder.user)
    if (!kept && isNew) await copyTemplate(await testTemplate(binaries, folder.user, migrations), folder.database)
    const { database, databaseLog: logFile, user } = folder
    return startPostgres({ folder: database, logFile, binaries, user, password, durable: kept })
  })
}

async function prepare(
  folder: DataFolder,
  database: RunningPostgres,
  password: string,
  options: StandInOptions,
  progress: Progress,
): Promise<void> {
  try {
    await bootstrap(database.address(superuser), password)
    await progress.step('Oppdaterer tabellene', () =>
      applyMigrations(database.address('postgres'), options.migrations ?? migrationsFolder),
    )
    await options.prepare?.(database.address('postgres'), folder)
  } catch (error) {
    throw asDamage(folder.database, error)
  }
}

/** Damage inside the database shows only when a page is read. */
function asDamage(database: string, error: unknown): unknown {
  if (error instanceof OperatorProblem || !(error instanceof DatabaseError)) return error
  const damage = /^(XX|58)/.test(error.code ?? '') || /^could not (open|read)/.test(error.message)
  return damage || error.code === '28P01' ? damaged(database, error.message) : error
}
