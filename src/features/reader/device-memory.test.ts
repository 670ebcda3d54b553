import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { effectScope, nextTick, ref, type EffectScope } from 'vue'
import { eventually } from '../../../tests/support/eventually.ts'
import { deviceDatabase } from '../../data/device-database.ts'
import { findPosition, keepPosition } from '../../data/reading-repository.ts'
import { useBookmark } from '../../data/use-bookmark.ts'
import type { InView } from './text-in-view.ts'
import { useNotes } from './use-notes.ts'
import { useReadingPosition, type Resume } from './use-reading-position.ts'
import { useTicks } from './use-ticks.ts'

let page: EffectScope
const open = <T>(work: () => T): T => page.run(work)!

beforeEach(async () => {
  vi.stubGlobal('window', new EventTarget())
  vi.stubGlobal('document', new EventTarget())
  vi.stubGlobal('requestAnimationFrame', (work: () => void) => { work(); return 1 })
  vi.stubGlobal('cancelAnimationFrame', () => {})
  page = effectScope()
  await Promise.all(deviceDatabase.tables.map((table) => table.clear()))
})
afterEach(() => {
  page.stop()
  vi.useRealTimers()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

test('a bookmark is set and removed, and shown as it stands on the device', async () => {
  const { bookmarked, toggle } = open(() => useBookmark(() => 'model:class', () => 5))
  await toggle()
  await eventually(() => expect(bookmarked.value).toBe(true))
  await toggle()
  await eventually(() => expect(bookmarked.value).toBe(false))
})

test('a bookmark that could not be kept says why', async () => {
  vi.spyOn(deviceDatabase.bookmarks, 'put').mockRejectedValue(Object.assign(new Error(), { name: 'QuotaExceededError' }))
  const { failed, toggle } = open(() => useBookmark(() => 'model:class'))
  await toggle()
  expect(failed.value).toBe('storage-full')
})

test('ticks belong to their own page', async () => {
  const here = open(() => useTicks(() => 'model:class'))
  const there = open(() => useTicks(() => 'model:oslohjelpa'))
  await here.tick('forankring', true)
  await eventually(() => expect([...here.ticked.value]).toEqual(['forankring']))
  expect(there.ticked.value.size).toBe(0)
  await here.tick('forankring', false)
  await eventually(() => expect(here.ticked.value.size).toBe(0))
})

test('a note is on the device within a second of being typed', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const { states, write } = open(() => useNotes(() => 'chapter:bok/start', () => 7))
  write('hva', 'Ta opp på')
  vi.advanceTimersByTime(300)
  write('hva', 'Ta opp på ledermøtet')
  expect(states.get('hva')).toEqual({ state: 'writing' })
  vi.advanceTimersByTime(700)
  vi.useRealTimers()
  await eventually(() => expect(states.get('hva')).toEqual({ state: 'saved', at: 7 }))
  expect(await deviceDatabase.notes.toArray()).toEqual([
    { id: 'chapter:bok/start#hva', key: 'chapter:bok/start', section: 'hva', text: 'Ta opp på ledermøtet', at: 7 },
  ])
})

test('a note is written down at once when the page is hidden, and when it is left', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const { write } = open(() => useNotes(() => 'chapter:bok/start'))
  write('hva', 'En')
  document.dispatchEvent(new Event('visibilitychange'))
  await eventually(async () => expect(await deviceDatabase.notes.count()).toBe(1))
  write('hvem', 'To')
  page.stop()
  await eventually(async () => expect(await deviceDatabase.notes.count()).toBe(2))
})

test('what was typed in one chapter stays there when the next is opened', async () => {
  const chapter = ref('chapter:bok/en')
  const { notes, write } = open(() => useNotes(() => chapter.value))
  write('hva', 'Til den første')
  chapter.value = 'chapter:bok/to'
  await nextTick()
  window.dispatchEvent(new Event('pagehide'))
  await eventually(async () => expect((await deviceDatabase.notes.toArray())[0]?.key).toBe('chapter:bok/en'))
  expect(notes.value.size).toBe(0)
})

test('an emptied note is removed', async () => {
  await deviceDatabase.notes.put({ id: 'chapter:bok/start#hva', key: 'chapter:bok/start', section: 'hva', text: 'Gammelt', at: 1 })
  const { notes, write } = open(() => useNotes(() => 'chapter:bok/start'))
  await eventually(() => expect(notes.value.get('hva')?.text).toBe('Gammelt'))
  write('hva', ' ')
  window.dispatchEvent(new Event('pagehide'))
  await eventually(() => expect(notes.value.size).toBe(0))
})

test('a note that could not be kept says so, and is tried again', async () => {
  vi.spyOn(deviceDatabase.notes, 'put').mockRejectedValueOnce(Object.assign(new Error(), { name: 'AbortError', inner: { name: 'QuotaExceededError' } }))
  const { states, write } = open(() => useNotes(() => 'chapter:bok/start'))
  write('hva', 'Viktig')
  window.dispatchEvent(new Event('pagehide'))
  await eventually(() => expect(states.get('hva')).toEqual({ state: 'failed', code: 'storage-full' }))
  window.dispatchEvent(new Event('pagehide'))
  await eventually(() => expect(states.get('hva')?.state).toBe('saved'))
  expect((await deviceDatabase.notes.toArray())[0]?.text).toBe('Viktig')
})

const text = [{ id: 'hva', weight: 100 }, { id: 'hvordan', weight: 300 }]

function read(key: () => string | undefined, seen: () => InView | undefined, resume: Resume = 'unfinished') {
  const show = vi.fn()
  return { show, ...open(() => useReadingPosition(key, () => text, { measure: seen, show }, () => resume, () => 9)) }
}

test('a page opens where it was left, and says so', async () => {
  await keepPosition({ key: 'chapter:bok/start', part: 0.625, section: 'hvordan', finished: false }, 1)
  const { show, resumed, part } = read(() => 'chapter:bok/start', () => undefined)
  await eventually(() => expect(resumed.value).toBe(true))
  expect(show).toHaveBeenCalledWith({ section: 'hvordan', fraction: 0.5 })
  expect(part.value).toBe(0.625)
  await eventually(async () => expect((await findPosition('chapter:bok/start'))?.at).toBe(9))
})

test('a finished page, a new one and one opened at a place of its own begin there', async () => {
  await keepPosition({ key: 'chapter:bok/lest', part: 0.5, section: 'hvordan', finished: true }, 1)
  await keepPosition({ key: 'chapter:bok/lenke', part: 0.5, section: 'hvordan', finished: false }, 1)
  const done = read(() => 'chapter:bok/lest', () => undefined)
  const fresh = read(() => 'chapter:bok/ny', () => undefined)
  const linked = read(() => 'chapter:bok/lenke', () => undefined, 'never')
  await eventually(() => expect(done.finished.value).toBe(true))
  await eventually(async () => expect(await findPosition('chapter:bok/ny')).toBeDefined())
  for (const { show } of [done, fresh, linked]) expect(show).not.toHaveBeenCalled()
})

test('going back to a page shows where one was, also when it is finished, without a word', async () => {
  await keepPosition({ key: 'chapter:bok/lest', part: 1, section: 'hvordan', finished: true }, 1)
  const { show, resumed } = read(() => 'chapter:bok/lest', () => undefined, 'always')
  await eventually(() => expect(show).toHaveBeenCalledWith({ section: 'hvordan', fraction: 1 }))
  expect(resumed.value).toBe(false)
})

test('having read on, one is no longer told that one came back', async () => {
  await keepPosition({ key: 'chapter:bok/start', part: 0.5, section: 'hvordan', finished: false }, 1)
  const seen: InView = { place: { section: 'hvordan', fraction: 0.5 }, atEnd: false }
  const { resumed } = read(() => 'chapter:bok/start', () => seen)
  await eventually(() => expect(resumed.value).toBe(true))
  window.dispatchEvent(new Event('scroll'))
  expect(resumed.value).toBe(false)
})

test('scrolling is remembered, and reaching the end is remembered for good', async () => {
  let seen: InView = { place: { section: 'hvordan', fraction: 0 }, atEnd: false }
  const { part, finished } = read(() => 'chapter:bok/start', () => seen)
  await eventually(() => expect(part.value).toBe(0.25))
  seen = { place: { section: 'hvordan', fraction: 1 }, atEnd: true }
  window.dispatchEvent(new Event('scroll'))
  expect(finished.value).toBe(true)
  seen = { place: { section: 'hva', fraction: 0 }, atEnd: false }
  window.dispatchEvent(new Event('scroll'))
  window.dispatchEvent(new Event('pagehide'))
  await eventually(async () => expect(await findPosition('chapter:bok/start')).toMatchObject({ part: 0, section: 'hva', finished: true }))
})

test('the place in one chapter is not written on the next', async () => {
  const key = ref<string>()
  let seen: InView = { place: { section: 'hvordan', fraction: 0 }, atEnd: false }
  const { part } = read(() => key.value, () => seen)
  key.value = 'chapter:bok/en'
  await eventually(() => expect(part.value).toBe(0.25))
  seen = { place: { section: 'hva', fraction: 0 }, atEnd: false }
  key.value = 'chapter:bok/to'
  await eventually(async () => expect(await findPosition('chapter:bok/to')).toBeUndefined())
  page.stop()
  await eventually(async () => expect((await findPosition('chapter:bok/en'))?.part).toBe(0.25))
})
