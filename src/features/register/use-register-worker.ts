import { computed, shallowRef, watch, type ComputedRef, type ShallowRef } from 'vue'
import type { Course } from '../../domain/register-overview.ts'
import type { ErrorCode } from '../../domain/result.ts'
import type { RegisterMessage, RegisterQuestion } from './register-messages.ts'

/** What a search has come to: still at it, found (the best first, by id), or why not; nothing while nobody searches. */
export type Found = { state: 'none' } | { state: 'waiting' } | { state: 'ready'; query: string; ids: readonly string[] } | { state: 'failed'; code: ErrorCode }

/** Kept while the app is open, as its worker is: one comes back to a list that knows where its obstacles stand. */
const courses = shallowRef<ReadonlyMap<string, Course>>()
/** Those that have come of a row that is not whole yet. */
let coming: [string, Course][] = []
const broken = shallowRef(false)
const listeners = new Set<(message: RegisterMessage) => void>()
let worker: Worker | undefined
let last = 0

function start(): Worker {
  const started = new Worker(new URL('./register-worker.ts', import.meta.url), { type: 'module', name: 'register' })
  started.addEventListener('message', ({ data }: MessageEvent<RegisterMessage>) => {
    if (data.type === 'courses') {
      if (data.first) coming = []
      coming.push(...data.piece)
      if (data.last) courses.value = new Map(coming)
    }
    for (const hear of [...listeners]) hear(data)
  })
  // It could not be started, or broke down: the next who asks gets a new one.
  started.addEventListener('error', () => {
    started.terminate()
    worker = undefined
    listeners.clear()
    broken.value = true
  })
  broken.value = false
  return started
}

/**
 * What the register's worker knows, kept current once `ready`, since a database answers one at a time and the list comes first; and the answers to what is asked of it, again when the
 * register has changed.
 */
export function useRegisterWorker(query: () => string, ready: () => boolean): { courses: Readonly<ShallowRef<ReadonlyMap<string, Course> | undefined>>; broken: Readonly<ShallowRef<boolean>>; found: ComputedRef<Found>; retry: () => void } {
  const answer = shallowRef<Found>({ state: 'none' })
  let asked = 0

  function ask() {
    if (!ready()) return
    worker ??= start()
    const text = query()
    if (text === '') {
      asked = 0
      answer.value = { state: 'none' }
      return
    }
    const id = asked = ++last
    if (answer.value.state !== 'ready') answer.value = { state: 'waiting' }
    const hear = (message: RegisterMessage) => {
      if (message.type === 'courses' || message.id !== id) return
      listeners.delete(hear)
      if (asked === id) answer.value = message.type === 'found' ? { state: 'ready', query: text, ids: message.ids } : { state: 'failed', code: message.code }
    }
    listeners.add(hear)
    worker.postMessage({ id, query: text } satisfies RegisterQuestion)
  }
  watch([query, ready], ask, { immediate: true })
  // What has changed may be found otherwise than before.
  watch(courses, () => { if (query() !== '') ask() })

  return { courses, broken, found: computed(() => (broken.value && query() !== '' ? { state: 'failed', code: 'storage-failed' } : answer.value)), retry: ask }
}
