import 'fake-indexeddb/auto'
import { createHash } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import { FileStore } from '../data/file-store.ts'
import { FilesDatabase } from '../data/files-database.ts'
import type { WantedFile } from '../domain/files.ts'
import { failure, success, type Result } from '../domain/result.ts'
import { DownloadLoop } from './download-loop.ts'
import type { FilePart, FilePort } from './file-port.ts'
import type { LoopWorld } from './patient-loop.ts'

const hash = async (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const content = (size: number) => Uint8Array.from({ length: size }, (_, i) => (i * 31 + size) % 251)
const fileOf = (bytes: Uint8Array): WantedFile => ({ sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length, type: 'application/pdf', open: true })
const [first, second] = [content(4000), content(5000)]
const files = { first: fileOf(first), second: fileOf(second) }
const bytesOf = new Map([[files.first.sha256, first], [files.second.sha256, second]])

let db: FilesDatabase
let store: FileStore
let databases = 0
let planned: { delay: number; work: () => void } | undefined
let taken: boolean
/** What befalls the next questions, each by itself; after that the server answers. */
let befalling: ((file: WantedFile, from: number) => Result<FilePart>)[]
let asked: string[]
let loop: DownloadLoop

/** All of it from there on, until the line breaks. */
const line = (file: WantedFile, from: number, until = Infinity): Result<FilePart> => {
  const bytes = bytesOf.get(file.sha256)!
  async function* body() {
    for (let at = from; at < bytes.length; at += 500) {
      if (at - from >= until) throw new TypeError('network')
      yield bytes.subarray(at, Math.min(at + 500, bytes.length))
    }
  }
  return success({ from, body: body() })
}
const cut = (after: number) => (file: WantedFile, from: number) => line(file, from, after)
const refuse = (...code: Parameters<typeof failure>) => () => failure(...code)

beforeEach(() => {
  db = new FilesDatabase(`loop-${databases += 1}`)
  store = new FileStore(db)
  planned = undefined
  taken = false
  befalling = []
  asked = []
  const port: FilePort = { read: async (file, from) => { asked.push(`${file.bytes} from ${from}`); return (befalling.shift() ?? line)(file, from) } }
  const world: LoopWorld = {
    random: () => 0,
    exclusively: async (wait, work) => (taken && !wait ? undefined : work()),
    schedule(delay, work) {
      planned = { delay, work }
      return () => { planned = undefined }
    },
  }
  loop = new DownloadLoop(store, port, hash, world)
})
const held = async (file: WantedFile) => (await store.open(file.sha256)) !== undefined
const wantBoth = async () => { await store.want(files.first, 1); await store.want(files.second, 2) }

test('what is wanted comes one after the other, and then nothing is planned', async () => {
  await wantBoth()
  await loop.wake()
  expect(asked).toEqual(['4000 from 0', '5000 from 0'])
  expect([await held(files.first), await held(files.second), planned]).toEqual([true, true, undefined])
})

test('what is asked for again just as it is given up comes', async () => {
  await store.want(files.first, 1)
  befalling = [refuse('storage-full')]
  const fail = store.fail.bind(store)
  store.fail = async (...of) => {
    await fail(...of)
    // It is said, and a person is quick.
    await store.want(files.first, 2)
    void loop.wake()
  }
  await loop.wake()
  expect([asked.length, await held(files.first), planned]).toEqual([2, true, undefined])
})

test('what is asked for while another comes follows it', async () => {
  await store.want(files.first, 1)
  const working = loop.wake()
  await store.want(files.second, 2)
  await loop.wake()
  await working
  expect(await held(files.second)).toBe(true)
})

test('a line that breaks goes on by itself where it was, soon as long as something comes', async () => {
  await store.want(files.first, 1)
  befalling = [cut(1000), cut(1000), cut(1000)]
  await loop.wake()
  for (let again = 0; again < 3; again++) {
    expect(planned?.delay).toBe(2_000)
    await loop.wake()
  }
  expect(asked).toEqual(['4000 from 0', '4000 from 1000', '4000 from 2000', '4000 from 3000'])
  expect(await held(files.first)).toBe(true)
})

test('a server that cannot be reached is asked less and less often, and left alone when it says so', async () => {
  await store.want(files.first, 1)
  befalling = [refuse('offline'), refuse('server'), refuse('offline'), refuse('too-many', 90)]
  const delays = []
  for (let again = 0; again < 4; again++) {
    await loop.wake()
    delays.push(planned!.delay)
  }
  expect(delays).toEqual([2_000, 4_000, 8_000, 90_000])
  planned!.work()
  await expect.poll(() => held(files.first)).toBe(true)
})

test('one that is damaged or gone says so, holds nobody up, and is not tried again until it is asked for', async () => {
  await wantBoth()
  befalling = [refuse('not-found')]
  await loop.wake()
  expect([await held(files.first), await held(files.second), planned]).toEqual([false, true, undefined])
  await loop.wake()
  expect(asked).toEqual(['4000 from 0', '5000 from 0'])
  await store.want(files.first, 3)
  await loop.wake()
  expect(await held(files.first)).toBe(true)
})

test('a device without room stops there, says so, and waits for a person', async () => {
  await wantBoth()
  db.pieces.hook('creating', () => { throw new DOMException('no room', 'QuotaExceededError') })
  await loop.wake()
  expect(await db.files.get(files.first.sha256)).toMatchObject({ received: 0, state: 'wanted', failure: 'storage-full' })
  expect([asked, planned, await held(files.first)]).toEqual([['4000 from 0'], undefined, false])
})

test('one that is stopped keeps what has come, and the next one follows', async () => {
  await wantBoth()
  befalling = [(file, from) => {
    const bytes = bytesOf.get(file.sha256)!
    async function* body() {
      yield bytes.subarray(from, from + 1500)
      await store.pause(file.sha256)
      loop.letGoOfOthers([files.second.sha256])
      throw new TypeError('aborted')
    }
    return success({ from, body: body() })
  }]
  await loop.wake()
  expect([await held(files.second), planned]).toEqual([true, undefined])
  await store.want(files.first, 3)
  await loop.wake()
  expect(asked).toEqual(['4000 from 0', '5000 from 0', '4000 from 1500'])
})

test('another tab is left to it, until it seems frozen', async () => {
  await store.want(files.first, 1)
  taken = true
  for (let again = 0; again < 5; again++) {
    await loop.wake()
    expect([planned?.delay, asked]).toEqual([60_000, []])
  }
  await loop.wake()
  expect(await held(files.first)).toBe(true)
})
