import { expect, test } from 'vitest'
import { SearchClient, type SearchMessage, type SearchPort, type SearchQuestion } from './search-client.ts'

function port() {
  const posted: SearchQuestion[] = []
  let hear: (message: SearchMessage) => void = () => {}
  let breakDown = () => {}
  const own: SearchPort = { post: (question) => { posted.push(question) }, listen: (heard) => { hear = heard }, broken: (told) => { breakDown = told } }
  return { own, posted, hear: (message: SearchMessage) => hear(message), breakDown: () => breakDown() }
}
const request = { text: 'ppt', limit: 5, literal: false }
const empty = { searched: 1, total: 0, counts: {}, results: [], corrections: [] }

test('each answer goes to the one who asked, in whatever order they come', async () => {
  const worker = port()
  const client = new SearchClient(worker.own)
  const [first, second] = [client.search(request), client.search(request)]
  worker.hear({ type: 'failure', id: worker.posted[1]!.id, code: 'storage-full' })
  worker.hear({ type: 'answer', id: worker.posted[0]!.id, answer: empty })
  expect(await first).toEqual({ ok: true, value: empty })
  expect(await second).toEqual({ ok: false, code: 'storage-full' })
})

test('what resembles a text is asked for beside other questions, and an answer of another kind is none', async () => {
  const worker = port()
  const client = new SearchClient(worker.own)
  const [found, similar, odd] = [client.search(request), client.similar('Ingen tolk'), client.similar('x')]
  expect(worker.posted[1]).toEqual({ id: 2, similarTo: 'Ingen tolk' })
  worker.hear({ type: 'similar', id: 2, numbers: ['H-2024-1'] })
  worker.hear({ type: 'answer', id: 1, answer: empty })
  worker.hear({ type: 'answer', id: 3, answer: empty })
  expect(await similar).toEqual({ ok: true, value: ['H-2024-1'] })
  expect(await found).toEqual({ ok: true, value: empty })
  expect(await odd).toEqual({ ok: false, code: 'unreadable' })
})

test('a worker that breaks down leaves nobody waiting', async () => {
  const worker = port()
  const client = new SearchClient(worker.own)
  const waiting = client.search(request)
  worker.breakDown()
  expect([await waiting, await client.search(request)]).toEqual([{ ok: false, code: 'storage-failed' }, { ok: false, code: 'storage-failed' }])
  expect(client.isBroken).toBe(true)
})

test('a changed index is told until one stops listening', () => {
  const worker = port()
  const client = new SearchClient(worker.own)
  let told = 0
  const stop = client.onChange(() => { told++ })
  worker.hear({ type: 'changed' })
  stop()
  worker.hear({ type: 'changed' })
  expect(told).toBe(1)
})
