import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { OperatorProblem, systemErrorCode } from './operator.ts'
import { isAlive, startMark } from './process-identity.ts'

interface Holder {
  pid: number
  started: string
}

function alive(text: string): Holder | undefined {
  try {
    const holder = JSON.parse(text) as Holder
    return isAlive(holder.pid, holder.started) ? holder : undefined
  } catch {
    return undefined
  }
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

/**
 * Takes the folder for this process, or says who has it. A lock left by a process that was killed does not count.
 * Returns the function that gives it back.
 */
export function lockFolder(folder: string): () => void {
  const path = join(folder, 'lock')
  const own = join(folder, `lock-${randomUUID()}`)
  writeFileSync(own, JSON.stringify({ pid: process.pid, started: startMark(process.pid) } satisfies Holder))
  try {
    take(path, own, folder)
  } finally {
    rmSync(own, { force: true })
  }
  return () => rmSync(path, { force: true })
}

function take(path: string, own: string, folder: string): void {
  for (;;) {
    try {
      linkSync(own, path)
      return
    } catch (error) {
      if (systemErrorCode(error) !== 'EEXIST') throw error
    }
    const found = readIfThere(path)
    const holder = found === undefined ? undefined : alive(found)
    if (holder) {
      throw new OperatorProblem(
        `Feltboka kjører allerede med datamappen ${folder} (prosess ${holder.pid}). Stopp den, eller velg en annen mappe med FELTBOKA_DATA=…`,
      )
    }
    if (found !== undefined) removeStale(path, found)
  }
}

/** Removes a dead process's lock, but not one that a faster start has put in its place meanwhile. */
function removeStale(path: string, expected: string): void {
  const aside = `${path}-${randomUUID()}`
  try {
    renameSync(path, aside)
  } catch {
    return
  }
  try {
    if (readFileSync(aside, 'utf8') !== expected) linkSync(aside, path)
  } finally {
    rmSync(aside, { force: true })
  }
}
