/** All terms of an index as one sorted text, so that looking through them is looking through a string. */
export class Vocabulary {
  readonly #text: string
  readonly #starts: Uint32Array
  #letters: Uint32Array | undefined

  /** `text` has every term between line breaks, in code unit order. */
  constructor(text: string, count: number) {
    this.#text = text
    this.#starts = new Uint32Array(count + 1)
    for (let i = 0, at = 1; i <= count; i++) {
      this.#starts[i] = at
      at = text.indexOf('\n', at) + 1
    }
  }

  get size(): number {
    return this.#starts.length - 1
  }

  term(index: number): string {
    return this.#text.slice(this.#starts[index], this.#starts[index + 1]! - 1)
  }

  /** The index of a term, or -1. */
  find(term: string): number {
    const at = this.#firstFrom(term)
    return at < this.size && this.term(at) === term ? at : -1
  }

  /** The terms that begin with `start`, the term itself first. */
  beginningWith(start: string): number[] {
    const found: number[] = []
    for (let i = this.#firstFrom(start); i < this.size && this.#text.startsWith(start, this.#starts[i]); i++) found.push(i)
    return found
  }

  /** The terms that have `part` somewhere after their beginning, and whether they end with it. */
  having(part: string): { index: number; ends: boolean }[] {
    const found: { index: number; ends: boolean }[] = []
    for (let at = this.#text.indexOf(part); at >= 0; at = this.#text.indexOf(part, at + 1)) {
      if (this.#text[at - 1] === '\n') continue
      const index = this.#indexAt(at)
      const ends = this.#text[at + part.length] === '\n'
      const last = found.at(-1)
      if (last?.index === index) last.ends ||= ends
      else found.push({ index, ends })
    }
    return found
  }

  /** The terms that differ from `term` by at most `most` letters changed, missing, added or swapped with the next. */
  similarTo(term: string, most: number): { index: number; distance: number }[] {
    this.#letters ??= Uint32Array.from({ length: this.size }, (_, i) => lettersOf(this.term(i)))
    const letters = lettersOf(term)
    const found: { index: number; distance: number }[] = []
    for (let i = 0; i < this.size; i++) {
      const length = this.#starts[i + 1]! - 1 - this.#starts[i]!
      if (Math.abs(length - term.length) > most) continue
      // A changed letter puts at most one letter in and one out of the set: most terms fall here, cheaply.
      if (countBits(letters & ~this.#letters[i]!) > most || countBits(this.#letters[i]! & ~letters) > most) continue
      const distance = distanceWithin(term, this.term(i), most)
      if (distance <= most) found.push({ index: i, distance })
    }
    return found
  }

  #firstFrom(term: string): number {
    let low = 0
    let high = this.size
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.term(middle) < term) low = middle + 1
      else high = middle
    }
    return low
  }

  #indexAt(position: number): number {
    let low = 0
    let high = this.size
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.#starts[middle + 1]! <= position) low = middle + 1
      else high = middle
    }
    return low
  }
}

/** The set of a term's letters, a bit for each of a to z and one for all else. */
function lettersOf(term: string): number {
  let letters = 0
  for (let i = 0; i < term.length; i++) {
    const code = term.charCodeAt(i) - 97
    letters |= 1 << (code >= 0 && code < 26 ? code : 26)
  }
  return letters
}

function countBits(bits: number): number {
  bits -= (bits >>> 1) & 0x55555555
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333)
  return (((bits + (bits >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24
}

/** The optimal string alignment distance of two words, or more than `most` as soon as it is known to be that. */
export function distanceWithin(a: string, b: string, most: number): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    let least = i
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      let cost = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, beforeLast[j - 2]! + 1)
      row.push(cost)
      if (cost < least) least = cost
    }
    if (least > most) return most + 1
    beforeLast = last
    last = row
  }
  return last[b.length]!
}
