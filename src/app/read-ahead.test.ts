import 'fake-indexeddb/auto'
import { beforeEach, expect, test, vi } from 'vitest'
import { START_LOCATION, type RouteLocationNormalized } from 'vue-router'
import { publicDatabase as db } from '../data/public-database.ts'

const keepAhead = vi.hoisted(() => vi.fn())
vi.mock('../data/begun-page.ts', () => ({ keepAhead, begunShown: async () => {} }))
const { readAhead } = await import('./read-ahead.ts')

const row = (kind: string, slug: string) => ({ id: `${kind} ${slug}`, rev: 1, kind, slug, data: { title: slug }, refs: [] }) as never
const route = (path: string, shows?: string, params: Record<string, string> = {}) => ({ path, params, meta: { shows } }) as unknown as RouteLocationNormalized
const from = route('/')
const kept = () => (keepAhead.mock.lastCall?.[0] as { slug: string }[] | undefined)?.map(({ slug }) => slug)

beforeEach(async () => {
  keepAhead.mockClear()
  await db.documents.bulkPut([row('model', 'sprakstart'), row('handbook', 'bok'), row('chapter', 'bok/start')])
})

test('the record of the next page is read before the page before it is left; a chapter with its handbook', async () => {
  await readAhead(route('/modeller/sprakstart', 'model', { slug: 'sprakstart' }), from)
  expect(kept()).toEqual(['sprakstart'])
  await readAhead(route('/handboker/bok/start', 'chapter', { slug: 'bok', chapter: 'start' }), from)
  expect(kept()).toEqual(['bok/start', 'bok'])
})

test('nothing is kept of the page before when there is none of the next', async () => {
  await readAhead(route('/modeller/finnes-ikke', 'model', { slug: 'finnes-ikke' }), from)
  expect(kept()).toEqual([])
})

test('pages that show no single record, the very first page, and a filter in the address are left alone', async () => {
  await readAhead(route('/modeller'), from)
  await readAhead(route('/modeller/sprakstart', 'model', { slug: 'sprakstart' }), START_LOCATION)
  await readAhead(route('/modeller/sprakstart', 'model', { slug: 'sprakstart' }), route('/modeller/sprakstart'))
  expect(keepAhead).not.toHaveBeenCalled()
})

test.each([
  ['a storage that fails', () => Promise.reject(new Error('broken'))],
  ['one that does not answer', () => new Promise(() => {})],
])('%s does not hold the page back', async (_, answer) => {
  vi.useFakeTimers({ toFake: ['setTimeout'] })
  vi.spyOn(db.documents, 'where').mockImplementationOnce(() => ({ anyOf: () => ({ toArray: answer }) }) as never)
  const going = readAhead(route('/modeller/sprakstart', 'model', { slug: 'sprakstart' }), from)
  await vi.advanceTimersByTimeAsync(200)
  await going
  expect(kept()).toEqual([])
  vi.useRealTimers()
})
