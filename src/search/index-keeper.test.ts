import fc from 'fast-check'
import { expect, test } from 'vitest'
import { IndexKeeper, type IndexSource } from './index-keeper.ts'
import type { LoadedRow } from './search-answer.ts'

/** Content in memory that counts what is read of it. */
class Content implements IndexSource {
  texts = new Map<string, { text: string; revision: number }>()
  read: string[] = []
  saved: { version: string; data: Uint8Array } | undefined
  changes = 0

  set(id: string, text: string): void {
    this.texts.set(id, { text, revision: ++this.changes })
  }

  remove(id: string): void {
    if (this.texts.delete(id)) this.changes++
  }

  async version() { return `v${this.changes}` }
  async revisions() { return new Map([...this.texts].map(([id, { revision }]) => [id, `${revision}`])) }
  async rows(ids: readonly string[]): Promise<LoadedRow[]> {
    this.read.push(...ids)
    return ids.flatMap((id) => {
      const found = this.texts.get(id)
      return found ? [{ row: { id, rev: 1, kind: 'handbook', slug: id, data: { title: found.text, summary: '', links: [] } } as unknown as LoadedRow['row'] }] : []
    })
  }
  async kept() { return this.saved }
  async keep(version: string, data: Uint8Array) { this.saved = { version, data } }
}

const found = (keeper: IndexKeeper, query: string) => keeper.index!.search(query).hits.map(({ document }) => document.id).sort()

test('the index kept from last time is used without reading any content', async () => {
  const content = new Content()
  content.set('a', 'Samtykke')
  await new IndexKeeper(content).open()
  content.read = []
  const later = new IndexKeeper(content)
  await later.open()
  expect([found(later, 'samtykke'), content.read]).toEqual([['a'], []])
})

test('only what has changed is read again', async () => {
  const content = new Content()
  for (const id of ['a', 'b', 'c', 'd']) content.set(id, `Samtykke ${id}`)
  const keeper = new IndexKeeper(content)
  await keeper.open()
  content.read = []
  content.set('b', 'Barnehage')
  content.remove('c')
  content.set('e', 'Samtykke e')
  await keeper.refresh()
  expect(content.read.sort()).toEqual(['b', 'e'])
  expect([found(keeper, 'samtykke'), found(keeper, 'barnehage')]).toEqual([['a', 'd', 'e'], ['b']])
})

test('a damaged index is made anew', async () => {
  const content = new Content()
  content.set('a', 'Samtykke')
  content.saved = { version: await content.version(), data: new Uint8Array([0, 0, 0, 9, 1]) }
  const keeper = new IndexKeeper(content)
  await keeper.open()
  expect(found(keeper, 'samtykke')).toEqual(['a'])
})

test('a change that comes while the index is being made is in it when all is done', async () => {
  const content = new Content()
  content.set('a', 'Samtykke')
  const keeper = new IndexKeeper(content)
  const first = keeper.refresh()
  content.set('b', 'Samtykke')
  await Promise.all([first, keeper.refresh()])
  expect(found(keeper, 'samtykke')).toEqual(['a', 'b'])
})

test('however the content came to be, the index is the one of that content', async () => {
  const word = fc.constantFrom('samtykke', 'barnehage', 'skole', 'språk')
  const step = fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd'), text: fc.option(fc.array(word, { minLength: 1, maxLength: 3 }), { nil: undefined }) })
  await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
    const content = new Content()
    const followed = new IndexKeeper(content)
    for (const { id, text } of steps) {
      if (text) content.set(id, text.join(' '))
      else content.remove(id)
      await followed.refresh()
    }
    await followed.refresh()
    content.saved = undefined
    const fresh = new IndexKeeper(content)
    await fresh.open()
    for (const query of ['samtykke', 'barnehage skole', 'språk']) expect(found(followed, query)).toEqual(found(fresh, query))
  }), { numRuns: 50 })
})
