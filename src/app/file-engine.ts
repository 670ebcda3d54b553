import { backendUrl, publishableKey } from '../backend/backend-address.ts'
import { fileAdapter, type InUsersName } from '../backend/file-adapter.ts'
import { uploadAdapter } from '../backend/upload-adapter.ts'
import { deviceDatabase } from '../data/device-database.ts'
import { hashOfBytes } from '../data/file-hash.ts'
import { carriedHashes } from '../data/file-repository.ts'
import { FileStore } from '../data/file-store.ts'
import { concludeUpload, dropUpload, failUpload, nextToDiscard, nextUpload, tellUpload } from '../data/file-uploads.ts'
import { filesDatabase } from '../data/files-database.ts'
import { keepPdfCode } from '../data/pdf-code.ts'
import type { WantedFile } from '../domain/files.ts'
import { success, type Result } from '../domain/result.ts'
import { readFile } from '../sync/download-file.ts'
import { DownloadLoop } from '../sync/download-loop.ts'
import type { LoopWorld } from '../sync/patient-loop.ts'
import { UploadLoop } from '../sync/upload-loop.ts'
import { inOneTab } from './one-tab.ts'

/** What is to be fetched and to be sent, by hash and by id. */
export interface FileWork { wanted: string[]; waiting: string[] }

export interface FileEngine {
  /** Sees to what there is to fetch and to send, and lets go of what is wanted no more. */
  tend(work: FileWork): Promise<void>
  read(file: WantedFile): Promise<Result<Blob>>
}

/** How long a person waits for a file that is only looked at (ms). */
const patience = 10 * 60_000
/** How often it is told how far an upload has come (ms). */
const pace = 500

const byNetwork: typeof fetch = (input, init) => fetch(input, init)
const world = (name: string): LoopWorld => ({
  random: () => Math.random(),
  exclusively: (wait, work) => inOneTab(wait, work, undefined, undefined, name),
  schedule(delay, work) {
    const timer = setTimeout(work, delay)
    return () => clearTimeout(timer)
  },
})

/** What brings files to the device, and from it to the server. A chunk of its own: it comes when there is a file to see to. */
export function createFileEngine(inUsersName: InUsersName): FileEngine {
  const server = [backendUrl, publishableKey, inUsersName, byNetwork] as const
  const store = new FileStore(filesDatabase)
  const port = fileAdapter(...server)
  const downloads = new DownloadLoop(store, port, hashOfBytes, world('feltboka-files'))

  const uid = async () => (await deviceDatabase.fact('account'))?.uid
  let told = 0
  const uploads = new UploadLoop({
    async next() {
      const owner = await uid()
      return owner === undefined ? undefined : nextUpload(owner)
    },
    tell({ id }, sent) {
      if (performance.now() - told < pace) return
      told = performance.now()
      // How far it has come is not worth a word when it cannot be kept.
      tellUpload(id, sent).catch(() => {})
    },
    fail: ({ id }, code) => failUpload(id, code),
    done: (upload) => concludeUpload(upload),
    async nextToDiscard() {
      const owner = await uid()
      return owner === undefined ? undefined : nextToDiscard(owner)
    },
    async drop({ id }) { await dropUpload(id) },
  }, uploadAdapter(...server), world('feltboka-uploads'))

  /** Removes what no page carries any more. A page whose word is on its way may carry files, too. */
  async function prune() {
    const carried = await carriedHashes()
    if (carried) await store.keepOnly(carried)
  }

  return {
    async tend({ wanted, waiting }) {
      downloads.letGoOfOthers(wanted)
      uploads.letGoOfOthers(waiting)
      await prune()
      if (!navigator.onLine) return
      // It comes beside the files; one who is cut off from it gets it the next time.
      if (await filesDatabase.files.filter(({ type }) => type === 'application/pdf').first()) keepPdfCode().catch(() => {})
      await Promise.all([downloads.wake(), uploads.wake()])
    },
    async read(file) {
      const came = await readFile(file, port, hashOfBytes, AbortSignal.timeout(patience))
      return came.ok ? success(new Blob([came.value], { type: file.type })) : came
    },
  }
}
