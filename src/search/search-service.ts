import { SearchClient, type SearchMessage, type SearchPort } from './search-client.ts'

let client: SearchClient | undefined

/**
 * The search of this page, started when it is first needed and kept: its worker holds the index. A broken one is replaced. The
 * worker reads the device's content and stands with the search pages; nothing of it is known here but where it is.
 */
export function searchService(): SearchClient {
  if (!client || client.isBroken) client = new SearchClient(workerPort())
  return client
}

function workerPort(): SearchPort {
  const worker = new Worker(new URL('../features/search/search-worker.ts', import.meta.url), { type: 'module', name: 'search' })
  return {
    post: (question) => worker.postMessage(question),
    listen: (heard) => worker.addEventListener('message', (event: MessageEvent<SearchMessage>) => heard(event.data)),
    broken: (told) => worker.addEventListener('error', () => { worker.terminate(); told() }),
  }
}
