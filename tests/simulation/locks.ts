interface Asking { tab: object; begin: (lock: Lock | null) => Promise<unknown>; resolve: (value: unknown) => void; reject: (reason: unknown) => void }

/** A device's Web Locks, for the one name that is asked for. A closed tab lets go of what it held. */
export class Locks {
  #holder: Asking | undefined
  #waiting: Asking[] = []

  of(tab: object): LockManager {
    const request = (_name: string, { ifAvailable, steal, signal }: LockOptions, begin: Asking['begin']) =>
      new Promise<unknown>((resolve, reject) => {
        const asking = { tab, begin, resolve, reject }
        if (steal) this.#steal(asking)
        else if (!this.#holder) this.#grant(asking)
        else if (ifAvailable) Promise.resolve(begin(null)).then(resolve, reject)
        else {
          this.#waiting.push(asking)
          signal?.addEventListener('abort', () => {
            if (this.#waiting.includes(asking)) reject(signal.reason)
            this.#waiting = this.#waiting.filter((one) => one !== asking)
          })
        }
      })
    return { request } as unknown as LockManager
  }

  isHeldBy(tab: object): boolean {
    return this.#holder?.tab === tab
  }

  close(tab: object): void {
    this.#waiting = this.#waiting.filter((one) => one.tab !== tab)
    if (this.#holder?.tab === tab) this.#next()
  }

  #grant(asking: Asking): void {
    this.#holder = asking
    const done = () => { if (this.#holder === asking) this.#next() }
    Promise.resolve(asking.begin({} as Lock)).finally(done).then(asking.resolve, asking.reject)
  }

  #steal(asking: Asking): void {
    this.#holder?.reject(new DOMException('the lock was stolen', 'AbortError'))
    this.#grant(asking)
  }

  #next(): void {
    this.#holder = undefined
    const next = this.#waiting.shift()
    if (next) this.#grant(next)
  }
}
