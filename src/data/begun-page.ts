import { computed, shallowRef, watch, type ComputedRef, type Ref } from 'vue'
import type { DocumentKind, LibraryRow } from '../domain/documents.ts'
import type { Load } from '../domain/result.ts'

/**
 * What `index.html` asked for while the code that would ask for it was still on its way: the first page's record and what
 * it stands in, on a first visit from the server, later from the device (`src/app/before-the-code.ts`).
 */
interface Begun {
  rows: Promise<LibraryRow[]>
  /** Only where the server was asked. */
  request?: { url: string; body: string; answer: Promise<Response> }
}

const { feltbokaBegun: begun } = globalThis as { feltbokaBegun?: Begun }
let taken = false

/** `fetch`, but the request that was begun is not sent once more: its answer is taken over, once. */
export const fetchBegun: typeof fetch = (input, init) => {
  const sent = begun?.request
  if (!sent || taken || input !== sent.url || init?.body !== sent.body) return fetch(input, init)
  taken = true
  return sent.answer
}

/** Resolves when what was begun has come or has failed. */
export async function begunAnswered(): Promise<void> {
  await begun?.rows.catch(() => { /* said by who shows the page */ })
}

/** Resolves when what was begun stands on the screen; at once where there is nothing, or nobody looking. */
export async function begunShown(): Promise<void> {
  if (!begun) return
  await begunAnswered()
  await nextFrame()
}

/** Resolves when the next frame is on its way to the screen, which is when the task after it begins; at once where nobody looks. */
async function nextFrame(): Promise<void> {
  if (document.visibilityState === 'hidden') return
  await new Promise<void>((resolve) => { requestAnimationFrame(() => setTimeout(resolve)) })
}

let readAhead: readonly LibraryRow[] = []
let drawing: Promise<void> | undefined

/** Keeps the rows of the page one is on the way to, read before the page before it was left. */
export function keepAhead(rows: readonly LibraryRow[]): void {
  readAhead = rows
  drawing = rows.length > 0 ? nextFrame() : undefined
}

/** Resolves when the page that was read ahead stands on the screen; at once where none was. What it does not show can wait for that. */
export async function aheadShown(): Promise<void> {
  await drawing
}

/** What is stored; or, until the storage has told, what was read ahead or begun. */
export function orBegun<T>(kind: DocumentKind, slug: () => string, stored: Readonly<Ref<Load<T>>>): ComputedRef<Load<T>> {
  const ahead = shallowRef<LibraryRow>()
  watch(slug, (next) => { ahead.value = readAhead.find((row) => row.kind === kind && row.slug === next) }, { immediate: true })
  void begunRow(kind, slug()).then((row) => { if (row && stored.value.state !== 'ready') ahead.value = row })
  // From then on the device is the truth: what it no longer holds is gone.
  watch(() => stored.value.state === 'ready', (ready) => { if (ready) ahead.value = undefined })
  return computed(() => (ahead.value?.slug === slug() ? { state: 'ready', value: ahead.value as T } : stored.value))
}

async function begunRow(kind: DocumentKind, slug: string): Promise<LibraryRow | undefined> {
  try {
    return (await begun?.rows)?.find((one) => one.kind === kind && one.slug === slug)
  } catch {
    // No answer, or none of ours: the sync asks again, and says what is wrong.
    return undefined
  }
}
