import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { eventually } from '../../tests/support/eventually.ts'
import { exists } from './process-identity.ts'
import { readPostmasterFile } from './postgres/leftover.ts'

// Each test starts the whole command a few times, which a busy machine takes its time for.
vi.setConfig({ testTimeout: 120_000 })

/** The command as a person meets it: a process of its own, its words and its end. */
interface Started {
  process: ChildProcess
  said: () => string
  /** Resolves with the address when it is ready, or rejects with what it said when it ended first. */
  ready: Promise<string>
  ended: Promise<number | null>
}

let home: string
let data: string
/** A data folder after a first start, for tests to copy, and what that start said. */
let prepared: string
let firstWords: string
const running: ChildProcess[] = []

const newHome = () => {
  const folder = mkdtempSync(join(tmpdir(), 'feltboka-start-'))
  chmodSync(folder, 0o711)
  return folder
}

beforeAll(async () => {
  const folder = newHome()
  prepared = data = join(folder, 'data')
  const first = start()
  await first.ready
  await stop(first)
  firstWords = first.said()
})
afterAll(() => rmSync(dirname(prepared), { recursive: true, force: true }))

beforeEach(() => {
  home = newHome()
  data = join(home, 'data')
})
afterEach(async () => {
  for (const child of running.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue
    child.kill('SIGINT')
    await once(child, 'exit')
  }
  const left = readPostmasterFile(join(data, 'database'))
  if (left && exists(left.pid)) process.kill(left.pid, 'SIGKILL')
  rmSync(home, { recursive: true, force: true })
})

const givenPrepared = () => beforeEach(() => expect(spawnSync('cp', ['-Rp', prepared, data]).status).toBe(0))

const start = (args: string[] = [], environment: Record<string, string> = {}) =>
  command('start.ts', ['--bare-backend', ...args], environment)

function command(file: string, args: string[] = [], environment: Record<string, string> = {}): Started {
  const child = spawn(process.execPath, [join(import.meta.dirname, file), ...args], {
    env: { ...process.env, FELTBOKA_DATA: data, PORT: '0', HOST: '127.0.0.1', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.push(child)
  let text = ''
  const ended = once(child, 'close').then(([code]) => code as number | null)
  const ready = new Promise<string>((resolve, reject) => {
    const hear = (chunk: string) => {
      text += chunk
      const address = /Feltboka.*?: +(http\S+)[\s\S]*Ctrl-C/.exec(text)?.[1]
      if (address) resolve(address)
    }
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', hear)
    void ended.then(() => reject(new Error(text)))
  })
  ready.catch(() => {})
  return { process: child, said: () => text, ready, ended }
}

/** Waits for a start that is to fail, and gives its last words. */
async function refused(started: Started): Promise<string> {
  expect(await started.ended).toBe(1)
  expect(started.said()).not.toMatch(/\n\s+at |Error:/)
  return started.said().trim()
}

const databaseUrl = () =>
  (JSON.parse(readFileSync(join(data, 'running.json'), 'utf8')) as { databaseUrl: string }).databaseUrl

async function query(sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: databaseUrl() })
  await client.connect()
  const { rows } = await client.query(sql)
  await client.end()
  return rows as unknown[]
}

async function stop(started: Started): Promise<void> {
  started.process.kill('SIGINT')
  expect(await started.ended).toBe(0)
}

async function kill(pid: number | undefined): Promise<void> {
  if (pid) process.kill(pid, 'SIGKILL')
}

const database = () => join(data, 'database')

const leftovers = () => ['lock', 'running.json', 'database/postmaster.pid'].filter((name) => existsSync(join(data, name)))

describe('starting', () => {
  givenPrepared()
  it('says where everything is and keeps what it has', async () => {
    expect(firstWords).toContain('Laster innholdet')
    expect(firstWords).toMatch(/Feltboka: +(http\S+)\n +Postkasse: \1\/mailbox\n/)
    const first = start()
    expect((await fetch(`${await first.ready}/auth/v1/.well-known/jwks.json`)).status).toBe(200)
    expect(first.said()).not.toContain('Laster innholdet')
    await query('create table private.kept as select 1 as n')
    const keys = readFileSync(join(data, 'secrets.json'), 'utf8')
    await stop(first)

    await start().ready
    expect(await query('select n from private.kept')).toEqual([{ n: 1 }])
    expect(readFileSync(join(data, 'secrets.json'), 'utf8')).toBe(keys)
  })
  it('has invited one of each role, in a new folder only', async () => {
    expect(firstWords).toContain('kontor@eksempel.no')
    const started = start()
    await started.ready
    expect(started.said()).not.toContain('kontor@eksempel.no')
    expect(await query('select role from private.invitations order by role')).toEqual(
      ['developer', 'office', 'recipient', 'staff'].map((role) => ({ role })),
    )
  })
  it('does the chores of the database', async () => {
    const first = start()
    await first.ready
    await query(`insert into private.push_counts (pusher, since, count) values ('address:192.0.2.1', now() - interval '11 minutes', 1)`)
    await stop(first)
    const next = start()
    await next.ready
    await eventually(async () => expect(await query('select from private.push_counts')).toEqual([]))
    await stop(next)
    expect(next.said()).not.toContain('feilet')
  })
  it('keeps its secrets to its owner', async () => {
    await start().ready
    for (const name of ['secrets.json', 'running.json', 'database', 'database.log']) {
      expect.soft(statSync(join(data, name)).mode & 0o077, name).toBe(0)
    }
  })
})

describe('stopping', () => {
  givenPrepared()
  it.each([
    ['npm start', 'start.ts', 'SIGINT'],
    ['npm start', 'start.ts', 'SIGTERM'],
    ['npm start', 'start.ts', 'SIGHUP'],
    ['npm run dev', 'dev.ts', 'SIGINT'],
    ['npm run dev', 'dev.ts', 'SIGTERM'],
  ] as const)('%s leaves nothing running and nothing locked (%s, %s)', async (_name, file, signal) => {
    const started = command(file, file === 'start.ts' ? ['--bare-backend'] : [])
    await started.ready
    const postgres = readPostmasterFile(database())
    started.process.kill(signal)
    started.process.kill(signal)
    expect(await started.ended).toBe(0)
    expect(postgres && exists(postgres.pid)).toBe(false)
    expect(leftovers()).toEqual([])
  })
})

describe('developing', () => {
  givenPrepared()
  it('serves the app from its sources with the backend behind it, and no other file of the project', async () => {
    const url = await command('dev.ts').ready
    const status = async (path: string) => (await fetch(url + path, { headers: { accept: 'text/html' } })).status
    expect(await Promise.all(['/modeller', '/src/main.ts', '/auth/v1/.well-known/jwks.json'].map(status))).toEqual([200, 200, 200])
    expect(await Promise.all(['/package.json', '/supabase/config.toml', '/.ci/run'].map(status))).toEqual([403, 403, 403])
  })
})

describe('a start that was killed', () => {
  givenPrepared()
  it('recovers when its database still runs', async () => {
    const first = start()
    await first.ready
    await query('create table private.kept as select 1 as n')
    const orphan = readPostmasterFile(database())
    await kill(first.process.pid)
    await first.ended
    expect(orphan && exists(orphan.pid)).toBe(true)

    await start().ready
    expect(orphan && exists(orphan.pid)).toBe(false)
    expect(await query('select n from private.kept')).toEqual([{ n: 1 }])
  })
  it('recovers when its database was killed as well', async () => {
    const first = start()
    await first.ready
    await query('create table private.kept as select 1 as n')
    await kill(first.process.pid)
    await kill(readPostmasterFile(database())?.pid)
    await first.ended

    await start().ready
    expect(await query('select n from private.kept')).toEqual([{ n: 1 }])
  })
  it('recovers when another program has got its database’s process number', async () => {
    writeFileSync(join(database(), 'postmaster.pid'), `${process.pid}\n${database()}\n1\n1\n\n127.0.0.1\n\nready\n`)
    await start().ready
    expect(exists(process.pid)).toBe(true)
  })
})

describe('a first start that is broken off', () => {
  const begun = async () => {
    const started = start()
    await new Promise<void>((resolve) => started.process.stdout?.once('data', () => resolve()))
    return started
  }
  it('leaves nothing that runs or is locked when asked to stop, and nothing half-made when killed', async () => {
    const stopped = await begun()
    stopped.process.kill('SIGINT')
    expect(await stopped.ended).toBe(1)
    expect(leftovers()).toEqual([])
    rmSync(data, { recursive: true })

    const killed = await begun()
    await kill(killed.process.pid)
    await killed.ended
    await start().ready
  })
})

describe('what stands in the way is said in one line', () => {
  givenPrepared()
  it('when the port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as { port: number }
    const said = await refused(start([], { PORT: String(port) }))
    other.close()
    expect(said.split('\n').at(-1)).toBe(
      `Port ${port} er opptatt av et annet program. Velg en annen med PORT=…, for eksempel PORT=${port + 1}.`,
    )
    expect(readPostmasterFile(database())).toBeUndefined()
  })
  it('when the address is not ours', async () => {
    expect(await refused(start([], { HOST: '203.0.113.1' }))).toContain('Kan ikke lytte på 203.0.113.1')
  })
  it('when it runs already with that folder', async () => {
    const first = start()
    const url = await first.ready
    const said = await refused(start())
    expect(said).toBe(
      `Feltboka kjører allerede med datamappen ${data} (prosess ${first.process.pid}). Stopp den, eller velg en annen mappe med FELTBOKA_DATA=…`,
    )
    expect((await fetch(`${url}/auth/v1/.well-known/jwks.json`)).status).toBe(200)
  })
})

describe('what is asked wrongly is said in one line', () => {
  it('when the port is none', async () => {
    expect(await refused(start([], { PORT: 'http' }))).toBe('PORT må være et tall mellom 0 og 65535, ikke «http».')
  })
  it('when the folder cannot be written to', async () => {
    writeFileSync(join(home, 'file'), '')
    const said = await refused(start([], { FELTBOKA_DATA: join(home, 'file/data') }))
    expect(said).toMatch(
      /^Kan ikke skrive i datamappen \S+ \(en del av stien er en fil\)\. Velg en annen med FELTBOKA_DATA=…$/,
    )
  })
  it.runIf(existsSync('/proc/self'))('when no folder can be made there', async () => {
    expect(await refused(start([], { FELTBOKA_DATA: '/proc/feltboka' }))).toContain('(stien finnes ikke)')
  })
  it('when a choice is unknown', async () => {
    expect(await refused(start(['--nulstil']))).toContain('Kjente valg: --nullstill, --bare-backend')
  })
})

describe('a damaged database', () => {
  givenPrepared()
  const damages: [string, () => void][] = [
    ['without its version', () => rmSync(join(database(), 'PG_VERSION'))],
    ['with a control file cut short', () => truncateSync(join(database(), 'global/pg_control'), 100)],
    ['without its log', () => rmSync(join(database(), 'pg_wal'), { recursive: true })],
    [
      'with a page of its tables overwritten',
      () => writeFileSync(join(database(), 'base/5/1259'), Buffer.alloc(8192 * 14, 7)),
    ],
  ]
  it.each(damages)('%s is told, with the way out', async (_what, damage) => {
    damage()
    const said = await refused(start())
    expect(said).toContain(`Databasen i ${database()} er skadet og kan ikke brukes`)
    expect(said).toContain('npm start -- --nullstill')
  })
  it('is moved aside when asked, and a new one made', async () => {
    rmSync(join(database(), 'PG_VERSION'))
    const reset = start(['--nullstill'])
    await reset.ready
    const aside = readdirSync(data).filter((name) => name.startsWith('til-side-'))
    expect(aside).toHaveLength(1)
    expect(reset.said()).toContain(join(data, aside[0]!))
    expect(existsSync(join(data, aside[0]!, 'database/base'))).toBe(true)
    expect(await query('select count(*)::int > 0 as loaded from public.documents')).toEqual([{ loaded: true }])
  })
})
