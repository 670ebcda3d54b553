import { snapshotAdapter } from '../backend/snapshot-adapter.ts'
import { publicDatabase } from '../data/public-database.ts'
import { fillStream } from '../sync/fill-stream.ts'
import { StreamStore } from '../sync/stream-store.ts'

// The snapshot lies beside the app, on whatever host serves that.
fillStream(new StreamStore(publicDatabase, 'library'), snapshotAdapter(location.origin, 'library'))
  // A network that broke off, a snapshot that is none, a device without room: the pull comes upon the same, and says so.
  .catch((error: unknown) => console.warn(error))
  .finally(() => postMessage('done'))
