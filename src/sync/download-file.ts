import type { FileStore } from '../data/file-store.ts'
import { storageFailure } from '../data/storage-failure.ts'
import type { WantedFile } from '../domain/files.ts'
import { failure, success, type Result } from '../domain/result.ts'
import type { FilePort } from './file-port.ts'

/** What comes is kept in pieces of about this size: little is fetched twice after a cut, and few writes are made. */
const pieceSize = 512 * 1024

export type HashBytes = (bytes: Uint8Array<ArrayBuffer>) => Promise<string>

/**
 * Fetches the rest of a wanted file, and finds out whether it is the one. Answers true when it is held, and false when it was
 * paused or removed meanwhile; else why not. What has come is kept in any case, but for what was not what it should be.
 */
export async function downloadFile(file: WantedFile, store: FileStore, port: FilePort, hash: HashBytes, signal: AbortSignal): Promise<Result<boolean>> {
  try {
    const from = await store.received(file.sha256)
    if (from === undefined) return success(false)
    if (from < file.bytes) {
      const came = await fetchFrom(from, file, store, port, signal)
      if (!came.ok || !came.value) return came
    }
    return await settle(file, store, hash)
  } catch (error) {
    return failure(storageFailure(error))
  }
}

/** True when all of it has come. */
async function fetchFrom(from: number, file: WantedFile, store: FileStore, port: FilePort, signal: AbortSignal): Promise<Result<boolean>> {
  const answer = await port.read(file, from, signal)
  if (!answer.ok) return signal.aborted ? success(false) : answer
  const { from: begins, body } = answer.value
  if (begins !== from) {
    if (begins !== 0) return failure('unreadable')
    await store.restart(file.sha256)
  }
  let at = begins
  // However it is left, the line is let go of.
  for await (const piece of gathered(body)) {
    if (at + piece.byteLength > file.bytes) {
      await store.restart(file.sha256)
      return failure('unreadable')
    }
    if (!await store.add(file.sha256, at, piece)) return success(false)
    at += piece.byteLength
  }
  if (at === file.bytes) return success(true)
  return signal.aborted ? success(false) : failure('offline')
}

/** What comes, put together to pieces; the last one, too, when the network goes. */
async function* gathered(body: AsyncIterable<Uint8Array>): AsyncGenerator<ArrayBuffer, void> {
  let parts: Uint8Array[] = []
  let size = 0
  const piece = () => {
    const whole = new Uint8Array(size)
    let at = 0
    for (const part of parts) {
      whole.set(part, at)
      at += part.byteLength
    }
    parts = []
    size = 0
    return whole.buffer
  }
  for await (const chunk of untilCut(body)) {
    parts.push(chunk)
    size += chunk.byteLength
    if (size >= pieceSize) yield piece()
  }
  if (size > 0) yield piece()
}

/** The network's end is no error here: what has come of the file tells whether it is whole. */
async function* untilCut(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  const chunks = body[Symbol.asyncIterator]()
  try {
    for (;;) {
      const chunk = await chunks.next().catch(() => undefined)
      if (!chunk || chunk.done) return
      yield chunk.value
    }
  } finally {
    await chunks.return?.()
  }
}

/** Reads a file to look at once, without keeping it; finds out whether it is the one. */
export async function readFile(file: WantedFile, port: FilePort, hash: HashBytes, signal: AbortSignal): Promise<Result<Uint8Array<ArrayBuffer>>> {
  const answer = await port.read(file, 0, signal)
  if (!answer.ok) return answer
  const whole = new Uint8Array(file.bytes)
  let at = 0
  for await (const chunk of untilCut(answer.value.body)) {
    if (at + chunk.byteLength > whole.byteLength) return failure('unreadable')
    whole.set(chunk, at)
    at += chunk.byteLength
  }
  if (at < whole.byteLength) return failure('offline')
  return await hash(whole) === file.sha256 ? success(whole) : failure('unreadable')
}

async function settle(file: WantedFile, store: FileStore, hash: HashBytes): Promise<Result<boolean>> {
  if (await hash(await store.bytesOf(file.sha256)) !== file.sha256) {
    await store.restart(file.sha256)
    return failure('unreadable')
  }
  return success(await store.hold(file.sha256))
}
