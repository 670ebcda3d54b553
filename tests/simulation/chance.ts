/** Chance that plays again: the same seed, the same draws. */
export class Chance {
  #state: number

  constructor(seed: number) {
    this.#state = seed
    // Seeds that lie beside each other soon draw alike otherwise.
    for (let n = 0; n < 3; n++) this.next()
  }

  /** From 0 up to 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }

  below(end: number): number {
    return Math.floor(this.next() * end)
  }

  /** True once in `of`. */
  onceIn(of: number): boolean {
    return this.below(of) === 0
  }

  one<T>(among: readonly T[]): T {
    return among[this.below(among.length)]!
  }

  /** One of the names, each as often as its weight. */
  weighted<K extends string>(weights: Partial<Record<K, number>>): K {
    const entries = Object.entries(weights) as [K, number][]
    let left = this.next() * entries.reduce((sum, [, weight]) => sum + weight, 0)
    return (entries.find(([, weight]) => (left -= weight) < 0) ?? entries[0]!)[0]
  }

  /** Some of them, in their order; none and all are as likely as one. */
  some<T>(among: readonly T[]): T[] {
    const left = new Set(among)
    const size = this.one([0, 1, 1, 2, 4, among.length])
    const chosen = new Set<T>()
    while (chosen.size < size && left.size > 0) {
      const next = this.one([...left])
      left.delete(next)
      chosen.add(next)
    }
    return among.filter((one) => chosen.has(one))
  }
}
