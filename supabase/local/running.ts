import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { possiblePlaces } from './data-folder.ts'
import { isAlive, startMark } from './process-identity.ts'
import { dataFolderFromEnvironment } from './settings.ts'

/** How other commands find the stand-in that runs. */
export interface RunningNote {
  url: string
  databaseUrl: string
  releaseFolder: string
}

interface Kept extends RunningNote {
  pid: number
  started: string
}

/** Leaves word of a running stand-in in its data folder, for its owner alone. Returns the function that removes it. */
export function announce(file: string, note: RunningNote): () => void {
  rmSync(file, { force: true })
  const kept: Kept = { ...note, pid: process.pid, started: startMark(process.pid) }
  writeFileSync(file, JSON.stringify(kept), { mode: 0o600 })
  return () => rmSync(file, { force: true })
}

/** The stand-in that runs with this environment's data folder; undefined when none does. */
export function runningStandIn(environment: NodeJS.ProcessEnv = process.env): RunningNote | undefined {
  for (const place of possiblePlaces(dataFolderFromEnvironment(environment))) {
    try {
      const { pid, started, ...note } = JSON.parse(readFileSync(join(place, 'running.json'), 'utf8')) as Kept
      if (isAlive(pid, started)) return note
    } catch {
      // Not there: nothing runs with that folder.
    }
  }
  return undefined
}
