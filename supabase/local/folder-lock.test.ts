import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { lockFolder } from './folder-lock.ts'
import { startMark } from './process-identity.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'feltboka-lock-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** The number of a process that has ended. */
const deadPid = () => spawnSync(process.execPath, ['-e', '']).pid

describe('the lock on a data folder', () => {
  it('is held by one at a time and leaves nothing when given back', () => {
    const release = lockFolder(folder)
    expect(() => lockFolder(folder)).toThrow(`prosess ${process.pid}`)
    release()
    expect(readdirSync(folder)).toEqual([])
    lockFolder(folder)()
  })
  it('of a process that was killed does not count', () => {
    writeFileSync(join(folder, 'lock'), JSON.stringify({ pid: deadPid(), started: 'x' }))
    lockFolder(folder)
    expect(readdirSync(folder)).toEqual(['lock'])
  })
  it('does not count when the process number has gone to another program', () => {
    writeFileSync(join(folder, 'lock'), JSON.stringify({ pid: process.pid, started: `not ${startMark(process.pid)}` }))
    expect(() => lockFolder(folder)).not.toThrow()
  })
  it('that is cut short does not count', () => {
    writeFileSync(join(folder, 'lock'), '{"pid":')
    expect(() => lockFolder(folder)).not.toThrow()
  })
})
