import { computed, onScopeDispose, reactive, watch, type ComputedRef } from 'vue'
import type { Note } from '../../data/device-database.ts'
import { keepNote, listNotesOf } from '../../data/reading-repository.ts'
import { storageFailure } from '../../data/storage-failure.ts'
import { useLive } from '../../data/use-live.ts'
import type { ErrorCode } from '../../domain/result.ts'

/** What is typed is written down this often (ms). */
const interval = 400

/** Whether what was typed is on the device. Only `saved` promises that it is. */
export type NoteState = { state: 'writing' } | { state: 'saved'; at: number } | { state: 'failed'; code: ErrorCode }

/**
 * A person's own notes in one page, one a section, on this device only. What is typed is written down within a second,
 * and at once when the page is hidden or left; a note without words is removed.
 */
export function useNotes(key: () => string, now: () => number = Date.now): {
  notes: ComputedRef<Map<string, Note>>
  states: Map<string, NoteState>
  write: (section: string, text: string) => void
} {
  const stored = useLive(() => listNotesOf(key()), key)
  const notes = computed(() => new Map((stored.value.state === 'ready' ? stored.value.value : []).map((note) => [note.section, note])))
  const states = reactive(new Map<string, NoteState>())
  // By id and not by section: what was typed in one chapter may still be on its way when the next one is open.
  const waiting = new Map<string, Note>()
  let timer: ReturnType<typeof setTimeout> | undefined
  watch(key, () => states.clear())

  function write(section: string, text: string) {
    const note = { id: `${key()}#${section}`, key: key(), section, text, at: now() }
    waiting.set(note.id, note)
    states.set(section, { state: 'writing' })
    timer ??= setTimeout(flush, interval)
  }

  function flush() {
    clearTimeout(timer)
    timer = undefined
    const batch = [...waiting.values()]
    waiting.clear()
    for (const note of batch) void keep(note)
  }

  async function keep(note: Note) {
    const tell = (state: NoteState) => { if (!waiting.has(note.id) && note.key === key()) states.set(note.section, state) }
    try {
      await keepNote(note)
      tell({ state: 'saved', at: now() })
    } catch (error) {
      tell({ state: 'failed', code: storageFailure(error) })
      // Kept for the next try: when more is typed, or when the page is left.
      if (!waiting.has(note.id)) waiting.set(note.id, note)
    }
  }

  window.addEventListener('pagehide', flush)
  document.addEventListener('visibilitychange', flush)
  onScopeDispose(() => {
    window.removeEventListener('pagehide', flush)
    document.removeEventListener('visibilitychange', flush)
    flush()
  })
  return { notes, states, write }
}
