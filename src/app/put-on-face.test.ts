import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import { putOnFace } from './put-on-face.ts'

const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/:page', component: {} }] })
let root: { dataset: { face?: string } }
let faces: PromiseWithResolvers<unknown>

beforeEach(() => {
  vi.useFakeTimers()
  root = { dataset: { face: 'plain' } }
  faces = Promise.withResolvers()
  vi.stubGlobal('document', { documentElement: root, fonts: { load: () => faces.promise } })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

test('a face that comes with the first page is put on at once', async () => {
  const done = putOnFace(router, Promise.resolve())
  faces.resolve(undefined)
  await done
  expect(root.dataset.face).toBeUndefined()
})

test('one that comes later waits for another page, and a filter in the address is none', async () => {
  await router.push('/a')
  const done = putOnFace(router, Promise.resolve())
  await vi.advanceTimersByTimeAsync(1000)
  faces.resolve(undefined)
  await done
  expect(root.dataset.face).toBe('plain')
  await router.push('/a?tema=språk')
  expect(root.dataset.face).toBe('plain')
  await router.push('/b')
  expect(root.dataset.face).toBeUndefined()
})

test('one that cannot be fetched is done without', async () => {
  faces.reject(new DOMException('', 'NetworkError'))
  await putOnFace(router, Promise.resolve())
  expect(root.dataset.face).toBe('plain')
})
