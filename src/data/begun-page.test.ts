import { afterEach, expect, test, vi } from 'vitest'
import { nextTick, shallowRef } from 'vue'
import type { Load } from '../domain/result.ts'
import type { LibraryRow } from '../domain/documents.ts'

const url = 'http://server.test/rest/v1/rpc/page'
const body = JSON.stringify({ kind: 'model', slug: 'a' })
const row = { id: '1', rev: 1, kind: 'model', slug: 'a', data: { title: 'A' }, firstPublished: '2024-01-01', updated: '2024-01-02' }
const fromDevice = (rows: () => object[]) => ({ feltbokaBegun: { rows: Promise.resolve().then(rows) } })
const fromServer = () => ({ feltbokaBegun: { rows: Promise.resolve([row]), request: { url, body, answer: Promise.resolve(Response.json('begun')) } } })

/** The module as it begins in a window where `index.html` has sent a request. */
async function begin(window: object) {
  vi.resetModules()
  Object.assign(globalThis, window)
  return import('./begun-page.ts')
}
afterEach(() => {
  Reflect.deleteProperty(globalThis, 'feltbokaBegun')
  vi.unstubAllGlobals()
})
const settled = async () => { await new Promise((resolve) => setTimeout(resolve)); await nextTick() }
const shown = (load: Load<LibraryRow>) => (load.state === 'ready' ? load.value.data.title : load.state)

test('what was asked for is shown until the storage has told, and from then on only what is stored', async () => {
  const { orBegun } = await begin(fromServer())
  const stored = shallowRef<Load<LibraryRow>>({ state: 'loading' })
  const found = orBegun('model', () => 'a', stored)
  await settled()
  expect(shown(found.value)).toBe('A')
  stored.value = { state: 'missing' }
  expect(shown(found.value)).toBe('A')
  stored.value = { state: 'ready', value: { ...row, data: { title: 'newer' } } as unknown as LibraryRow }
  await nextTick()
  expect(shown(found.value)).toBe('newer')
  stored.value = { state: 'missing' }
  expect(shown(found.value)).toBe('missing')
})

test('it is not shown for another page', async () => {
  const { orBegun } = await begin(fromDevice(() => [row]))
  const found = orBegun('model', () => 'b', shallowRef<Load<LibraryRow>>({ state: 'loading' }))
  await settled()
  expect(found.value.state).toBe('loading')
})

test.each([
  ['what is not there', () => []],
  ['what cannot be read', () => { throw new TypeError('Failed to fetch') }],
])('%s is left to the sync', async (_, rows) => {
  const { orBegun, begunAnswered } = await begin(fromDevice(rows))
  const found = orBegun('model', () => 'a', shallowRef<Load<LibraryRow>>({ state: 'missing' }))
  await begunAnswered()
  await settled()
  expect(found.value.state).toBe('missing')
})

test('the request is taken over once, by who asks for the same', async () => {
  const { fetchBegun } = await begin(fromServer())
  const fetch = vi.fn(async () => Response.json('asked anew'))
  vi.stubGlobal('fetch', fetch)
  expect(await (await fetchBegun(url, { method: 'POST', body: '{}' })).json()).toBe('asked anew')
  expect(await (await fetchBegun(url, { method: 'POST', body })).json()).toBe('begun')
  expect(fetch).toHaveBeenCalledTimes(1)
  expect(await (await fetchBegun(url, { method: 'POST', body })).json()).toBe('asked anew')
})
