import { followQuery } from '../../data/follow-query.ts'
import { publicDatabase } from '../../data/public-database.ts'
import { storageFailure } from '../../data/storage-failure.ts'
import { IndexKeeper } from '../../search/index-keeper.ts'
import { answer } from '../../search/search-answer.ts'
import type { SearchMessage, SearchQuestion } from '../../search/search-client.ts'
import { similarObstacles } from '../../search/similar.ts'
import { databaseSource, rememberingLoader } from './database-source.ts'

/** Reads the device's content, keeps its index and answers questions, all away from the page's thread. */
const keeper = new IndexKeeper(databaseSource(publicDatabase))
const load = rememberingLoader(publicDatabase)
const tell = (message: SearchMessage) => postMessage(message)

/** While content streams in, the index follows when it has been still for a moment, and now and then in between (ms). */
const stillness = 700
const longestWait = 5000

let timer: ReturnType<typeof setTimeout> | undefined
let waitingSince: number | undefined

function contentChanged(): void {
  clearTimeout(timer)
  waitingSince ??= performance.now()
  timer = setTimeout(follow, Math.max(0, Math.min(stillness, waitingSince + longestWait - performance.now())))
}

async function follow(): Promise<void> {
  waitingSince = undefined
  const before = keeper.index
  try {
    await keeper.refresh()
  } catch (error) {
    // The questions that need the index answer with this failure; here only the changes are late.
    console.error(error)
  }
  if (keeper.index !== before) tell({ type: 'changed' })
}

async function answerTo(question: SearchQuestion): Promise<void> {
  const { id } = question
  try {
    const index = await keeper.open()
    if ('request' in question) tell({ type: 'answer', id, answer: await answer(index, question.request, load) })
    else tell({ type: 'similar', id, numbers: similarObstacles(index, question.similarTo) })
  } catch (error) {
    tell({ type: 'failure', id, code: storageFailure(error) })
  }
}

addEventListener('message', (event: MessageEvent<SearchQuestion>) => void answerTo(event.data))
void keeper.open().catch((error: unknown) => console.error(error))
followQuery(() => publicDatabase.cursors.toArray(), { next: contentChanged, error: (error) => console.error(error) })
