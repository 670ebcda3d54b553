import type { PDFDocumentProxy } from 'pdfjs-dist'
import { computed, ref, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import { findIn, pageText, type Found, type PageText } from './page-text.ts'

export interface PdfSearch {
  words: Ref<string>
  /** Searching still: what is found so far is no answer yet. */
  busy: Ref<boolean>
  found: ShallowRef<readonly Found[]>
  /** Which of them one stands at, from 0. */
  at: Ref<number>
  current: ComputedRef<Found | undefined>
  /** Whether the document has no text at all: it may be pictures of one. */
  isSilent: Ref<boolean>
  /** How many pages could not be read, so that nothing is known of them. */
  unread: Ref<number>
  step: (by: 1 | -1) => void
}

/** Searches in a document, from the page that `from` tells on. Its text is read when it is first searched, a page at a time. */
export function usePdfSearch(pdf: () => PDFDocumentProxy | undefined, from: () => number): PdfSearch {
  const words = ref('')
  const busy = ref(false)
  const found = shallowRef<readonly Found[]>([])
  const at = ref(0)
  const isSilent = ref(false)
  const unread = ref(0)
  let texts: (PageText | undefined)[] = []
  let turn = 0

  async function textOf(document: PDFDocumentProxy, page: number): Promise<PageText> {
    const known = texts[page]
    if (known) return known
    const { items } = await (await document.getPage(page)).getTextContent()
    return (texts[page] = pageText(items.flatMap((item) => ('str' in item ? [item] : []))))
  }

  watch(pdf, () => { texts = [] })
  watch([words, pdf], async ([sought, document]) => {
    const own = ++turn
    found.value = []
    at.value = 0
    isSilent.value = false
    unread.value = 0
    busy.value = document !== undefined && sought.trim() !== ''
    if (!document || !busy.value) return
    const all: Found[] = []
    let failed = 0
    for (let page = 1; page <= document.numPages; page++) {
      // What can be found in the other pages is told all the same.
      const text = await textOf(document, page).catch(() => undefined)
      if (own !== turn) return
      if (text) all.push(...findIn(page, text, sought))
      else failed += 1
    }
    if (own !== turn) return
    busy.value = false
    unread.value = failed
    isSilent.value = failed === 0 && texts.every((one) => !one?.text.trim())
    found.value = all
    at.value = Math.max(0, all.findIndex(({ page }) => page >= from()))
  })

  return {
    words, busy, found, at, isSilent, unread,
    current: computed(() => found.value[at.value]),
    step(by) { if (found.value.length > 0) at.value = (at.value + by + found.value.length) % found.value.length },
  }
}
