import type { SearchKind } from './search-units.ts'

/** Rises when words are analysed or written in another way, so that an index of an earlier build is not read. */
export const indexFormat = 1

/** A document as the index knows it. `sections` has one entry a unit: its section's id, or '' for the item itself. */
export interface IndexedDocument { id: string; revision: string; kind: SearchKind; slug: string; sections: string[] }

/** Everything an index holds, in the form it is built in. Units are numbered through all documents in order. */
export interface IndexContents {
  documents: IndexedDocument[]
  /** For each term a rising list of unit × 8 + strength. */
  postings: Map<string, number[]>
  textLengths: number[]
  titleLengths: number[]
}

/** An index as it is searched: its terms as one text, and its lists of postings still packed. */
export interface PackedIndex {
  documents: IndexedDocument[]
  /** All terms in code unit order, each between line breaks. */
  vocabulary: string
  /** Where each term's postings begin in `postings`, and where the last one's end. */
  offsets: Uint32Array
  /** How many units each term stands in. */
  frequencies: Uint32Array
  postings: Uint8Array
  textLengths: Uint16Array
  titleLengths: Uint16Array
}

interface Head { format: number; documents: [string, string, SearchKind, string, string[]][]; terms: number; sizes: number[] }

/**
 * Packs an index: a head in JSON, then the vocabulary, the lists' lengths, the lists as differences in variable-length
 * integers, and the units' lengths. A tenth of what the same lists take in JSON, and read without unpacking.
 */
export function encodeIndex({ documents, postings, textLengths, titleLengths }: IndexContents): Uint8Array<ArrayBuffer> {
  const terms = [...postings.keys()].sort()
  const lists = new ByteWriter()
  const counts = new ByteWriter()
  for (const term of terms) {
    const before = lists.length
    const list = postings.get(term)!
    let last = 0
    for (const posting of list) {
      // The strength keeps its three bits; only the unit is written as a difference.
      lists.varint((((posting >>> 3) - last) << 3) | (posting & 7))
      last = posting >>> 3
    }
    counts.varint(list.length)
    counts.varint(lists.length - before)
  }
  const lengths = new ByteWriter()
  for (let i = 0; i < textLengths.length; i++) {
    lengths.varint(textLengths[i]!)
    lengths.varint(titleLengths[i]!)
  }
  const parts = [new TextEncoder().encode(`\n${terms.join('\n')}\n`), counts.bytes(), lists.bytes(), lengths.bytes()]
  const head: Head = {
    format: indexFormat,
    documents: documents.map(({ id, revision, kind, slug, sections }) => [id, revision, kind, slug, sections]),
    terms: terms.length,
    sizes: parts.map(({ length }) => length),
  }
  return joined(new TextEncoder().encode(JSON.stringify(head)), parts)
}

/** Reads a packed index; undefined when it is of another format or damaged: it is then built anew. */
export function decodeIndex(bytes: Uint8Array): PackedIndex | undefined {
  try {
    const headEnd = 4 + new DataView(bytes.buffer, bytes.byteOffset).getUint32(0)
    const head = JSON.parse(new TextDecoder().decode(bytes.subarray(4, headEnd))) as Head
    if (head.format !== indexFormat) return undefined
    let at = headEnd
    const [vocabulary, counts, postings, lengths] = head.sizes.map((size) => bytes.subarray(at, at += size))
    if (at !== bytes.length) return undefined
    const documents = head.documents.map(([id, revision, kind, slug, sections]) => ({ id, revision, kind, slug, sections }))
    const units = documents.reduce((sum, { sections }) => sum + sections.length, 0)
    return {
      documents, vocabulary: new TextDecoder().decode(vocabulary), postings: postings!,
      ...readCounts(counts!, head.terms), ...readLengths(lengths!, units),
    }
  } catch {
    // Cut short or not an index at all. Nothing is lost: the content it was built from is on the device.
    return undefined
  }
}

function readCounts(bytes: Uint8Array, terms: number): { offsets: Uint32Array; frequencies: Uint32Array } {
  const reader = new ByteReader(bytes)
  const offsets = new Uint32Array(terms + 1)
  const frequencies = new Uint32Array(terms)
  for (let i = 0; i < terms; i++) {
    frequencies[i] = reader.varint()
    offsets[i + 1] = offsets[i]! + reader.varint()
  }
  return { offsets, frequencies }
}

function readLengths(bytes: Uint8Array, units: number): { textLengths: Uint16Array; titleLengths: Uint16Array } {
  const reader = new ByteReader(bytes)
  const textLengths = new Uint16Array(units)
  const titleLengths = new Uint16Array(units)
  for (let i = 0; i < units; i++) {
    textLengths[i] = reader.varint()
    titleLengths[i] = reader.varint()
  }
  return { textLengths, titleLengths }
}

/** The contents of a packed index, without the documents that `keep` refuses, ready to be added to. */
export function unpackIndex(index: PackedIndex, keep: (document: IndexedDocument) => boolean): IndexContents {
  const contents: IndexContents = { documents: [], postings: new Map(), textLengths: [], titleLengths: [] }
  const renumbered = new Int32Array(index.textLengths.length).fill(-1)
  let unit = 0
  for (const document of index.documents) {
    const kept = keep(document)
    if (kept) contents.documents.push(document)
    for (let i = 0; i < document.sections.length; i++, unit++) {
      if (!kept) continue
      renumbered[unit] = contents.textLengths.length
      contents.textLengths.push(index.textLengths[unit]!)
      contents.titleLengths.push(index.titleLengths[unit]!)
    }
  }
  index.vocabulary.slice(1, -1).split('\n').forEach((term, i) => {
    const list: number[] = []
    eachPosting(index, i, (unit, strength) => { if (renumbered[unit]! >= 0) list.push(renumbered[unit]! * 8 + strength) })
    if (list.length > 0) contents.postings.set(term, list)
  })
  return contents
}

/** Calls back for each unit that a term stands in, in rising order. */
export function eachPosting(index: PackedIndex, term: number, found: (unit: number, strength: number) => void): void {
  const reader = new ByteReader(index.postings, index.offsets[term]!)
  const end = index.offsets[term + 1]!
  let unit = 0
  while (reader.at < end) {
    const posting = reader.varint()
    unit += posting >>> 3
    found(unit, posting & 7)
  }
}

function joined(head: Uint8Array, parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(4 + head.length + parts.reduce((sum, { length }) => sum + length, 0))
  new DataView(bytes.buffer).setUint32(0, head.length)
  bytes.set(head, 4)
  let at = 4 + head.length
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}

/** Writes numbers below 2^31, seven bits a byte, the lowest first. */
class ByteWriter {
  #bytes = new Uint8Array(1024)
  length = 0

  varint(value: number): void {
    if (this.length + 5 > this.#bytes.length) {
      const larger = new Uint8Array(this.#bytes.length * 2)
      larger.set(this.#bytes)
      this.#bytes = larger
    }
    while (value > 127) {
      this.#bytes[this.length++] = (value & 127) | 128
      value >>>= 7
    }
    this.#bytes[this.length++] = value
  }

  bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.length)
  }
}

class ByteReader {
  readonly #bytes: Uint8Array
  at: number

  constructor(bytes: Uint8Array, at = 0) {
    this.#bytes = bytes
    this.at = at
  }

  varint(): number {
    let value = 0
    for (let shift = 0; ; shift += 7) {
      const byte = this.#bytes[this.at++] ?? 0
      value |= (byte & 127) << shift
      if (byte < 128) return value
    }
  }
}
