import { IndexBuilder } from './index-builder.ts'
import { decodeIndex, unpackIndex, type IndexedDocument } from './index-format.ts'
import type { LoadedRow } from './search-answer.ts'
import { SearchIndex } from './search-index.ts'
import { unitsOf } from './search-units.ts'

/** Where the index comes from and where it is kept. */
export interface IndexSource {
  /** Names the content as it is now: another name means that something in it may have changed. */
  version(): Promise<string>
  /** What each row that can be found stands at, by id; it is another, too, when a row changes that belongs to it. */
  revisions(): Promise<Map<string, string>>
  /** The rows of some ids, without those that are gone. */
  rows(ids: readonly string[]): Promise<LoadedRow[]>
  /** The index that was kept last. */
  kept(): Promise<{ version: string; data: Uint8Array } | undefined>
  keep(version: string, data: Uint8Array): Promise<void>
}

/** So many rows are held in memory at a time while an index is made. */
const rowsAtATime = 200

/**
 * Has the index of the content as it is: the one kept from last time at once, then one that holds what has changed
 * since. Only changed rows are read and analysed again.
 */
export class IndexKeeper {
  readonly #source: IndexSource
  #current: { version: string; index: SearchIndex; data: Uint8Array } | undefined
  #refreshing: Promise<void> | undefined
  #again = false

  constructor(source: IndexSource) {
    this.#source = source
  }

  get index(): SearchIndex | undefined {
    return this.#current?.index
  }

  /** The index kept from last time, or the first one made. Later changes are for `refresh`. */
  async open(): Promise<SearchIndex> {
    if (!this.#current) await this.refresh()
    return this.#current!.index
  }

  /** Brings the index up to the content. Asked for while at it, it goes over the changes once more. */
  async refresh(): Promise<void> {
    if (this.#refreshing) {
      this.#again = true
      return this.#refreshing
    }
    this.#refreshing = this.#work().finally(() => { this.#refreshing = undefined })
    return this.#refreshing
  }

  async #work(): Promise<void> {
    do {
      this.#again = false
      const version = await this.#source.version()
      this.#current ??= await this.#kept()
      if (this.#current?.version !== version) await this.#update(version)
    } while (this.#again)
  }

  async #kept() {
    const kept = await this.#source.kept()
    const packed = kept && decodeIndex(kept.data)
    return packed && { version: kept.version, index: new SearchIndex(packed), data: kept.data }
  }

  async #update(version: string): Promise<void> {
    const revisions = await this.#source.revisions()
    const held = new Set<string>()
    const keep = ({ id, revision }: IndexedDocument) => revisions.get(id) === revision
    for (const document of this.#current?.index.documents ?? []) if (keep(document)) held.add(document.id)
    const changed = [...revisions.keys()].filter((id) => !held.has(id))
    const data = changed.length === 0 && held.size === this.#current?.index.documents.length
      ? this.#current.data
      : await this.#build(changed, revisions, keep)
    this.#current = { version, data, index: data === this.#current?.data ? this.#current.index : new SearchIndex(decodeIndex(data)!) }
    await this.#source.keep(version, data)
  }

  async #build(changed: string[], revisions: Map<string, string>, keep: (document: IndexedDocument) => boolean): Promise<Uint8Array> {
    const packed = this.#current && decodeIndex(this.#current.data)
    const builder = new IndexBuilder(packed && unpackIndex(packed, keep))
    for (let i = 0; i < changed.length; i += rowsAtATime) {
      for (const { row, followUp } of await this.#source.rows(changed.slice(i, i + rowsAtATime))) {
        builder.add({ id: row.id, revision: revisions.get(row.id)!, kind: row.kind, slug: row.slug }, unitsOf(row, followUp))
      }
    }
    return builder.bytes()
  }
}
