/** Where the PDF reader's code lies: what `src/build/pdf-code-files.ts` puts there. Another version lies elsewhere, so that a kept copy never mixes two. */
export const pdfFolder = '/pdf/6.5.438/'

/** All that the reader may need: its code, what reads the pictures of scanned papers, and the two typefaces that no system has. */
export const pdfCode = ['pdf.js', 'pdf.worker.js', 'openjpeg_nowasm_fallback.js', 'jbig2_nowasm_fallback.js', 'FoxitSymbol.pfb', 'FoxitDingbats.pfb'] as const

/** The cache that the service worker answers for it from. */
export const pdfCache = 'feltboka-pdf'

/**
 * Keeps the reader's code on the device, so that a PDF that lies here opens without a network; what another version had kept goes
 * when all of this one is here. Throws when it could not be had. Does nothing where the browser has no such cache.
 */
export async function keepPdfCode(caches: CacheStorage | undefined = globalThis.caches): Promise<void> {
  if (!caches) return
  const cache = await caches.open(pdfCache)
  const wanted = pdfCode.map((name) => pdfFolder + name)
  const here = new Map((await cache.keys()).map((request) => [new URL(request.url).pathname, request]))
  const lacking = wanted.filter((path) => !here.has(path))
  if (lacking.length > 0) await cache.addAll(lacking)
  for (const [path, request] of here) if (!wanted.includes(path)) await cache.delete(request)
}
