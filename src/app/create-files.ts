import type { InUsersName } from '../backend/file-adapter.ts'
import type { AccountCommands, FileCommands } from '../data/commands.ts'
import { openDatabases } from '../data/databases.ts'
import { failure } from '../domain/result.ts'
import type { FollowedFiles } from './follow-files.ts'

/** When the code that follows files could not be fetched, it is tried again after this long (ms). */
const again = 30_000

/** The files on this device as the app sees them. Nothing on the first screen needs their code. */
export function createFiles(inUsersName: InUsersName): { commands: FileCommands; erasing: (erase: AccountCommands['erase']) => AccountCommands['erase']; start: () => void } {
  let following: Promise<FollowedFiles> | undefined
  function files(): Promise<FollowedFiles> {
    // After the code of the databases, which it follows, and which the page waits for.
    following ??= openDatabases().then(() => import('./follow-files.ts')).then(({ followFiles }) => followFiles(inUsersName))
    following.catch(() => { following = undefined })
    return following
  }
  const follow = () => void files().catch(() => setTimeout(follow, again))
  return {
    // What is on the screen comes first.
    start() {
      if ('requestIdleCallback' in window) requestIdleCallback(follow, { timeout: 5000 })
      else setTimeout(follow, 2000)
    },
    commands: { read: (file) => files().then(({ read }) => read(file), () => failure('offline')) },
    erasing: (erase) => (options) => files().then((followed) => followed.erase(() => erase(options)), () => erase(options)),
  }
}
