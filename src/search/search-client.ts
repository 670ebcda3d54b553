import type { ErrorCode, Result } from '../domain/result.ts'
import type { SearchAnswer, SearchRequest } from './search-answer.ts'

/** What the page sends to the worker, and what comes back. */
export type SearchQuestion = { id: number } & ({ request: SearchRequest } | { similarTo: string })
export type SearchMessage =
  | { type: 'answer'; id: number; answer: SearchAnswer }
  /** The numbers of the obstacles that resemble a text. */
  | { type: 'similar'; id: number; numbers: string[] }
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
  readonly #waiting = new Map<number, (message: Exclude<SearchMessage, { type: 'changed' }>) => void>()
  readonly #listeners = new Set<() => void>()
  #last = 0
  #isBroken = false

  constructor(port: SearchPort) {
    this.#port = port
    port.listen((message) => this.#hear(message))
    port.broken(() => {
      this.#isBroken = true
      for (const [id, answer] of this.#waiting) answer({ type: 'failure', id, code: 'storage-failed' })
      this.#waiting.clear()
    })
  }

  /** Whether its worker is gone, so that a new client is needed. */
  get isBroken(): boolean {
    return this.#isBroken
  }

  search(request: SearchRequest): Promise<Result<SearchAnswer>> {
    return this.#ask({ request }, (message) => (message.type === 'answer' ? message.answer : undefined))
  }

  /** The numbers of the published obstacles that a text may be about, at most three. */
  similar(text: string): Promise<Result<string[]>> {
    return this.#ask({ similarTo: text }, (message) => (message.type === 'similar' ? message.numbers : undefined))
  }

  #ask<T>(question: { request: SearchRequest } | { similarTo: string }, read: (message: SearchMessage) => T | undefined): Promise<Result<T>> {
    if (this.#isBroken) return Promise.resolve({ ok: false, code: 'storage-failed' })
    return new Promise((resolve) => {
      const id = ++this.#last
      this.#waiting.set(id, (message) => {
        const value = read(message)
        resolve(value === undefined ? { ok: false, code: message.type === 'failure' ? message.code : 'unreadable' } : { ok: true, value })
      })
      this.#port.post({ id, ...question })
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
    this.#waiting.get(message.id)?.(message)
    this.#waiting.delete(message.id)
  }
}
