import { computed, shallowRef, watch, type ComputedRef, type Ref } from 'vue'
import type { DocumentKind, LibraryRow } from '../domain/documents.ts'
import type { Load } from '../domain/result.ts'

/**
 * The request for the first page, which `index.html` sends on a first visit while the code that would ask for it is still
 * on its way.
 */
interface Begun { url: string; body: string; answer: Promise<Response> }
type BegunWindow = typeof globalThis & { feltbokaBegun?: Begun }

const begun = () => (globalThis as BegunWindow).feltbokaBegun

/** `fetch`, but the request that was begun is not sent once more: its answer is taken over, once. */
export const fetchBegun: typeof fetch = (input, init) => {
  const sent = begun()
  if (!sent || input !== sent.url || init?.body !== sent.body) return fetch(input, init)
  delete (globalThis as BegunWindow).feltbokaBegun
  return sent.answer
}

/** Resolves when the first page's request, if there was one, has been answered or has failed. */
export async function begunAnswered(): Promise<void> {
  await begun()?.answer.catch(() => { /* said by who shows the page */ })
}

/** What is stored; or, until it is, the row that came with the first page's request. */
export function orBegun<T>(kind: DocumentKind, slug: () => string, stored: Readonly<Ref<Load<T>>>): ComputedRef<Load<T>> {
  const ahead = shallowRef<LibraryRow>()
  void begunRow(kind, slug()).then((row) => { if (stored.value.state !== 'ready') ahead.value = row })
  // From then on the device is the truth: what it no longer holds is gone.
  watch(() => stored.value.state === 'ready', (ready) => { if (ready) ahead.value = undefined })
  return computed(() => (ahead.value?.slug === slug() ? { state: 'ready', value: ahead.value as T } : stored.value))
}

async function begunRow(kind: DocumentKind, slug: string): Promise<LibraryRow | undefined> {
  try {
    const row = (await begunRows()).find((one) => one.kind === kind && one.slug === slug)
    return row && { ...row, firstPublished: row.first_published }
  } catch {
    // No answer, or none of ours: the sync asks again, and says what is wrong.
    return undefined
  }
}

type WireRow = LibraryRow & { first_published: string }
let rows: Promise<WireRow[]> | undefined

/** Read once, so that all that shows a part of it shows it in the same frame. */
function begunRows(): Promise<WireRow[]> {
  const answer = begun()?.answer
  if (!answer) return Promise.resolve([])
  rows ??= answer.then(async (response) => (response.ok ? ((await response.clone().json()) as { rows: WireRow[] }).rows : []))
  return rows
}
