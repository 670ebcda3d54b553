import type { InUsersName } from '../backend/file-adapter.ts'
import type { AccountCommands, FileCommands } from '../data/commands.ts'
import { deviceDatabase } from '../data/device-database.ts'
import { filesDatabase } from '../data/files-database.ts'
import { followQuery } from '../data/follow-query.ts'
import { publicDatabase } from '../data/public-database.ts'
import { failure } from '../domain/result.ts'
import type { FileEngine, FileWork } from './file-engine.ts'

/** When the code that fetches files could not be fetched, it is tried again after this long (ms). */
const again = 30_000

export interface FollowedFiles extends FileCommands {
  /** Erasing a user takes what they were about to upload along. */
  erase(erase: () => ReturnType<AccountCommands['erase']>): ReturnType<AccountCommands['erase']>
}

/** Follows what is wanted and what is to be sent, which pages have written down, and has it seen to. The work's code is fetched when there is some. */
export function followFiles(inUsersName: InUsersName): FollowedFiles {
  let loading: Promise<FileEngine> | undefined
  function engine(): Promise<FileEngine> {
    loading ??= import('./file-engine.ts').then(({ createFileEngine }) => createFileEngine(inUsersName))
    loading.catch(() => { loading = undefined })
    return loading
  }

  let work: FileWork = { wanted: [], waiting: [] }
  let isAny = false
  let seen = ''
  let waking: ReturnType<typeof setTimeout> | undefined
  function tend() {
    clearTimeout(waking)
    if (isAny) engine().then(({ tend: see }) => see(work)).catch(() => { waking = setTimeout(tend, again) })
  }

  followQuery(async () => ({
    // Files go when the page that carried them does, or who could read it: what the library is equal to tells when that may be.
    uid: (await deviceDatabase.fact('account'))?.uid, verified: (await publicDatabase.cursors.get('library'))?.verifiedAt,
    here: await filesDatabase.files.count() + await filesDatabase.uploads.count(),
    // What is asked for again has another time.
    wanted: (await filesDatabase.files.where('state').equals('wanted').toArray()).map(({ sha256, asked }) => ({ sha256, asked })),
    waiting: (await filesDatabase.uploads.where('state').anyOf('waiting', 'leaving').toArray()).map(({ id, asked }) => ({ id, asked })),
  }), {
    next(now) {
      // That more of one has come is nothing to see to.
      const mark = JSON.stringify(now)
      if (mark === seen) return
      seen = mark
      isAny = now.here > 0
      work = { wanted: now.wanted.map(({ sha256 }) => sha256), waiting: now.waiting.map(({ id }) => id) }
      tend()
    },
    error: () => { /* whoever shows files says so */ },
  })
  window.addEventListener('online', tend)
  document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'visible') tend() })

  return {
    read: (file) => engine().then((files) => files.read(file), () => failure('offline')),
    async erase(erase) {
      const account = await deviceDatabase.fact('account').catch(() => undefined)
      const erased = await erase()
      if (erased.ok && account) await import('../data/file-uploads.ts').then(({ dropUploadsOf }) => dropUploadsOf(account.uid)).catch(() => { /* theirs alone, and sent by nobody else */ })
      return erased
    },
  }
}
