import { Dexie } from 'dexie'
import { IDBFactory } from 'fake-indexeddb'

interface Timer { at: number; work: () => void; rings: () => boolean }

const macrotask = globalThis.setImmediate
/** More steps of databases than this between two of a story's own are an endless loop. */
const mostTasks = 50_000

/**
 * The clock and the event loop of a story. Nothing moves but by its hand: the databases' tasks stand in a queue, timers ring when
 * time is let pass, and a limit on a request (`AbortSignal.timeout`) is such a timer too. So the same seed plays the same story.
 */
export class Time {
  now = 0
  #timers: Timer[] = []
  #limits: Timer[] = []
  #tasks: (() => void)[] = []
  /** What asks over and over whether others have closed a database: once a step is enough. */
  #polls: (() => void)[] = []
  #outside = 0
  readonly #before = { setImmediate: globalThis.setImmediate, timeout: AbortSignal.timeout, indexedDB: Dexie.dependencies.indexedDB, warn: console.warn }
  readonly storage = new IDBFactory()

  begin(): void {
    this.#takeOver()
    Dexie.dependencies.indexedDB = this.storage
    // Dexie tells of every connection that makes way for another.
    console.warn = () => {}
  }

  end(): void {
    this.#giveBack()
    Dexie.dependencies.indexedDB = this.#before.indexedDB
    console.warn = this.#before.warn
  }

  #takeOver(): void {
    globalThis.setImmediate = ((task: () => void) => { (isPoll(task) ? this.#polls : this.#tasks).push(task) }) as never
    AbortSignal.timeout = (delay) => {
      const limit = new AbortController()
      this.#limits.push({ at: this.now + delay, work: () => limit.abort(new DOMException('timed out', 'TimeoutError')), rings: () => true })
      return limit.signal
    }
  }

  #giveBack(): void {
    globalThis.setImmediate = this.#before.setImmediate
    AbortSignal.timeout = this.#before.timeout
  }

  /** An opening that comes through half a minute later: longer than anybody waits for it. */
  openLate(rings: () => boolean, name: string, version?: number): IDBOpenDBRequest {
    const late = { readyState: 'pending' } as { -readonly [K in keyof IDBOpenDBRequest]: IDBOpenDBRequest[K] }
    this.schedule(30_000, () => {
      const request = this.storage.open(name, version)
      const pass = (name: 'onsuccess' | 'onerror' | 'onupgradeneeded' | 'onblocked') => {
        request[name] = (event: Event) => {
          if (name === 'onsuccess' || name === 'onupgradeneeded') late.result = request.result
          late.transaction = request.transaction
          late.readyState = request.readyState
          late[name]?.call(request, event as never)
        }
      }
      for (const name of ['onsuccess', 'onerror', 'onupgradeneeded', 'onblocked'] as const) pass(name)
    }, rings)
    return late
  }

  /** Runs what stands outside of the story, with the world's own tasks and limits: a server that is real. Nothing of the story moves meanwhile. */
  async outside<T>(work: () => Promise<T>): Promise<T> {
    if ((this.#outside += 1) === 1) this.#giveBack()
    try {
      return await work()
    } finally {
      if ((this.#outside -= 1) === 0) this.#takeOver()
    }
  }

  /** A timer that rings only while `rings` says so: those of a frozen tab wait, those of a closed one never ring. */
  schedule(delay: number, work: () => void, rings: () => boolean): () => void {
    const timer = { at: this.now + delay, work, rings }
    this.#timers.push(timer)
    return () => { this.#timers = this.#timers.filter((one) => one !== timer) }
  }

  /** Lets everything happen that waits neither for time nor for the network. */
  async settle(): Promise<void> {
    this.#tasks.push(...this.#polls.splice(0))
    for (let done = 0, idle = 0; idle < 2; idle++) {
      await new Promise((resolve) => { macrotask(resolve) })
      const task = this.#tasks.shift()
      if (!task) continue
      idle = -1
      task()
      if ((done += 1) > mostTasks) throw new Error('the databases never come to rest')
    }
  }

  /** Lets time pass until the next timer, or for so long at the most; tells whether a timer rang. */
  pass(atMost = Infinity): boolean {
    const due = this.#timers.filter(({ rings }) => rings()).sort((a, b) => a.at - b.at)[0]
    const limit = this.#limits.sort((a, b) => a.at - b.at)[0]
    const next = due ?? limit
    if (!next && atMost === Infinity) return false
    const until = Math.min(next ? Math.max(next.at, this.now) : Infinity, this.now + atMost)
    this.now = until
    const over = this.#limits.filter(({ at }) => at <= until)
    this.#limits = this.#limits.filter(({ at }) => at > until)
    for (const { work } of over) work()
    if (!due || due.at > until) return over.length > 0
    this.#timers = this.#timers.filter((timer) => timer !== due)
    due.work()
    return true
  }

  /** What lies in a database, seen past every connection. */
  stored<T>(database: string, table: string): T[] {
    const raw = (this.storage as unknown as RawStorage)._databases.get(database)?.rawObjectStores.get(table)
    return raw ? [...raw.records.values()].map(({ value }) => value as T) : []
  }

  databases(): string[] {
    return [...(this.storage as unknown as RawStorage)._databases.keys()]
  }
}

const isPoll = (task: () => void) => task.name === 'waitForOthersClosed' || String(task).startsWith('() => waitForOthersClosedDelete')

interface RawStorage { _databases: Map<string, { rawObjectStores: Map<string, { records: { values(): Iterable<{ value: unknown }> } }> }> }
