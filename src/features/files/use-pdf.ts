import type { PDFDocumentLoadingTask, PDFDocumentProxy } from 'pdfjs-dist'
import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue'
import { pdfFolder } from '../../data/pdf-code.ts'

export type PdfCode = typeof import('pdfjs-dist')
export interface PageSize { width: number; height: number }

/** A PDF that is open; or why it cannot be: it is damaged, needs a password, or the code that reads it could not be had. */
export type OpenPdf =
  | { state: 'loading' }
  | { state: 'open'; code: PdfCode; pdf: PDFDocumentProxy; sizes: PageSize[] }
  | { state: 'failed' | 'locked' | 'noCode' }

/** Opens a PDF in a worker of its own, and closes it with the page that shows it. */
export function usePdf(file: () => Blob): ShallowRef<OpenPdf> {
  const open = shallowRef<OpenPdf>({ state: 'loading' })
  let task: PDFDocumentLoadingTask | undefined
  let turn = 0

  async function openFile() {
    const own = ++turn
    void task?.destroy()
    open.value = { state: 'loading' }
    const next = await read(file(), (begun) => {
      if (own === turn) task = begun
      // The page has been left while the code was on its way.
      else void begun.destroy()
    })
    if (own === turn) open.value = next
  }
  watch(file, openFile, { immediate: true })
  const whenOnline = () => { if (open.value.state === 'noCode') void openFile() }
  window.addEventListener('online', whenOnline)
  onScopeDispose(() => {
    window.removeEventListener('online', whenOnline)
    turn++
    void task?.destroy()
  })
  return open
}

/** How often its code could not be had. A browser may remember that of an address as long as the page is open: the next time it is another. */
let failures = 0
const codeAddress = () => `${location.origin}${pdfFolder}pdf.js${failures > 0 ? `?${failures}` : ''}`

async function read(blob: Blob, begun: (task: PDFDocumentLoadingTask) => void): Promise<OpenPdf> {
  let code: PdfCode
  try {
    // Not a part of the app: it lies beside it, and comes with the first PDF.
    code = await import(/* @vite-ignore */ codeAddress()) as PdfCode
  } catch {
    failures += 1
    return { state: 'noCode' }
  }
  code.GlobalWorkerOptions.workerSrc = `${pdfFolder}pdf.worker.js`
  try {
    // What reads a scan is plain script, so that no page of ours need allow other code.
    const task = code.getDocument({ data: new Uint8Array(await blob.arrayBuffer()), standardFontDataUrl: pdfFolder, wasmUrl: pdfFolder, useWasm: false, enableXfa: false })
    begun(task)
    const pdf = await task.promise
    const first = sizeOf((await pdf.getPage(1)).getViewport({ scale: 1 }))
    return { state: 'open', code, pdf, sizes: Array.from({ length: pdf.numPages }, () => first) }
  } catch (error) {
    const { name, message } = error as Error
    return { state: name === 'PasswordException' ? 'locked' : /worker/i.test(message) ? 'noCode' : 'failed' }
  }
}

export const sizeOf = ({ width, height }: PageSize): PageSize => ({ width, height })
