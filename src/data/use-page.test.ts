import 'fake-indexeddb/auto'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createApp, effectScope, nextTick, ref, shallowRef, type EffectScope } from 'vue'
import { eventually } from '../../tests/support/eventually.ts'
import { failure, success, type Load, type Result } from '../domain/result.ts'
import { syncCommandsKey, type SyncCommands } from './commands.ts'
import { publicDatabase as db, type StoredDocument } from './public-database.ts'
import { findDocument } from './library-repository.ts'
import { usePage } from './use-page.ts'

const document = (slug: string) => ({ id: slug, rev: 1, kind: 'model', slug, refs: [], data: { title: slug } }) as unknown as StoredDocument

let scope: EffectScope
/** The server's answers to what the page asks for, by slug; and what it was asked. */
let answers: Map<string, () => Promise<Result<void>>>
let asked: string[]

beforeEach(() => {
  scope = effectScope()
  answers = new Map()
  asked = []
})
afterEach(async () => {
  scope.stop()
  await db.documents.clear()
})

function open(slug: () => string, find = (slug: string) => findDocument('model', slug)) {
  const commands: SyncCommands = {
    status: shallowRef({} as never), syncNow: vi.fn(), removeContent: vi.fn(), fetchCase: vi.fn(), sayInCase: vi.fn(), fetchSnapshot: vi.fn(),
    fetchPage: (_, slug) => { asked.push(slug); return answers.get(slug)!() },
  }
  const app = createApp({}).provide(syncCommandsKey, commands)
  return app.runWithContext(() => scope.run(() => usePage('model', slug, find))!)
}
const shown = (load: Load<{ slug: string }>) => (load.state === 'ready' ? load.value.slug : load.state === 'failed' ? load.code : load.state)
const fetched = (slug: string) => async () => { await db.documents.put(document(slug)); return success(undefined) }

describe('a page', () => {
  test('that the device holds is shown without asking', async () => {
    await db.documents.put(document('a'))
    const { page } = open(() => 'a')
    expect(shown(page.value)).toBe('loading')
    await eventually(() => expect(shown(page.value)).toBe('a'))
    expect(asked).toEqual([])
  })

  test('that the device does not hold is fetched ahead, once', async () => {
    answers.set('a', fetched('a'))
    const { page } = open(() => 'a')
    await eventually(() => expect(shown(page.value)).toBe('a'))
    expect(asked).toEqual(['a'])
  })

  test('that the server does not have is missing', async () => {
    answers.set('a', async () => failure('not-found'))
    const { page } = open(() => 'a')
    await eventually(() => expect(shown(page.value)).toBe('missing'))
  })

  test('that could not be fetched says why, can be tried again, and shows when the pull brings it', async () => {
    answers.set('a', async () => failure('offline'))
    const { page, retry } = open(() => 'a')
    await eventually(() => expect(shown(page.value)).toBe('offline'))
    answers.set('a', async () => failure('server'))
    retry()
    expect(shown(page.value)).toBe('loading')
    await eventually(() => expect(shown(page.value)).toBe('server'))
    await db.documents.put(document('a'))
    await eventually(() => expect(shown(page.value)).toBe('a'))
  })

  test('that is unpublished while it is read goes', async () => {
    await db.documents.put(document('a'))
    answers.set('a', async () => failure('not-found'))
    const { page } = open(() => 'a')
    await eventually(() => expect(shown(page.value)).toBe('a'))
    await db.documents.delete('a')
    await eventually(() => expect(shown(page.value)).toBe('missing'))
  })
})

test('a late answer about the page before says nothing about the next', async () => {
  const slug = ref('a')
  const late = Promise.withResolvers<Result<void>>()
  answers.set('a', () => late.promise)
  answers.set('b', () => new Promise(() => {}))
  const { page } = open(() => slug.value)
  await eventually(() => expect(asked).toEqual(['a']))
  slug.value = 'b'
  await eventually(() => expect(asked).toEqual(['a', 'b']))
  late.resolve(failure('not-found'))
  await late.promise
  await nextTick()
  expect(shown(page.value)).toBe('loading')
})

test('a database that does not answer is said to have failed', async () => {
  const { page } = open(() => 'a', async () => { throw new DOMException('damaged', 'UnknownError') })
  await eventually(() => expect(shown(page.value)).toBe('storage-failed'))
})
