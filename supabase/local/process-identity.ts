import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

const read = (path: string) => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
const ps = (field: string, pid: number) =>
  spawnSync('ps', ['-o', `${field}=`, '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim() ?? ''

/** Whether a process with this number exists, whoever owns it. */
export function exists(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** The command line of a process; empty when it is gone or hidden. */
export function commandLine(pid: number): string {
  return read(`/proc/${pid}/cmdline`)?.replaceAll('\0', ' ') ?? ps('command', pid)
}

/** What tells a process from a later one with the same number: when it started, on which boot. */
export function startMark(pid: number): string {
  const stat = read(`/proc/${pid}/stat`)
  if (!stat) return ps('lstart', pid)
  const startTicks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
  return `${startTicks}@${read('/proc/sys/kernel/random/boot_id')?.trim() ?? ''}`
}

/** Whether the process that had this number and start mark still runs. */
export const isAlive = (pid: number, mark: string) => exists(pid) && startMark(pid) === mark
