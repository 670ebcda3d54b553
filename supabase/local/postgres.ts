import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, existsSync, fstatSync, openSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { OperatorProblem } from './operator.ts'
import { createCluster, damaged, superuser, visibleDamage, type ClusterPlan } from './postgres/cluster.ts'
import { readPostmasterFile, settleLeftover } from './postgres/leftover.ts'

export interface PostgresPlan extends ClusterPlan {
  logFile: string
}

export interface RunningPostgres {
  pid: number
  /** A connection address for one of the cluster's roles; all of them share the password. */
  address(role: string): string
  /** Resolves when the server has ended, whoever ended it. */
  ended: Promise<void>
  /** Ends open connections and stops cleanly. */
  stop(): Promise<void>
}

const startLimitMs = 60_000
const stopLimitMs = 20_000

async function freePort(): Promise<number> {
  const probe = createServer()
  probe.listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  if (!address || typeof address === 'string') throw new Error('no port')
  return address.port
}

const serverSettings = (port: number, durable: boolean) => ({
  listen_addresses: '127.0.0.1',
  port: String(port),
  unix_socket_directories: '',
  max_connections: '100',
  timezone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C',
  log_statement: 'none',
  log_min_error_statement: 'panic',
  ...(durable
    ? {}
    : {
        fsync: 'off',
        synchronous_commit: 'off',
        full_page_writes: 'off',
        shared_buffers: '32MB',
        max_wal_size: '1GB',
      }),
})

/**
 * Starts Postgres on a database folder, which is made when it does not exist, on a free port of this machine only.
 * Whatever a killed start left behind is settled first.
 */
export async function startPostgres(plan: PostgresPlan): Promise<RunningPostgres> {
  if (!existsSync(plan.folder)) await createCluster(plan)
  const damage = visibleDamage(plan.folder)
  if (damage) throw damaged(plan.folder, damage)
  await settleLeftover(plan.folder)
  const end = performance.now() + startLimitMs
  for (;;) {
    const port = await freePort()
    const attempt = await launch(plan, port, end)
    if ('server' in attempt) return running(attempt.server, port, plan.password)
    if (!passing(attempt.reason) || performance.now() > end) throw problem(plan, attempt.reason)
    await pause(200)
  }
}

/** Reasons that end by themselves: the port was taken meanwhile, or a killed server's last worker is still at it. */
const passing = (reason: string) => /could not (bind|create any TCP)|still in use|Address already in use/.test(reason)

const notReady = 'den ble ikke klar i tide'

const outsideTheDatabase =
  /No space left|Permission denied|Operation not permitted|Cannot allocate|shared memory|semaphore|lock file/

function problem({ folder, logFile }: PostgresPlan, reason: string): OperatorProblem {
  return reason === notReady || outsideTheDatabase.test(reason)
    ? new OperatorProblem(`Postgres startet ikke (${reason}). Loggen ligger i ${logFile}.`)
    : damaged(folder, reason)
}

type Attempt = { server: ChildProcess } | { reason: string }

async function launch(plan: PostgresPlan, port: number, end: number): Promise<Attempt> {
  const log = openSync(plan.logFile, 'a', 0o600)
  const logStart = fstatSync(log).size
  const settings = Object.entries(serverSettings(port, plan.durable)).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ])
  // Its own process group: Ctrl-C in the terminal reaches us alone, and we stop it in order.
  const server = spawn(plan.binaries.postgres, ['-D', plan.folder, ...settings], {
    ...plan.user,
    cwd: plan.folder,
    detached: true,
    stdio: ['ignore', log, log],
  })
  closeSync(log)
  server.on('error', () => {})
  while (server.exitCode === null && server.signalCode === null && server.pid !== undefined) {
    const file = readPostmasterFile(plan.folder)
    if (file?.pid === server.pid && file.ready) return { server }
    if (performance.now() > end) {
      server.kill('SIGQUIT')
      return { reason: notReady }
    }
    await pause(10)
  }
  return { reason: lastWords(readFileSync(plan.logFile).subarray(logStart).toString('utf8')) }
}

/** What the server said last, without timestamps. */
function lastWords(log: string): string {
  const lines = log.split('\n').filter((line) => line.trim() !== '')
  const telling = lines.filter((line) => /(FATAL|PANIC|WARNING|ERROR|LOG: {2}could not)/.test(line))
  return (telling.at(-1) ?? lines.at(-1) ?? 'uten forklaring').replace(/^.*?(FATAL|PANIC|WARNING|ERROR|LOG):\s*/, '')
}

function running(server: ChildProcess, port: number, password: string): RunningPostgres {
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()))
  return {
    pid: server.pid ?? 0,
    address: (role) => `postgresql://${role}:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`,
    ended,
    async stop() {
      if (server.exitCode !== null || server.signalCode !== null) return
      server.kill('SIGINT')
      const late = setTimeout(() => server.kill('SIGQUIT'), stopLimitMs)
      await ended
      clearTimeout(late)
    },
  }
}

export { superuser }
