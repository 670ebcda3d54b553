import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import type { Plugin } from 'vite'
import { pdfCode, pdfFolder } from '../data/pdf-code.ts'

const folder = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))
/** The build for browsers that are some years old: phones at work are. By names that every host gives the right type. */
const sources: Record<(typeof pdfCode)[number], string> = {
  'pdf.js': 'legacy/build/pdf.min.mjs',
  'pdf.worker.js': 'legacy/build/pdf.worker.min.mjs',
  'openjpeg_nowasm_fallback.js': 'wasm/openjpeg_nowasm_fallback.js',
  'jbig2_nowasm_fallback.js': 'wasm/jbig2_nowasm_fallback.js',
  'FoxitSymbol.pfb': 'standard_fonts/FoxitSymbol.pfb',
  'FoxitDingbats.pfb': 'standard_fonts/FoxitDingbats.pfb',
}
const licences = ['LICENSE', 'standard_fonts/LICENSE_FOXIT', 'wasm/LICENSE_OPENJPEG', 'wasm/LICENSE_PDFJS_OPENJPEG', 'wasm/LICENSE_JBIG2', 'wasm/LICENSE_PDFJS_JBIG2']

/** Puts the PDF reader's code beside the app as it was published, outside of what every device fetches at once. */
export function pdfCodeFiles(): Plugin {
  return {
    name: 'feltboka-pdf-code',
    configResolved() {
      const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }
      if (pdfFolder !== `/pdf/${version}/`) throw new Error(`src/data/pdf-code.ts names ${pdfFolder}, but pdfjs-dist is ${version}.`)
    },
    configureServer(server) {
      server.middlewares.use(pdfFolder, (request, response, next) => {
        const source = sources[basename(request.url ?? '').split('?')[0] as keyof typeof sources]
        if (!source) return next()
        response.setHeader('Content-Type', source.endsWith('pfb') ? 'application/octet-stream' : 'text/javascript')
        response.end(readFileSync(join(folder, source)))
      })
    },
    generateBundle() {
      const emit = (name: string, source: string) => this.emitFile({ type: 'asset', fileName: pdfFolder.slice(1) + name, source: readFileSync(join(folder, source)) })
      for (const name of pdfCode) emit(name, sources[name])
      for (const name of licences) emit(`${basename(name)}.txt`, name)
    },
  }
}
