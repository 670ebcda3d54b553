import { listAllEvents, listRegister, registerMark } from '../../data/casework-repository.ts'
import { openDatabases } from '../../data/databases.ts'
import { followQuery } from '../../data/follow-query.ts'
import { storageFailure } from '../../data/storage-failure.ts'
import { courseOf, type Course } from '../../domain/register-overview.ts'
import { ObstacleRanking } from '../../search/obstacle-ranking.ts'
import { dayOf } from '../../texts/format.ts'
import type { RegisterMessage, RegisterQuestion } from './register-messages.ts'

/**
 * Reads all that was done to all obstacles, and searches in them, away from the page's thread: a register of many years holds a
 * hundred thousand events. The page gets what they come to.
 */
const tell = (message: RegisterMessage) => postMessage(message)

/** While the register streams in, it is gone over when it has been still for a moment (ms). */
const stillness = 500

let ranking: Promise<ObstacleRanking<{ id: string; number: string; title: string; description: string }>> | undefined

/** All that the device's user may see, with whom the sources point to; made when somebody searches, and anew when the register has changed. */
async function makeRanking() {
  return new ObstacleRanking((await listRegister()).map(({ id, data: { number, title, description, bodies } }) =>
    ({ id, number, title, description: [description, ...bodies.map(({ name }) => name)].join('\n\n') })))
}

/** So many courses the page takes in at a time, without being kept from a tap. */
const pieceLength = 500

async function tellCourses(): Promise<void> {
  const today = dayOf(Date.now())
  const courses = [...await listAllEvents()].map(([number, events]): [string, Course] => [number, courseOf(events, today)])
  let from = 0
  do {
    const next = from + pieceLength
    tell({ type: 'courses', piece: courses.slice(from, next), first: from === 0, last: next >= courses.length })
    from = next
  } while (from < courses.length)
}

let timer: ReturnType<typeof setTimeout> | undefined
let isFirst = true

function registerChanged(): void {
  clearTimeout(timer)
  ranking = undefined
  timer = setTimeout(() => void tellCourses().catch((error: unknown) => console.error(error)), isFirst ? 0 : stillness)
  isFirst = false
}

addEventListener('message', async ({ data: { id, query } }: MessageEvent<RegisterQuestion>) => {
  try {
    const made = await (ranking ??= makeRanking())
    tell({ type: 'found', id, ids: made.find(query, Infinity).map((one) => one.id) })
  } catch (error) {
    ranking = undefined
    tell({ type: 'failure', id, code: storageFailure(error) })
  }
})
// Only once the databases are open does a live query see what is read.
void openDatabases().then(() => followQuery(registerMark, { next: registerChanged, error: (error) => console.error(error) }))
