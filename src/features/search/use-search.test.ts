import { effectScope, nextTick, shallowRef } from 'vue'
import { expect, test } from 'vitest'
import type { Result } from '../../domain/result.ts'
import type { SearchAnswer, SearchRequest } from '../../search/search-answer.ts'
import type { SearchClient } from '../../search/search-client.ts'
import { useSearch } from './use-search.ts'

function setUp() {
  const asked: { text: string; answer: (result: Result<SearchAnswer>) => void }[] = []
  let changed = () => {}
  const service = {
    search: ({ text }: SearchRequest) => new Promise<Result<SearchAnswer>>((answer) => { asked.push({ text, answer }) }),
    onChange: (told: () => void) => { changed = told; return () => {} },
  } as unknown as SearchClient
  const request = shallowRef<SearchRequest | undefined>()
  const scope = effectScope()
  const { search, retry } = scope.run(() => useSearch(() => request.value, () => service))!
  const type = async (text: string) => { request.value = text ? { text, limit: 5, literal: false } : undefined; await nextTick() }
  const settle = async (result: Result<SearchAnswer>) => { asked.at(-1)!.answer(result); await nextTick(); await nextTick() }
  return { asked, search, retry, type, settle, change: () => changed() }
}
const good: Result<SearchAnswer> = { ok: true, value: { searched: 1, total: 1, counts: {}, results: [], corrections: [] } }

test('of what is typed while an answer is awaited, only the last is asked for', async () => {
  const { asked, search, type, settle } = setUp()
  expect(search.value.state).toBe('idle')
  for (const text of ['p', 'pp', 'ppt']) await type(text)
  await settle(good)
  await settle(good)
  expect(asked.map(({ text }) => text)).toEqual(['p', 'ppt'])
  expect(search.value).toMatchObject({ state: 'ready', request: { text: 'ppt' } })
})

test('the last answer stands until the next one comes', async () => {
  const { search, type, settle } = setUp()
  await type('ppt')
  expect(search.value.state).toBe('searching')
  await settle(good)
  await type('ot')
  expect(search.value).toMatchObject({ state: 'ready', request: { text: 'ppt' } })
})

test('emptying the field ends the search, also when an answer is on its way', async () => {
  const { search, type, settle } = setUp()
  await type('ppt')
  await type('')
  await settle(good)
  expect(search.value.state).toBe('idle')
})

test('a failure can be tried again, and a changed index is asked again', async () => {
  const { asked, search, retry, type, settle, change } = setUp()
  await type('ppt')
  await settle({ ok: false, code: 'storage-failed' })
  expect(search.value).toEqual({ state: 'failed', code: 'storage-failed' })
  retry()
  await settle(good)
  change()
  await settle(good)
  expect(asked.map(({ text }) => text)).toEqual(['ppt', 'ppt', 'ppt'])
  expect(search.value.state).toBe('ready')
})
