import 'fake-indexeddb/auto'
import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { FileStore } from '../data/file-store.ts'
import { FilesDatabase } from '../data/files-database.ts'
import type { WantedFile } from '../domain/files.ts'
import { failure, success } from '../domain/result.ts'
import { downloadFile, readFile } from './download-file.ts'
import type { FilePort } from './file-port.ts'

const hash = async (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const content = (size: number, seed = 1) => Uint8Array.from({ length: size }, (_, i) => (i * 31 + seed * 7) % 251)
const fileOf = (bytes: Uint8Array): WantedFile => ({ sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length, type: 'application/pdf', open: true })

interface Line { cutAfter?: number; ranges?: boolean; refuse?: ReturnType<typeof failure>; asked?: number[]; whenAsked?: () => Promise<void> }
/** A server that has these bytes, over a line that breaks after so many. */
function server(bytes: Uint8Array, { cutAfter = Infinity, ranges = true, refuse, asked = [], whenAsked }: Line = {}): FilePort {
  return {
    async read(_, from) {
      asked.push(from)
      if (refuse) return refuse
      const begins = ranges ? from : 0
      async function* body() {
        for (let at = begins; at < bytes.length; at += 1000) {
          await whenAsked?.()
          if (at - begins >= cutAfter) throw new TypeError('network')
          yield bytes.subarray(at, Math.min(at + 1000, bytes.length))
        }
      }
      return success({ from: begins, body: body() })
    },
  }
}

let store: FileStore
let databases = 0
beforeEach(() => { store = new FileStore(new FilesDatabase(`files-${databases += 1}`)) })
const signal = new AbortController().signal
const download = (file: WantedFile, port: FilePort, ended = signal) => downloadFile(file, store, port, hash, ended)
/** What is held of it, by its hash. */
const held = async (file: WantedFile) => { const blob = await store.open(file.sha256); return blob && hash(new Uint8Array(await blob.arrayBuffer())) }

describe('a file', () => {
  test('comes whole, and is held', async () => {
    const bytes = content(1_300_000)
    const file = fileOf(bytes)
    await store.want(file, 1)
    expect(await download(file, server(bytes))).toEqual(success(true))
    expect(await held(file)).toBe(file.sha256)
    expect((await store.open(file.sha256))?.type).toBe('application/pdf')
    expect(await store.next()).toBeUndefined()
  })
  test('that is cut off at every tenth goes on where it stopped, and nothing is fetched twice', async () => {
    const bytes = content(100_000)
    const file = fileOf(bytes)
    await store.want(file, 1)
    const asked: number[] = []
    for (let tenth = 1; tenth < 10; tenth++) {
      expect(await download(file, server(bytes, { cutAfter: 10_000, asked }))).toEqual(failure('offline'))
      expect(await held(file)).toBeUndefined()
    }
    expect(await download(file, server(bytes, { asked }))).toEqual(success(true))
    expect(asked).toEqual([0, 10_000, 20_000, 30_000, 40_000, 50_000, 60_000, 70_000, 80_000, 90_000])
    expect(await held(file)).toBe(file.sha256)
  })
  test('is the same however the line breaks, and whether or not the server can go on', async () => {
    await fc.assert(fc.asyncProperty(
      fc.integer({ min: 1, max: 40_000 }), fc.array(fc.record({ cutAfter: fc.integer({ min: 1, max: 40_000 }), ranges: fc.boolean() }), { maxLength: 6 }),
      async (size, lines) => {
        const bytes = content(size, size)
        const file = fileOf(bytes)
        await store.want(file, 1)
        for (const line of lines) await download(file, server(bytes, line))
        await download(file, server(bytes))
        expect(await held(file)).toBe(file.sha256)
        await store.remove([file.sha256])
      },
    ), { numRuns: 40 })
  })
  test('that is another than it should be is thrown away and said to be damaged', async () => {
    const file = fileOf(content(5000))
    await store.want(file, 1)
    expect(await download(file, server(content(5000, 2)))).toEqual(failure('unreadable'))
    expect(await store.received(file.sha256)).toBe(0)
    expect(await held(file)).toBeUndefined()
    expect(await download(file, server(content(5000)))).toEqual(success(true))
  })
  test('that is longer than it should be, such as a login page, is not kept', async () => {
    const file = fileOf(content(5000))
    await store.want(file, 1)
    expect(await download(file, server(content(9000)))).toEqual(failure('unreadable'))
    expect(await store.received(file.sha256)).toBe(0)
  })
  test('that is gone says so, and what had come of it stays', async () => {
    const bytes = content(20_000)
    const file = fileOf(bytes)
    await store.want(file, 1)
    await download(file, server(bytes, { cutAfter: 5000 }))
    expect(await download(file, server(bytes, { refuse: failure('not-found') }))).toEqual(failure('not-found'))
    expect(await store.received(file.sha256)).toBe(5000)
  })
  test('that is paused while it comes stops there, and goes on later', async () => {
    const bytes = content(3_000_000)
    const file = fileOf(bytes)
    await store.want(file, 1)
    let chunks = 0
    const pausing = server(bytes, { whenAsked: async () => { if ((chunks += 1) === 1500) await store.pause(file.sha256) } })
    expect(await download(file, pausing)).toEqual(success(false))
    expect(await store.received(file.sha256)).toBeUndefined()
    expect(await download(file, server(bytes))).toEqual(success(false))
    await store.want(file, 2)
    const before = await store.received(file.sha256)
    expect(before).toBeGreaterThan(0)
    const asked: number[] = []
    expect(await download(file, server(bytes, { asked }))).toEqual(success(true))
    expect(asked).toEqual([before])
  })
  test('that is removed while it comes leaves nothing behind', async () => {
    const bytes = content(1_500_000)
    const file = fileOf(bytes)
    await store.want(file, 1)
    let chunks = 0
    const removing = server(bytes, { whenAsked: async () => { if ((chunks += 1) === 900) await store.remove([file.sha256]) } })
    expect(await download(file, removing)).toEqual(success(false))
    expect((await store.bytesOf(file.sha256)).length).toBe(0)
  })
  test('for which there is no room is said to have none, and nothing that had come is lost', async () => {
    const db = new FilesDatabase(`files-${databases += 1}`)
    store = new FileStore(db)
    const bytes = content(1_300_000)
    const file = fileOf(bytes)
    await store.want(file, 1)
    let writes = 0
    db.pieces.hook('creating', () => { if ((writes += 1) > 1) throw new DOMException('no room', 'QuotaExceededError') })
    expect(await download(file, server(bytes))).toEqual(failure('storage-full'))
    expect(await store.received(file.sha256)).toBeGreaterThan(500_000)
  })
})

describe('a file that is only looked at', () => {
  const look = (file: WantedFile, port: FilePort) => readFile(file, port, hash, signal)
  test('comes whole, and is not kept', async () => {
    const bytes = content(1_300_000)
    const came = await look(fileOf(bytes), server(bytes))
    expect(came.ok && await hash(came.value)).toBe(fileOf(bytes).sha256)
    expect(await held(fileOf(bytes))).toBeUndefined()
  })
  test('is not shown when it was cut off, is another, or longer', async () => {
    const bytes = content(5000)
    expect(await look(fileOf(bytes), server(bytes, { cutAfter: 2000 }))).toEqual(failure('offline'))
    for (const other of [content(5000, 2), content(9000)]) expect(await look(fileOf(bytes), server(other))).toEqual(failure('unreadable'))
    expect(await look(fileOf(bytes), server(bytes, { refuse: failure('not-found') }))).toEqual(failure('not-found'))
  })
})

describe('what is asked for', () => {
  test('comes in its turn, what had failed last', async () => {
    const [a, b, c] = [fileOf(content(1)), fileOf(content(2)), fileOf(content(3))]
    await store.want(b, 2)
    await store.want(a, 1)
    await store.want(c, 3)
    expect((await store.next())?.sha256).toBe(a.sha256)
    await store.fail(a.sha256, 'offline')
    expect((await store.next())?.sha256).toBe(b.sha256)
    await store.pause(b.sha256)
    expect((await store.next())?.sha256).toBe(c.sha256)
    await store.pause(c.sha256)
    expect(await store.next()).toMatchObject({ sha256: a.sha256, failure: 'offline' })
  })
  test('and failed for good is not tried until it is asked for again', async () => {
    const a = fileOf(content(1))
    await store.want(a, 1)
    await store.fail(a.sha256, 'unreadable')
    expect(await store.next()).toBeUndefined()
    await store.want(a, 2)
    expect((await store.next())?.sha256).toBe(a.sha256)
  })
  test('is counted by what is still to come', async () => {
    const bytes = content(20_000)
    const [a, b, c] = [fileOf(bytes), fileOf(content(300)), fileOf(content(7))]
    await store.want(a, 1)
    await download(a, server(bytes, { cutAfter: 5000 }))
    await store.want(b, 2)
    expect(await store.lacking([])).toBe(15_300)
    expect(await store.lacking([b, c, c])).toBe(15_307)
  })
  test('is kept only as long as some page carries it', async () => {
    const bytes = content(10)
    const [a, b] = [fileOf(bytes), fileOf(content(20))]
    await store.want(a, 1)
    await download(a, server(bytes))
    await store.want(b, 1)
    expect(await store.keepOnly(new Set([a.sha256]))).toBe(1)
    expect(await held(a)).toBe(a.sha256)
    expect(await store.next()).toBeUndefined()
  })
})
