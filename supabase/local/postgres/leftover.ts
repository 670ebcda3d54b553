import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { OperatorProblem } from '../operator.ts'
import { commandLine, exists } from '../process-identity.ts'

/** What Postgres writes about itself in its folder while it runs. */
export interface PostmasterFile {
  pid: number
  ready: boolean
}

/** Reads `postmaster.pid`; undefined when there is none or it is not written yet. */
export function readPostmasterFile(folder: string): PostmasterFile | undefined {
  try {
    const lines = readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')
    const pid = Number(lines[0])
    return Number.isInteger(pid) && pid > 0 ? { pid, ready: lines[7]?.trim() === 'ready' } : undefined
  } catch {
    return undefined
  }
}

/** Waits until the process is gone; false when it outlives the limit. */
async function gone(pid: number, limitMs: number): Promise<boolean> {
  const end = performance.now() + limitMs
  while (exists(pid)) {
    if (performance.now() > end) return false
    await pause(20)
  }
  return true
}

/**
 * Settles what a killed start left behind: a Postgres of this folder that still runs is stopped, and a pid file whose
 * number now belongs to another program is removed. A dead process's file is left to Postgres, which checks shared
 * memory too. The caller holds the folder's lock, so nobody else uses the database.
 */
export async function settleLeftover(folder: string): Promise<void> {
  const left = readPostmasterFile(folder)
  if (!left || !exists(left.pid)) return
  if (!commandLine(left.pid).includes(folder)) {
    rmSync(join(folder, 'postmaster.pid'), { force: true })
    return
  }
  process.kill(left.pid, 'SIGINT')
  if (await gone(left.pid, 10_000)) return
  process.kill(left.pid, 'SIGQUIT')
  if (await gone(left.pid, 10_000)) return
  throw new OperatorProblem(
    `En Postgres fra en tidligere start svarer ikke (prosess ${left.pid}). Stopp den, og start på nytt.`,
  )
}
