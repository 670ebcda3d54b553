import type { ErrorCode, Result } from '../domain/result.ts'
import type { SearchAnswer, SearchRequest } from './search-answer.ts'

/** What the page sends to the worker, and what comes back. */
export interface SearchQuestion { id: number; request: SearchRequest }
export type SearchMessage =
  | { type: 'answer'; id: number; answer: SearchAnswer }
  | { type: 'failure'; id: number; code: ErrorCode }
  /** The index is another than before: what is shown may be asked for again. */
  | { type: 'changed' }

/** The worker, as the client sees it. */
export interface SearchPort {
  post(question: SearchQuestion): void
  listen(heard: (message: SearchMessage) => void): void
  /** Calls back when the worker could not be started or broke down: nothing more will come from it. */
  broken(told: () => void): void
}

/** Asks the worker and hands each answer to the one who asked. */
export class SearchClient {
  readonly #port: SearchPort
  readonly #waiting = new Map<number, (result: Result<SearchAnswer>) => void>()
  readonly #listeners = new Set<() => void>()
  #last = 0
  #isBroken = false

  constructor(port: SearchPort) {
    this.#port = port
    port.listen((message) => this.#hear(message))
    port.broken(() => {
      this.#isBroken = true
      for (const answer of this.#waiting.values()) answer({ ok: false, code: 'storage-failed' })
      this.#waiting.clear()
    })
  }

  /** Whether its worker is gone, so that a new client is needed. */
  get isBroken(): boolean {
    return this.#isBroken
  }

  search(request: SearchRequest): Promise<Result<SearchAnswer>> {
    if (this.#isBroken) return Promise.resolve({ ok: false, code: 'storage-failed' })
    return new Promise((resolve) => {
      const id = ++this.#last
      this.#waiting.set(id, resolve)
      this.#port.post({ id, request })
    })
  }

  /** Calls back when the index has changed; answers how to stop listening. */
  onChange(changed: () => void): () => void {
    this.#listeners.add(changed)
    return () => this.#listeners.delete(changed)
  }

  #hear(message: SearchMessage): void {
    if (message.type === 'changed') {
      for (const changed of this.#listeners) changed()
      return
    }
    const answer = this.#waiting.get(message.id)
    this.#waiting.delete(message.id)
    answer?.(message.type === 'answer' ? { ok: true, value: message.answer } : { ok: false, code: message.code })
  }
}
