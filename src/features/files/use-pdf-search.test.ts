import type { PDFDocumentProxy } from 'pdfjs-dist'
import { expect, test } from 'vitest'
import { effectScope, nextTick, shallowRef } from 'vue'
import { eventually } from '../../../tests/support/eventually.ts'
import { usePdfSearch } from './use-pdf-search.ts'

/** A document of which each page has this text, or cannot be read. */
const documentOf = (pages: readonly (string | undefined)[]) => ({
  numPages: pages.length,
  getPage: async (page: number) => {
    const str = pages[page - 1]
    if (str === undefined) throw new Error('the page is damaged')
    return { getTextContent: async () => ({ items: [{ str, hasEOL: true }] }) }
  },
}) as unknown as PDFDocumentProxy

async function searched(words: string, pages: readonly (string | undefined)[], from = 1) {
  const pdf = shallowRef<PDFDocumentProxy>()
  const scope = effectScope()
  const search = scope.run(() => usePdfSearch(() => pdf.value, () => from))!
  pdf.value = documentOf(pages)
  search.words.value = words
  await nextTick()
  expect(search.busy.value).toBe(true)
  await eventually(() => expect(search.busy.value).toBe(false))
  scope.stop()
  const { found, at, isSilent, unread } = search
  return { pages: found.value.map(({ page }) => page), at: at.value, isSilent: isSilent.value, unread: unread.value }
}

test('it begins at the page one reads, and goes round', async () => {
  expect(await searched('elv', ['En elv', 'En by', 'En elv og en elv'], 2)).toMatchObject({ pages: [1, 3, 3], at: 1 })
  expect(await searched('by', ['En elv', 'En by', 'En elv'], 3)).toMatchObject({ pages: [2], at: 0 })
})

test('a page that cannot be read keeps nothing of the others back, and is told of', async () => {
  expect(await searched('elv', ['En elv', undefined, 'En elv'])).toMatchObject({ pages: [1, 3], unread: 1 })
  expect(await searched('hav', ['En elv', undefined])).toMatchObject({ pages: [], unread: 1, isSilent: false })
})

test('a document without text is told from one that could not be read', async () => {
  expect(await searched('elv', ['', ' '])).toMatchObject({ pages: [], isSilent: true, unread: 0 })
  expect(await searched('elv', ['', undefined])).toMatchObject({ isSilent: false, unread: 1 })
})
