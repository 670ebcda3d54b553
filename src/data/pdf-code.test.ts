import { expect, test } from 'vitest'
import { keepPdfCode, pdfCache, pdfCode, pdfFolder } from './pdf-code.ts'

/** A browser's cache, as far as this needs one. */
function browserCaches(fails = false) {
  const paths = new Set<string>()
  const pathOf = (request: Request | string) => (typeof request === 'string' ? request : new URL(request.url).pathname)
  const cache = {
    keys: async () => [...paths].map((path) => ({ url: `https://x.test${path}` })),
    addAll: async (all: string[]) => { if (fails) throw new TypeError('network'); for (const one of all) paths.add(one) },
    delete: async (request: Request) => paths.delete(pathOf(request)),
  }
  return { paths, caches: { open: async (name: string) => { expect(name).toBe(pdfCache); return cache } } as unknown as CacheStorage }
}
const all = new Set(pdfCode.map((name) => pdfFolder + name))

test('the code comes whole, and what another version had kept goes after that', async () => {
  const { paths, caches } = browserCaches()
  paths.add('/pdf/1.0.0/pdf.js')
  await keepPdfCode(caches)
  expect(paths).toEqual(all)
  await keepPdfCode(caches)
  expect(paths).toEqual(all)
})

test('what could not be had leaves what was there', async () => {
  const { paths, caches } = browserCaches(true)
  paths.add('/pdf/1.0.0/pdf.js')
  await expect(keepPdfCode(caches)).rejects.toThrow('network')
  expect([...paths]).toEqual(['/pdf/1.0.0/pdf.js'])
})

test('a browser without such a cache has none of it', async () => {
  await keepPdfCode(undefined)
})
